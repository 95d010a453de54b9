/** Models core/v1 ConfigMap. */
import { age } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { typeAndMeta } from "../metadata.ts";
import { boolean, type Infer, map, object, string } from "../schema.ts";

const schema = object("core/v1.ConfigMap", { ...typeAndMeta, immutable: boolean, data: map(string), binaryData: map(string) });
export type ConfigMap = Infer<typeof schema>;

export const configMaps = defineKind({
  group: "",
  version: "v1",
  kind: "ConfigMap",
  plural: "configmaps",
  shortNames: ["cm"],
  namespaced: true,
  schema,
  columns: [
    { name: "Name", cell: (configMap) => configMap.metadata.name },
    { name: "Data", cell: (configMap) => Object.keys(configMap.data ?? {}).length + Object.keys(configMap.binaryData ?? {}).length },
    { name: "Age", cell: age },
  ],
});
