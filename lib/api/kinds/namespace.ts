/** Models core/v1 Namespace. */
import { age } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { condition, typeAndMeta } from "../metadata.ts";
import { type Infer, list, object, present, string } from "../schema.ts";

const schema = object("core/v1.Namespace", {
  ...typeAndMeta,
  spec: present(object("core/v1.NamespaceSpec", { finalizers: list(string) })),
  status: present(
    object("core/v1.NamespaceStatus", {
      phase: present(string),
      conditions: list(condition, { mergeKey: "type", mapKeys: ["type"] }),
    }),
  ),
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
