/** `kubectl create serviceaccount`. */
import { serviceAccounts } from "../../api/kinds/service-account.ts";
import { createVerb } from "../writing/create-verb.ts";

export const createServiceAccount = createVerb({
  name: "serviceaccount",
  aliases: ["sa"],
  kind: serviceAccounts,
  failure: "failed to create serviceaccount: ",
  short: "Create a service account with the specified name",
  usage: "kubectl create serviceaccount NAME [--dry-run=server|client|none]",
  examples: "# A service account for the Pods of one program\nkubectl create serviceaccount web",
  flags: [],
  build: () => ({}),
});
