/** Parts of sentences that several diagnoses need. */
import { distance } from "service-bootcamp";

const SHOWN_MAX = 4;
const TYPO_MAX = 2;

/** `a, b, c`: each once, and no more than a sentence can carry. */
export function listed(items: readonly string[]): string {
  const all = [...new Set(items)];
  return all.length > SHOWN_MAX ? `${all.slice(0, SHOWN_MAX).join(", ")}, ...` : all.join(", ");
}

/** Whether one name may be a slip of the other: a letter or two, or a piece more at its end. */
export function isNear(one: string, other: string): boolean {
  if (one.toLowerCase() === other.toLowerCase()) return true;
  const [short = "", long = ""] = [one, other].sort((a, b) => a.length - b.length);
  if (short.length < TYPO_MAX * 2) return false;
  return distance(one.toLowerCase(), other.toLowerCase()) <= TYPO_MAX || long.startsWith(`${short}-`);
}
