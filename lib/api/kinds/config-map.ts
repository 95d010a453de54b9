/** Models core/v1 ConfigMap. */
import { age } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { typeAndMeta } from "../metadata.ts";
import { base64, boolean, field, type Infer, map, object, pointer, string } from "../schema.ts";
import { validateConfigMap, validateUnlessImmutable } from "./config-map-validation.ts";

const schema = object("core/v1.ConfigMap", {
  ...typeAndMeta,
  immutable: pointer(4, boolean),
  data: field(2, map(string)),
  binaryData: field(3, map(base64)),
});
export type ConfigMap = Infer<typeof schema>;

export const configMaps = defineKind({
  group: "",
  version: "v1",
  kind: "ConfigMap",
  plural: "configmaps",
  shortNames: ["cm"],
  namespaced: true,
  schema,

  validate: validateConfigMap,
  reportsUpdateFirst: true,
  validateUpdate: (configMap, old) => validateUnlessImmutable(configMap, old, ["data", "binaryData"]),

  columns: [
    { name: "Name", cell: (configMap) => configMap.metadata.name },
    {
      name: "Data",
      cell: (configMap) =>
        Object.keys(configMap.data ?? {}).length + Object.keys(configMap.binaryData ?? {}).length,
    },
    { name: "Age", cell: age },
  ],
});
