/** The `key=value` and `key-` arguments of label, annotate and set env. Models kubectl/pkg/cmd/util GetResourcesAndPairs. */
import { KubectlError } from "../verb.ts";

export interface SplitArgs {
  readonly resources: readonly string[];
  readonly changes: readonly string[];
}

/** @param what `label`, for the error. @throws KubectlError for a resource behind a change */
export function splitChanges(
  args: readonly string[],
  what: string,
  isChange: (arg: string) => boolean = isPair,
): SplitArgs {
  const first = args.findIndex((arg) => isChange(arg));
  if (first === -1) return { resources: args, changes: [] };
  const late = args.slice(first).find((arg) => !isChange(arg));
  if (late !== undefined)
    throw new KubectlError(`all resources must be specified before ${what} changes: ${late}`);
  return { resources: args.slice(0, first), changes: args.slice(first) };
}

function isPair(arg: string): boolean {
  return arg.indexOf("=") > 0 || (arg.endsWith("-") && arg !== "-");
}

/** Keys with their new values, and keys to remove. */
export interface Changes {
  readonly set: ReadonlyMap<string, string>;
  readonly remove: readonly string[];
}

/** The map after the changes. */
export function changed(
  map: Readonly<Record<string, string>> | undefined,
  { set, remove }: Changes,
): Record<string, string> {
  const kept = Object.entries(map ?? {}).filter(([key]) => !remove.includes(key));
  return { ...Object.fromEntries(kept), ...Object.fromEntries(set) };
}

/** A merge patch of a map from one value to another: `null` removes. Undefined when they are equal. */
export function mapPatch(
  before: Readonly<Record<string, string>> | undefined,
  after: Readonly<Record<string, string>>,
): Record<string, string | null> | undefined {
  const added = Object.entries(after).filter(([key, value]) => before?.[key] !== value);
  const removed = Object.keys(before ?? {}).filter((key) => !Object.hasOwn(after, key));
  if (added.length + removed.length === 0) return undefined;
  return { ...Object.fromEntries(added), ...Object.fromEntries(removed.map((key) => [key, null])) };
}
