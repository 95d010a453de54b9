/** `kubectl create configmap`. Leaves out `--append-hash` and binary files. */
import { configMaps } from "../../api/kinds/config-map.ts";
import { createVerb } from "../writing/create-verb.ts";
import { keyValueFlags, readKeyValues } from "../writing/key-values.ts";

export const createConfigMap = createVerb({
  name: "configmap",
  aliases: ["cm"],
  kind: configMaps,
  failure: "failed to create configmap: ",
  short: "Create a config map from a local file, directory or literal value",
  usage:
    "kubectl create configmap NAME [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]",
  examples: `# Two settings
kubectl create configmap settings --from-literal=colour=blue --from-literal=size=5

# A page for nginx
kubectl create configmap page --from-file=index.html`,
  flags: keyValueFlags("config map"),
  async build(invocation, name) {
    const data = await readKeyValues(invocation, "ConfigMap", name);
    return Object.keys(data).length === 0 ? {} : { data };
  },
});
