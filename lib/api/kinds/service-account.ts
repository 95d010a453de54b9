/** Models core/v1 ServiceAccount. */
import { age } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { typeAndMeta } from "../metadata.ts";
import { boolean, type Infer, list, object, pointer, string } from "../schema.ts";
import { objectReference } from "./endpoints.ts";

const schema = object("core/v1.ServiceAccount", {
  ...typeAndMeta,
  secrets: list(objectReference, { mergeKey: "name", mapKeys: ["name"] }),
  imagePullSecrets: list(object("core/v1.LocalObjectReference", { name: string }, { atomic: true })),
  automountServiceAccountToken: pointer(boolean),
});
export type ServiceAccount = Infer<typeof schema>;

export const serviceAccounts = defineKind({
  group: "",
  version: "v1",
  kind: "ServiceAccount",
  plural: "serviceaccounts",
  shortNames: ["sa"],
  namespaced: true,
  schema,

  columns: [
    { name: "Name", cell: (account) => account.metadata.name },
    { name: "Secrets", cell: (account) => (account.secrets ?? []).length },
    { name: "Age", cell: age },
  ],
});
