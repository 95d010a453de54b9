/** Parts of sentences that several diagnoses need. */
import { distance } from "service-bootcamp";

const SHOWN_MAX = 4;
const TYPO_MAX = 2;
/** In a shorter name two other letters make another word. */
const LONG_MIN = 5;

/** `a, b, c`: each once, and no more than a sentence can carry. */
export function listed(items: readonly string[]): string {
  const all = [...new Set(items)];
  return all.length > SHOWN_MAX ? `${all.slice(0, SHOWN_MAX).join(", ")}, ...` : all.join(", ");
}

/** Whether one name may be a slip of the other: a letter or two, two letters in each other's place, or a piece more at its end. */
export function isNear(one: string, other: string): boolean {
  const [short = "", long = ""] = [one, other]
    .map((name) => name.toLowerCase())
    .sort((a, b) => a.length - b.length);
  if (short === long) return true;
  if (short.length <= TYPO_MAX) return false;
  const typos = distance(short, long);
  return (
    typos <= (short.length < LONG_MIN ? 1 : TYPO_MAX) ||
    isSwapped(short, long) ||
    long.startsWith(`${short}-`)
  );
}

function isSwapped(one: string, other: string): boolean {
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  const [first = "", second = ""] = one.slice(at);
  return `${one.slice(0, at)}${second}${first}${one.slice(at + 2)}` === other;
}
