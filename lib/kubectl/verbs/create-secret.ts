/** `kubectl create secret generic`. Leaves out secrets for registries and TLS, `--append-hash` and binary files. */
import { toBase64 } from "../../bytes.ts";
import type { Verb } from "../verb.ts";
import { type BuiltObject, createVerb } from "../writing/create-verb.ts";
import { keyValueFlags, readKeyValues } from "../writing/key-values.ts";

const generic = createVerb({
  name: "generic",
  resource: "secrets",
  failure: "failed to create secret ",
  short: "Create a secret from a local file, directory, or literal value",
  usage:
    "kubectl create secret generic NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]",
  examples: "# A password\nkubectl create secret generic db --from-literal=password=s3cret",
  flags: [
    ...keyValueFlags("secret"),
    { name: "type", type: "string", default: "", usage: "Type of the secret; Opaque when empty." },
  ],
  async build(invocation, name) {
    const values = Object.entries(await readKeyValues(invocation, "Secret", name));
    const type = invocation.flags.string("type");
    const data = Object.fromEntries(values.map(([key, value]) => [key, toBase64(value)]));
    return {
      kind: "Secret",
      apiVersion: "v1",
      metadata: { name, creationTimestamp: null },
      ...(values.length === 0 ? {} : { data }),
      ...(type === "" ? {} : { type }),
    } as BuiltObject;
  },
});

export const createSecret: Verb = {
  name: "secret",
  short: "Create a secret using a specified subcommand",
  usage: "kubectl create secret (generic)",
  flags: [],
  subverbs: [generic],
  unmodelledSubverbs: ["docker-registry", "tls"],
};
