/** The fields of kinds, as `kubectl explain` knows them. */
import type { AnyKind } from "service-bootcamp";

type Schema = AnyKind["schema"]["fields"][string];

/** How deep a misplaced field is looked for. */
const DEPTH_MAX = 7;

/** The fields beside one at a path such as `spec.ports[0].port`; undefined where the path leads nowhere. */
export function fieldsOf(schema: Schema, path: string): readonly string[] | undefined {
  const steps = path
    .replaceAll(/\[\d+\]/g, "")
    .split(".")
    .slice(0, -1);
  const parent = steps.reduce<Schema | undefined>(
    (at, step) => (at === undefined ? undefined : childrenOf(at)?.[step]),
    schema,
  );
  const fields = parent && childrenOf(parent);
  return fields && Object.keys(fields);
}

/** Where fields of a name are in a kind, the shallowest first: `spec.sessionAffinity`, `spec.ports[].targetPort`. */
export function pathsTo(schema: Schema, name: string): readonly string[] {
  const found: string[] = [];
  let level: { readonly at: Schema; readonly path: string }[] = [{ at: schema, path: "" }];
  for (let depth = 0; depth < DEPTH_MAX && found.length === 0; depth++) {
    const deeper: typeof level = [];
    for (const { at, path } of level) {
      for (const [field, child] of Object.entries(childrenOf(at) ?? {})) {
        const here = `${path}${path === "" ? "" : "."}${field}`;
        if (field === name) found.push(here);
        deeper.push({ at: child, path: child.type === "list" ? `${here}[]` : here });
      }
    }
    level = deeper.filter(({ path }) => !path.startsWith("metadata") && !path.startsWith("status"));
  }
  return found;
}

/** Of an object, or of the objects in a list. */
function childrenOf(schema: Schema): Readonly<Record<string, Schema>> | undefined {
  if ("items" in schema) return childrenOf(schema.items as Schema);
  return "fields" in schema ? (schema.fields as Readonly<Record<string, Schema>>) : undefined;
}
