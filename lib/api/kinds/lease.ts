/** Models coordination.k8s.io/v1 Lease. */
import { age } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { typeAndMeta } from "../metadata.ts";
import { field, type Infer, int32, microTime, object, pointer, present, string } from "../schema.ts";

const leaseSpec = object("coordination.k8s.io/v1.LeaseSpec", {
  holderIdentity: pointer(1, string),
  leaseDurationSeconds: pointer(2, int32),
  acquireTime: field(3, microTime),
  renewTime: field(4, microTime),
  leaseTransitions: pointer(5, int32),
  strategy: pointer(6, string),
  preferredHolder: pointer(7, string),
});
const schema = object("coordination.k8s.io/v1.Lease", {
  ...typeAndMeta,
  spec: present(2, leaseSpec),
});
export type Lease = Infer<typeof schema>;

export const leases = defineKind({
  group: "coordination.k8s.io",
  version: "v1",
  kind: "Lease",
  plural: "leases",
  namespaced: true,
  schema,

  columns: [
    { name: "Name", cell: (lease) => lease.metadata.name },
    { name: "Holder", cell: (lease) => lease.spec.holderIdentity ?? "" },
    { name: "Age", cell: age },
  ],
});
