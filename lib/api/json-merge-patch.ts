/** JSON merge patches, RFC 7386: null deletes, objects merge, everything else replaces. */
import { isRecord } from "../go/value.ts";

export function applyJsonMergePatch(original: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  const result = new Map(isRecord(original) ? Object.entries(original) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) result.delete(key);
    else result.set(key, applyJsonMergePatch(result.get(key), value));
  }
  return Object.fromEntries(result);
}
