/** Models core/v1 Namespace. */
import { age } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { condition, typeAndMeta } from "../metadata.ts";
import { field, type Infer, list, object, present, string } from "../schema.ts";

const namespaceStatus = object("core/v1.NamespaceStatus", {
  phase: present(1, string),
  conditions: field(2, list(condition, { mergeKey: "type", mapKeys: ["type"] })),
});
const schema = object("core/v1.Namespace", {
  ...typeAndMeta,
  spec: present(2, object("core/v1.NamespaceSpec", { finalizers: field(1, list(string)) })),
  status: present(3, namespaceStatus),
});
export type Namespace = Infer<typeof schema>;

/** Those that the admission plug-in NamespaceLifecycle protects; kube-node-lease is not among them. */
const IMMORTAL = new Set(["default", "kube-public", "kube-system"]);

export const namespaces = defineKind({
  group: "",
  version: "v1",
  kind: "Namespace",
  plural: "namespaces",
  shortNames: ["ns"],
  namespaced: false,
  schema,
  subresources: ["finalize", "status"],
  verbs: ["create", "delete", "get", "list", "patch", "update", "watch"],
  nameRule: "label",
  selectableFields: { "status.phase": (namespace) => namespace.status.phase },

  prepareForCreate(namespace) {
    namespace.spec = { finalizers: ["kubernetes"] };
    namespace.status = { phase: "Active" };
  },
  applyDefaults(namespace) {
    namespace.spec ??= {};
    namespace.status ??= { phase: "Active" };
    namespace.metadata.labels = {
      ...namespace.metadata.labels,
      "kubernetes.io/metadata.name": namespace.metadata.name,
    };
  },
  mayNotDelete: (namespace) =>
    IMMORTAL.has(namespace.metadata.name) ? "this namespace may not be deleted" : undefined,
  hasFinalizers: (namespace) => (namespace.spec.finalizers ?? []).length > 0,
  markTerminating(namespace) {
    namespace.status.phase = "Terminating";
    namespace.metadata.deletionGracePeriodSeconds = undefined;
  },

  columns: [
    { name: "Name", cell: (namespace) => namespace.metadata.name },
    { name: "Status", cell: (namespace) => namespace.status.phase },
    { name: "Age", cell: age },
  ],
});
