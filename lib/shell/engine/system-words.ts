/** What the system says of a path with which it cannot do what was asked. */
import { shellBudgets } from "./budgets.ts";

const SYSTEM_WORDS: Readonly<Record<string, string>> = {
  ENOENT: "No such file or directory",
  EISDIR: "Is a directory",
  ENOTDIR: "Not a directory",
  EEXIST: "File exists",
  ENOSPC: `No space left on device (budget: fileBytes, ${shellBudgets.fileBytes} bytes)`,
};

/** The stack of the host has no number that is the same everywhere. */
const TOO_DEEP = "stopped: it goes deeper than this simulation can follow";

/** A path at which a machine may not do what it wants to. */
export class RefusedPathError extends Error {
  override readonly name = "RefusedPathError";
  readonly path: string;

  /** @param message behind the path: `Read-only file system` */
  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

/** What programs print of errors of the engine's file system, and of texts that they cannot read, or not follow to their depth. */
export function plainWords(stderr: string): string {
  // Of a loop that was stopped; who stopped it says so.
  if (stderr === "execution aborted\n") return "";
  if (!/\bE[A-Z]{4,}: |: Unexpected |: Maximum call stack /.test(stderr)) return stderr;
  return stderr
    .replaceAll(/^([\w.-]+): .*Maximum call stack size exceeded$/gm, `$1: ${TOO_DEEP}`)
    .replaceAll(/\b(E[A-Z]{4,}): [^,\n]*, \w+ '([^'\n]*)'/g, (text, code: string, path: string) =>
      SYSTEM_WORDS[code] === undefined ? text : `${path}: ${SYSTEM_WORDS[code]}`,
    )
    .replaceAll(/^(jq|yq): parse error: Unexpected .*$/gm, "$1: parse error: unfinished or malformed text");
}

/** What the system calls an error of the engine's file system. */
export function systemWords(error: unknown): string {
  if (error instanceof RefusedPathError) return `${error.path}: ${error.message}`;
  const text = error instanceof Error ? error.message : String(error);
  return SYSTEM_WORDS[text.split(":")[0] ?? ""] ?? text;
}
