/**
 * What `kubectl apply --server-side` does for an object that was applied on the client's side before: it takes over the
 * fields, and gives the annotation an owner of its own. Models client-go/util/csaupgrade and its use in cmd/apply.
 */
import type { WriteOptions } from "../../api/api.ts";
import { touchesPath, union } from "../../api/field-set.ts";
import { LAST_APPLIED } from "../../api/last-applied-fields.ts";
import { type ManagedFieldsEntry, type Owner, readOwners, writeOwners } from "../../api/managed-fields.ts";
import type { KubeObject } from "../../api/metadata.ts";
import type { Target } from "../targets/targets.ts";
import type { Invocation } from "../verb.ts";

/** Who applies on the server's side unless `--field-manager` says otherwise. */
export const SERVER_SIDE_MANAGER = "kubectl";
const CLIENT_SIDE_MANAGER = "kubectl-client-side-apply";
const ANNOTATION_MANAGER = "kubectl-last-applied";

const annotationPath = ["f:metadata", "f:annotations", `f:${LAST_APPLIED}`];

/**
 * @param object as it was just applied.
 * @param options of that apply.
 * @returns the object with its fields taken over, to be applied once more; undefined when there was nothing to take over.
 */
export function upgradeManagedFields(
  { client }: Invocation,
  target: Target,
  object: KubeObject,
  options: WriteOptions,
): KubeObject | undefined {
  const { kind, namespace, name } = target;
  const { fieldManager = SERVER_SIDE_MANAGER } = options;
  const annotation = fieldManager === SERVER_SIDE_MANAGER ? unownedAnnotation(object) : undefined;
  const annotated =
    annotation === undefined
      ? object
      : client.api.patch<KubeObject>(
          kind,
          namespace,
          name,
          { type: "application/apply-patch+yaml", body: annotation },
          { ...options, fieldManager: ANNOTATION_MANAGER },
        );
  const entries = withoutClientSide(annotated, fieldManager);
  if (entries === undefined) return undefined;
  const body = [
    { op: "replace", path: "/metadata/managedFields", value: entries },
    { op: "replace", path: "/metadata/resourceVersion", value: annotated.metadata.resourceVersion },
  ];
  return client.api.patch<KubeObject>(
    kind,
    namespace,
    name,
    { type: "application/json-patch+json", body },
    options,
  );
}

/** The annotation alone, as a configuration, unless an applier has it already: else it would go with the other fields. */
function unownedAnnotation({ apiVersion, kind, metadata }: KubeObject): object | undefined {
  const value = metadata.annotations?.[LAST_APPLIED];
  const isOwned = readOwners(metadata.managedFields).some(
    ({ operation, fields }) => operation === "Apply" && touchesPath(fields, annotationPath),
  );
  if (value === undefined || isOwned) return undefined;
  const { name, namespace } = metadata;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      annotations: { [LAST_APPLIED]: value },
    },
  };
}

/** The entries with those of client-side apply counted as the manager's; undefined when there are none. */
function withoutClientSide(
  { metadata }: KubeObject,
  manager: string,
): readonly ManagedFieldsEntry[] | undefined {
  const owners = readOwners(metadata.managedFields);
  const replaced = owners.filter(isClientSide);
  const [first] = replaced;
  if (first === undefined) return undefined;
  const isSelf = (owner: Owner): boolean => owner.operation === "Apply" && owner.manager === manager;
  const self = owners.find(isSelf) ?? { ...first, manager, operation: "Apply" as const };
  const fields = replaced.reduce((set, owner) => union(set, owner.fields), self.fields);
  return writeOwners([
    ...owners.filter((owner) => !isClientSide(owner) && !isSelf(owner)),
    { ...self, fields },
  ]);
}

function isClientSide({ operation, subresource, manager, fields }: Owner): boolean {
  return (
    operation === "Update" &&
    subresource === undefined &&
    (manager === CLIENT_SIDE_MANAGER || touchesPath(fields, annotationPath))
  );
}
