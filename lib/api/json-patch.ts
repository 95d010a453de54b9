/** JSON patches, RFC 6902. Models how the API server answers the faults of its library, evanphx/json-patch. */
import { ApiError } from "./api-error.ts";
import { isEqual } from "./equal.ts";

/** Budget: a patch with more operations is refused as the real server refuses it. */
const OPERATIONS_MAX = 10_000;

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/**
 * @returns a changed copy; parts that no operation touches are shared with the original.
 * @throws ApiError Invalid when a path does not exist or a test fails.
 */
export function applyJsonPatch(original: unknown, patch: readonly unknown[]): unknown {
  if (patch.length > OPERATIONS_MAX) {
    throw new ApiError(
      413,
      "RequestEntityTooLarge",
      `Request entity is too large: The allowed maximum operations in a JSON patch is ${OPERATIONS_MAX}, got ${patch.length}`,
    );
  }
  return patch.reduce<unknown>((document, operation) => perform(document, operation as Operation), original);
}

/** All that a client hears of a patch that does not fit; which operation it was, the server keeps to itself. */
function rejected(): ApiError {
  return new ApiError(422, "Invalid", "the server rejected our request due to an error in our request", {});
}

function perform(document: unknown, { op, path, from, value }: Operation): unknown {
  const steps = parsePointer(path);
  switch (op) {
    case "add":
      return change(document, steps, (parent, key) => insert(parent, key, value), value);
    case "replace":
      read(document, steps);
      return change(document, steps, (parent, key) => assign(parent, key, value), value);
    case "remove":
      read(document, steps);
      return change(document, steps, remove, undefined);
    case "copy": {
      const copied = read(document, parsePointer(from));
      return change(document, steps, (parent, key) => insert(parent, key, copied), copied);
    }
    case "move": {
      const source = parsePointer(from);
      const moved = read(document, source);
      return change(
        change(document, source, remove, undefined),
        steps,
        (parent, key) => insert(parent, key, moved),
        moved,
      );
    }
    case "test":
      if (!isEqual(find(document, steps), value)) throw rejected();
      return document;
    default:
      throw rejected();
  }
}

function parsePointer(pointer: unknown): string[] {
  if (typeof pointer !== "string" || (pointer !== "" && !pointer.startsWith("/"))) throw rejected();
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

type Parent = unknown[] | Map<string, unknown>;

/** Rebuilds what lies on the way to the last step, where `edit` works on a copy. */
function change(
  document: unknown,
  steps: readonly string[],
  edit: (parent: Parent, key: string) => void,
  whole: unknown,
): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return whole;
  if (typeof document !== "object" || document === null) throw rejected();
  const parent: Parent = Array.isArray(document) ? [...document] : new Map(Object.entries(document));
  if (rest.length === 0) edit(parent, step);
  else assign(parent, step, change(read(document, [step]), rest, edit, whole));
  return Array.isArray(parent) ? parent : Object.fromEntries(parent);
}

/** @throws ApiError when there is nothing at the path. */
function read(document: unknown, steps: readonly string[]): unknown {
  const found = find(document, steps);
  if (found === undefined) throw rejected();
  return found;
}

function find(document: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>((value, step) => {
    if (Array.isArray(value)) return /^\d+$/.test(step) ? value[Number(step)] : undefined;
    return typeof value === "object" && value !== null && Object.hasOwn(value, step)
      ? (value as Record<string, unknown>)[step]
      : undefined;
  }, document);
}

function assign(parent: Parent, key: string, value: unknown): void {
  if (Array.isArray(parent)) parent[Number(key)] = value;
  else parent.set(key, value);
}

function insert(parent: Parent, key: string, value: unknown): void {
  if (!Array.isArray(parent)) parent.set(key, value);
  else {
    const at = key === "-" ? parent.length : Number(key);
    if (!Number.isInteger(at) || at < 0 || at > parent.length) throw rejected();
    parent.splice(at, 0, value);
  }
}

function remove(parent: Parent, key: string): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else parent.delete(key);
}
