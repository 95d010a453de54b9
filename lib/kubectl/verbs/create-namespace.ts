/** `kubectl create namespace`. */
import { type GeneratedObject, generatedVerb } from "../writing/generated.ts";

export const createNamespace = generatedVerb({
  name: "namespace",
  aliases: ["ns"],
  resource: "namespaces",
  help: {
    short: "Create a namespace with the specified name",
    usage: "kubectl create namespace NAME [--dry-run=server|client|none]",
    examples: "# A namespace of one's own for trying things\nkubectl create namespace trial",
  },
  flags: [],
  build: (_, name): GeneratedObject =>
    ({
      kind: "Namespace",
      apiVersion: "v1",
      metadata: { name, creationTimestamp: null },
      spec: {},
      status: {},
    }) as GeneratedObject,
});
