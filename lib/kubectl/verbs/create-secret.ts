/** `kubectl create secret generic`. Leaves out secrets for registries and TLS, `--append-hash` and binary files. */
import { secrets } from "../../api/kinds/secret.ts";
import { toBase64 } from "../../bytes.ts";
import { stringFlag } from "../command-line/flag-sets.ts";
import type { Verb } from "../verb.ts";
import { createVerb } from "../writing/create-verb.ts";
import { keyValueFlags, readKeyValues } from "../writing/key-values.ts";

const generic = createVerb({
  name: "generic",
  kind: secrets,
  failure: "failed to create secret ",
  short: "Create a secret from a local file, directory, or literal value",
  usage:
    "kubectl create secret generic NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]",
  examples: "# A password\nkubectl create secret generic db --from-literal=password=s3cret",
  flags: [...keyValueFlags("secret"), stringFlag("type", "Type of the secret; Opaque when empty.")],
  async build(invocation, name) {
    const values = Object.entries(await readKeyValues(invocation, "Secret", name));
    const type = invocation.flags.string("type");
    const data = Object.fromEntries(values.map(([key, value]) => [key, toBase64(value)]));
    return { ...(values.length === 0 ? {} : { data }), ...(type === "" ? {} : { type }) };
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
