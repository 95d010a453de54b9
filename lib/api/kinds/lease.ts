/** Models coordination.k8s.io/v1 Lease. */
import { age } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { typeAndMeta } from "../metadata.ts";
import { type Infer, int32, microTime, object, pointer, present, string } from "../schema.ts";

const schema = object("coordination.k8s.io/v1.Lease", {
  ...typeAndMeta,
  spec: present(
    object("coordination.k8s.io/v1.LeaseSpec", {
      holderIdentity: pointer(string),
      leaseDurationSeconds: pointer(int32),
      acquireTime: microTime,
      renewTime: microTime,
      leaseTransitions: pointer(int32),
      strategy: pointer(string),
      preferredHolder: pointer(string),
    }),
  ),
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
