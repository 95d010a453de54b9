/**
 * Words the engine's errors as the shell would that the machine really has: bash, dash (Debian's sh), busybox's ash or zsh.
 * Texts measured with bash 5.2, dash 0.5.12, busybox 1.35 and zsh 5.9. The engine does not tell on which line a program was
 * missing: where a shell prints a line, it is the first one that holds the word.
 */

import type { ShellName } from "../command.ts";
import { nameBudgets } from "./budgets.ts";

export interface Wording {
  readonly shell: ShellName;
  readonly script: string;
  /** Typed at a prompt rather than given with -c or in a file. */
  readonly isTyped?: boolean;
  /** The script's name, when it is a file. */
  readonly file?: string;
}

interface Problem {
  readonly kind: "missing" | "cd" | "open" | "create" | "refused" | "other" | "token" | "end";
  /** The program, folder, file, or the engine's own words. */
  readonly about: string;
  readonly line: number;
}

const PREFIX = "bash: ";

/** @param stderr what a script printed; lines that are not the shell's own stay as they are, and what a budget ended names it. */
export function wordErrors(stderr: string, wording: Wording): string {
  if (!stderr.includes(PREFIX)) return stderr;
  return nameBudgets(stderr)
    .split("\n")
    .map((line) => (line.startsWith(PREFIX) ? wordLine(line.slice(PREFIX.length), wording) : line))
    .join("\n");
}

function wordLine(text: string, wording: Wording): string {
  const problem = readProblem(text, wording.script);
  if (wording.shell === "bash") return inBash(problem, wording);
  if (wording.shell === "zsh") return inZsh(problem, wording);
  return wording.shell === "dash" ? inDash(problem, wording) : inAsh(problem, wording);
}

function readProblem(text: string, script: string): Problem {
  // A shell that was started by another one has its errors in bash's words already.
  const token = /^-c: line (\d+): syntax error near unexpected token `(.*)'$/.exec(text);
  if (token !== null) return { kind: "token", about: token[2] ?? "", line: Number(token[1]) };
  const end = /^-c: line (\d+): syntax error: unexpected end of file$/.exec(text);
  if (end !== null) return { kind: "end", about: "", line: Number(end[1]) };
  const syntax = /^syntax error: Parse error at (\d+):(\d+): (.*)$/.exec(text);
  if (syntax !== null) return readSyntaxError(script, Number(syntax[1]), Number(syntax[2]), syntax[3] ?? "");
  // The engine tells some programs apart that no machine here has.
  const missing = /^(.*): command not (?:found|available in browser environments\b.*)$/.exec(text);
  if (missing !== null) return atWord("missing", missing[1] ?? "", script);
  const folder = /^cd: (.*): No such file or directory$/.exec(text);
  if (folder !== null) return atWord("cd", folder[1] ?? "", script);
  const file = /^(.*): No such file or directory$/.exec(text);
  if (file !== null) return atWord("open", file[1] ?? "", script);
  // dash and ash say of a redirection what they meant to do.
  if (/^(?:cannot|can't) (?:open|create) /.test(text)) return { kind: "refused", about: text, line: 1 };
  const readOnly = /^(.*): Read-only file system$/.exec(text);
  if (readOnly !== null) return { kind: "create", about: readOnly[1] ?? "", line: 1 };
  return { kind: "other", about: text, line: 1 };
}

function atWord(kind: Problem["kind"], about: string, script: string): Problem {
  const line = script.split("\n").findIndex((text) => text.includes(about));
  return { kind, about, line: Math.max(0, line) + 1 };
}

function readSyntaxError(script: string, line: number, column: number, words: string): Problem {
  const lines = script.replace(/\n$/, "").split("\n");
  if (/unexpected EOF while looking for/.test(words))
    return { kind: "other", about: `line ${line}: ${words}`, line };
  const rest = (lines[line - 1] ?? "").slice(column - 1);
  const isLast = line >= lines.length && rest.trim() === "";
  if (/got EOF$/.test(words) || (isLast && !words.includes("redirection")))
    return { kind: "end", about: "", line: lines.length + 1 };
  const quoted = /unexpected token `(.*)'$/.exec(words)?.[1];
  const token = quoted ?? /^\s*(;;|&&|\|\||[;|&()<>]|[^\s;|&()<>]+)/.exec(rest)?.[1] ?? "newline";
  return { kind: "token", about: token, line };
}

function inBash({ kind, about, line }: Problem, { script, file, isTyped }: Wording): string {
  if (kind === "token" || kind === "end") {
    const words =
      kind === "end"
        ? "syntax error: unexpected end of file"
        : `syntax error near unexpected token \`${about}'`;
    if (isTyped) return PREFIX + words;
    const where = file === undefined ? `bash: -c: line ${line}` : `${file}: line ${line}`;
    const shown = kind === "end" ? "" : `\n${where}: \`${script.split("\n")[line - 1] ?? ""}'`;
    return `${where}: ${words}${shown}`;
  }
  const where = file === undefined ? PREFIX : `${file}: line ${line}: `;
  if (kind === "missing") return `${where}${about}: command not found`;
  if (kind === "cd") return `${where}cd: ${about}: No such file or directory`;
  if (kind === "create") return `${where}${about}: Read-only file system`;
  return kind === "open" ? `${where}${about}: No such file or directory` : PREFIX + about;
}

function inDash({ kind, about, line }: Problem, { file }: Wording): string {
  const where = `${file ?? "sh"}: ${line}: `;
  if (kind === "refused") return `${where}${about}`;
  if (kind === "token") return `${where}Syntax error: "${about}" unexpected`;
  if (kind === "end") return `${where}Syntax error: end of file unexpected`;
  if (kind === "missing" || (kind === "open" && about.includes("/"))) return `${where}${about}: not found`;
  if (kind === "cd") return `${where}cd: can't cd to ${about}`;
  if (kind === "create") return `${where}cannot create ${about}: Read-only file system`;
  return kind === "open" ? `${where}cannot open ${about}: No such file` : `sh: ${about}`;
}

function inZsh({ kind, about, line }: Problem, { file = "zsh" }: Wording): string {
  const where = `${file}:${line}: `;
  if (kind === "token") return `${where}parse error near \`${about}'`;
  if (kind === "end") return `${where}parse error near \`\\n'`;
  if (kind === "missing") return `${where}command not found: ${about}`;
  if (kind === "cd") return `${file}:cd:${line}: no such file or directory: ${about}`;
  if (kind === "create") return `${where}read-only file system: ${about}`;
  return kind === "open" ? `${where}no such file or directory: ${about}` : `${file}: ${about}`;
}

function inAsh({ kind, about, line }: Problem, { file }: Wording): string {
  const where = file === undefined ? "sh: " : `${file}: line ${line}: `;
  if (kind === "refused") return `${where}${about}`;
  if (kind === "token") return `${where}syntax error: unexpected "${about}"`;
  if (kind === "end") return `${where}syntax error: unexpected end of file`;
  if (kind === "missing" || (kind === "open" && about.includes("/"))) return `${where}${about}: not found`;
  if (kind === "cd") return `${where}cd: line 0: can't cd to ${about}: No such file or directory`;
  if (kind === "create") return `${where}can't create ${about}: Read-only file system`;
  return kind === "open" ? `${where}can't open ${about}: no such file` : `sh: ${about}`;
}
