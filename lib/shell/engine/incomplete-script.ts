/** A script with a syntax error, as bash takes it: it reads line by line, so what stands before the error runs. */
import { justBash } from "./just-bash.ts";
import type { JustBash } from "./load.ts";

/** The statement that tells that a script came to its end. */
export const LAST_STATEMENT = ":";

/** The longest beginning, in whole lines, that ends before the line with the error. Undefined: there is none. */
export function runnablePart(script: string, stderr: string): string | undefined {
  const line = /^bash: (?:syntax error: Parse error at |line )(\d+)/.exec(stderr)?.[1];
  const lines = script.split("\n");
  for (let count = Number(line ?? 1) - 1; count > 0; count--) {
    const part = lines.slice(0, count).join("\n");
    if (isComplete(part)) return part;
  }
  return undefined;
}

let parser: Pick<InstanceType<JustBash["Bash"]>, "transform"> | undefined;

/** @throws the engine's ParseException. */
function parse(script: string): void {
  parser ??= new (justBash().Bash)();
  parser.transform(script);
}

/** Whether bash can read it to its end. */
export function isComplete(script: string): boolean {
  try {
    parse(script);
    return true;
  } catch {
    return false;
  }
}

/** Whether a person at a prompt is still in the middle of a command: an open quote, loop, pipe or here-document. */
export function isUnfinished(script: string): boolean {
  if (/(?:\||&&|(?<!\\)\\)\s*\n?$/.test(script) || hasOpenHereDocument(script)) return true;
  try {
    parse(script);
    return false;
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    const line = Number(/Parse error at (\d+):/.exec(message)?.[1] ?? 0);
    return message.includes("unexpected EOF") || line > script.trimEnd().split("\n").length;
  }
}

function hasOpenHereDocument(script: string): boolean {
  const lines = script.split("\n");
  return lines.some((line, at) => {
    const delimiter = /<<-?\s*(['"]?)(\w+)\1/.exec(line)?.[2];
    return (
      delimiter !== undefined &&
      !/<<</.test(line) &&
      !lines.slice(at + 1).some((later) => later.trim() === delimiter)
    );
  });
}
