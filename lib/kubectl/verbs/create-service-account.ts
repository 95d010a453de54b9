/** `kubectl create serviceaccount`. */
import { type BuiltObject, createVerb } from "../writing/create-verb.ts";

export const createServiceAccount = createVerb({
  name: "serviceaccount",
  aliases: ["sa"],
  resource: "serviceaccounts",
  failure: "failed to create serviceaccount: ",
  short: "Create a service account with the specified name",
  usage: "kubectl create serviceaccount NAME [--dry-run=server|client|none]",
  examples: "# A service account for the Pods of one program\nkubectl create serviceaccount web",
  flags: [],
  build: (_, name): BuiltObject => ({
    kind: "ServiceAccount",
    apiVersion: "v1",
    metadata: { name, creationTimestamp: null },
  }),
});
