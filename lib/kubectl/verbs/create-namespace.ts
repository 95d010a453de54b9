/** `kubectl create namespace`. */
import { namespaces } from "../../api/kinds/namespace.ts";
import { createVerb } from "../writing/create-verb.ts";

export const createNamespace = createVerb({
  name: "namespace",
  aliases: ["ns"],
  kind: namespaces,
  short: "Create a namespace with the specified name",
  usage: "kubectl create namespace NAME [--dry-run=server|client|none]",
  examples: "# A namespace of one's own for trying things\nkubectl create namespace trial",
  flags: [],
  build: () => ({ spec: {}, status: {} }),
});
