/** A mutant: a solution in which one thing is another. A good check fails it, or somebody can say why it is as right. */
import type { Files } from "../../files/limits.ts";

export interface Mutant {
  /** Where and what: `web.yaml Service/web spec.ports[0].port 80 -> 81`, `commands.sh line 3 dropped`. */
  readonly name: string;
  readonly files: Files;
}

/** The same of one text. */
export interface TextMutant {
  readonly name: string;
  readonly text: string;
}

const ADDRESS = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** Other values for a scalar: what a slip of the hand makes of it. */
export function otherValues(value: unknown): readonly (string | number | boolean)[] {
  if (typeof value === "boolean") return [!value];
  if (typeof value === "number") return value > 0 ? [value + 1, value - 1] : [value + 1];
  if (typeof value !== "string" || value === "") return [];
  if (/^\d+$/.test(value)) return [String(Number(value) + 1)];
  const [, first, second, third, last] = ADDRESS.exec(value) ?? [];
  if (first === undefined) return [`${value}-x`];
  const next = `${first}.${second}.${third}.${(Number(last) + 1) % 256}`;
  return third === last ? [next] : [next, `${first}.${second}.${last}.${third}`];
}
