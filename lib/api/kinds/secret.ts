/** Models core/v1 Secret. Leaves out the checks that single types of Secrets have. */
import { toBase64 } from "../../bytes.ts";
import { age } from "../columns.ts";
import { isEqual } from "../equal.ts";
import { immutable } from "../field-error.ts";
import { defineKind } from "../kind.ts";
import { typeAndMeta } from "../metadata.ts";
import { base64, boolean, defaulted, field, type Infer, map, object, pointer, string } from "../schema.ts";
import { validateKeys, validateUnlessImmutable } from "./config-map-validation.ts";

const schema = object("core/v1.Secret", {
  ...typeAndMeta,
  immutable: pointer(5, boolean),
  data: field(2, map(base64)),
  stringData: field(4, map(string)),
  type: defaulted(3, string),
});
export type Secret = Infer<typeof schema>;

export const secrets = defineKind({
  group: "",
  version: "v1",
  kind: "Secret",
  plural: "secrets",
  namespaced: true,
  schema,
  selectableFields: { type: (secret) => secret.type },

  /** Plain texts are only a way to write: what is stored is base64. */
  applyDefaults(secret) {
    secret.type ??= "Opaque";
    const texts = Object.entries(secret.stringData ?? {});
    if (texts.length > 0)
      secret.data = {
        ...secret.data,
        ...Object.fromEntries(texts.map(([key, text]) => [key, toBase64(text)])),
      };
    delete secret.stringData;
  },
  validate: (secret) => validateKeys("data", secret.data),
  reportsUpdateFirst: true,
  validateUpdate: (secret, old) => [
    ...(isEqual(secret.type, old.type) ? [] : [immutable("type", secret.type)]),
    ...validateUnlessImmutable(secret, old, ["data"]),
  ],

  columns: [
    { name: "Name", cell: (secret) => secret.metadata.name },
    { name: "Type", cell: (secret) => secret.type },
    { name: "Data", cell: (secret) => Object.keys(secret.data ?? {}).length },
    { name: "Age", cell: age },
  ],
});
