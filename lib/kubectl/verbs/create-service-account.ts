/** `kubectl create serviceaccount`. */
import { type GeneratedObject, generatedVerb } from "../writing/generated.ts";

export const createServiceAccount = generatedVerb({
  name: "serviceaccount",
  aliases: ["sa"],
  resource: "serviceaccounts",
  failure: "failed to create serviceaccount: ",
  help: {
    short: "Create a service account with the specified name",
    usage: "kubectl create serviceaccount NAME [--dry-run=server|client|none]",
    examples: "# A service account for the Pods of one program\nkubectl create serviceaccount web",
  },
  flags: [],
  build: (_, name): GeneratedObject => ({
    kind: "ServiceAccount",
    apiVersion: "v1",
    metadata: { name, creationTimestamp: null },
  }),
});
