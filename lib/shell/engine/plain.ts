/** What means itself: the engine would pass it through all that an unusual one may need. */
import type { WordNode } from "just-bash";

/** What the engine makes of one word of a command. */
interface Expanded {
  readonly values: readonly string[];
  /** Whether a file's name is looked for in it no more. */
  readonly quoted: boolean;
}

/** Letters and signs of which neither an expansion nor a pattern of file names is made. */
const PLAIN = /^[\w./:=,%-]+$/;

/** @returns undefined for a word in which something has to be expanded. */
export function plainWord({ parts }: WordNode): Expanded | undefined {
  const [part] = parts;
  if (part === undefined || parts.length > 1) return undefined;
  if (part.type === "SingleQuoted") return { values: [part.value], quoted: true };
  return part.type === "Literal" && PLAIN.test(part.value)
    ? { values: [part.value], quoted: false }
    : undefined;
}

/** Whether it is an absolute path without a part to leave out: `//`, `/.`, `/..`, or a slash at its end. */
export function isPlainPath(path: string): boolean {
  return path.startsWith("/") && !/\/\.{0,2}(?:\/|$)/.test(path);
}
