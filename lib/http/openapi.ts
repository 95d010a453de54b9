/** OpenAPI documents, made from the schemas: what `kubectl explain`, validation and apply read. */
import type { AnyKind } from "../api/kind.ts";
import type { ListSchema, MapSchema, ObjectSchema, Schema } from "../api/schema.ts";
import { type Answer, type Exchange, json } from "./exchange.ts";

/** @returns undefined for a path that is no document. */
export function openApi(kinds: readonly AnyKind[], { path }: Exchange): Answer | undefined {
  const groupVersions = [...new Set(kinds.map((kind) => pathOf(kind)))];
  if (path === "/openapi/v3") {
    return json(200, { paths: Object.fromEntries(groupVersions.map((each) => [each, { serverRelativeURL: `/openapi/v3/${each}?hash=1` }])) });
  }
  const wanted = /^\/openapi\/v3\/(.+)$/.exec(path)?.[1];
  if (wanted !== undefined && groupVersions.includes(wanted)) return json(200, documentV3(kinds.filter((kind) => pathOf(kind) === wanted)));
  return undefined;
}

const pathOf = (kind: AnyKind): string => (kind.group === "" ? `api/${kind.version}` : `apis/${kind.group}/${kind.version}`);

const QUERY = ["pretty", "dryRun", "fieldManager", "fieldValidation"].map((name) => ({ name, in: "query", schema: { type: "string", uniqueItems: true } }));

function documentV3(kinds: readonly AnyKind[]): Record<string, unknown> {
  const schemas: Record<string, unknown> = {};
  const paths: Record<string, unknown> = {};
  for (const kind of kinds) {
    const gvk = [{ group: kind.group, version: kind.version, kind: kind.kind }];
    addDefinition(schemas, kind.schema);
    Object.assign(schemas[definitionName(kind.schema)] as object, { "x-kubernetes-group-version-kind": gvk });
    const at = `/${pathOf(kind)}${kind.namespaced ? "/namespaces/{namespace}" : ""}/${kind.plural}`;
    const operation = (action: string): Record<string, unknown> => ({
      parameters: QUERY,
      "x-kubernetes-action": action,
      "x-kubernetes-group-version-kind": gvk[0],
    });
    paths[at] = { get: operation("list"), post: operation("post") };
    paths[`${at}/{name}`] = {
      get: operation("get"),
      put: operation("put"),
      patch: { ...operation("patch"), parameters: [...QUERY, { name: "force", in: "query", schema: { type: "boolean", uniqueItems: true } }] },
      delete: operation("delete"),
    };
  }
  return { openapi: "3.0.0", info: { title: "Kubernetes", version: "v1.33.1" }, paths, components: { schemas } };
}

/** `core/v1.ServiceSpec` -> `io.k8s.api.core.v1.ServiceSpec`. */
export function definitionName(schema: ObjectSchema): string {
  const [group = "", rest = ""] = schema.name.split("/");
  return group === "meta" ? `io.k8s.apimachinery.pkg.apis.meta.${rest}` : `io.k8s.api.${group.split(".")[0]}.${rest}`;
}

function addDefinition(schemas: Record<string, unknown>, schema: ObjectSchema): void {
  const name = definitionName(schema);
  if (schemas[name] !== undefined) return;
  const properties: Record<string, unknown> = {};
  schemas[name] = { type: "object", properties };
  for (const [field, type] of Object.entries(schema.fields)) properties[field] = property(schemas, type);
}

function property(schemas: Record<string, unknown>, schema: Schema): Record<string, unknown> {
  switch (schema.type) {
    case "object":
      addDefinition(schemas, schema as ObjectSchema);
      return { allOf: [{ $ref: `#/components/schemas/${definitionName(schema as ObjectSchema)}` }], default: {} };
    case "list": {
      const { items, options } = schema as ListSchema;
      return { type: "array", items: property(schemas, items), ...listExtensions(options) };
    }
    case "map":
      return { type: "object", additionalProperties: property(schemas, (schema as MapSchema).values) };
    case "integer":
      return { type: "integer", format: schema.goType };
    case "boolean":
    case "number":
      return { type: schema.type };
    case "intOrString":
      return { oneOf: [{ type: "integer" }, { type: "string" }], format: "int-or-string" };
    case "time":
      return { type: "string", format: "date-time" };
    case "any":
      return { type: "object" };
    default:
      return { type: "string" };
  }
}

function listExtensions({ mergeKey, mapKeys }: ListSchema["options"]): Record<string, unknown> {
  const patch =
    mergeKey === undefined ? {} : { "x-kubernetes-patch-strategy": "merge", ...(mergeKey === "" ? {} : { "x-kubernetes-patch-merge-key": mergeKey }) };
  if (mapKeys !== undefined) return { ...patch, "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": mapKeys };
  return { ...patch, "x-kubernetes-list-type": mergeKey === "" ? "set" : "atomic" };
}
