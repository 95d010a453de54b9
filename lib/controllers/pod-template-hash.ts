/**
 * The `pod-template-hash` that tells the ReplicaSets of a Deployment apart. Models ComputeHash of
 * pkg/controller/controller_utils.go: FNV-1a, written in the digits that rand.SafeEncodeString leaves. It hashes JSON
 * with sorted keys instead of a dump of Go structs, so its values differ from those of a real cluster.
 */
import type { PodTemplateSpec } from "../api/kinds/pod-spec.ts";

/** What the digits 0 to 9 become: `c % 27` into the alphabet without vowels. */
const DIGITS = "456789bcdf";

/** Of templates in the store, which never change: a controller asks for the hash of its own whenever it looks. */
const storedTexts = new WeakMap<PodTemplateSpec, string>();

/** @param collisionCount makes another hash of the same template when a name is taken. */
export function podTemplateHash(template: PodTemplateSpec, collisionCount = 0): string {
  const text = sortedText(template) + (collisionCount === 0 ? "" : `/${collisionCount}`);
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return [...String(hash >>> 0)].map((digit) => DIGITS[Number(digit)]).join("");
}

function sortedText(template: PodTemplateSpec): string {
  const text = storedTexts.get(template) ?? JSON.stringify(template, sortKeys);
  if (Object.isFrozen(template)) storedTexts.set(template, text);
  return text;
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
