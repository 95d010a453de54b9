/** Models core/v1 ServiceAccount. */
import { age } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { typeAndMeta } from "../metadata.ts";
import { boolean, field, type Infer, list, object, pointer } from "../schema.ts";
import { objectReference } from "./endpoints.ts";
import { localObjectReference } from "./local-object-reference.ts";

const schema = object("core/v1.ServiceAccount", {
  ...typeAndMeta,
  secrets: field(2, list(objectReference, { mergeKey: "name", mapKeys: ["name"] })),
  imagePullSecrets: field(3, list(localObjectReference)),
  automountServiceAccountToken: pointer(4, boolean),
});
export type ServiceAccount = Infer<typeof schema>;

export const serviceAccounts = defineKind({
  group: "",
  version: "v1",
  kind: "ServiceAccount",
  plural: "serviceaccounts",
  shortNames: ["sa"],
  namespaced: true,
  returnsDeleted: true,
  schema,

  columns: [
    { name: "Name", cell: (account) => account.metadata.name },
    { name: "Secrets", cell: (account) => (account.secrets ?? []).length },
    { name: "Age", cell: age },
  ],
});
