/** `kubectl create namespace`. */
import { type BuiltObject, createVerb } from "../writing/create-verb.ts";

export const createNamespace = createVerb({
  name: "namespace",
  aliases: ["ns"],
  resource: "namespaces",
  short: "Create a namespace with the specified name",
  usage: "kubectl create namespace NAME [--dry-run=server|client|none]",
  examples: "# A namespace of one's own for trying things\nkubectl create namespace trial",
  flags: [],
  build: (_, name): BuiltObject =>
    ({
      kind: "Namespace",
      apiVersion: "v1",
      metadata: { name, creationTimestamp: null },
      spec: {},
      status: {},
    }) as BuiltObject,
});
