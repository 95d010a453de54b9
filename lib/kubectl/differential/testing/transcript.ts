/**
 * What one kubectl printed for one case, as text for a golden file: `$` command, `|` stdout, `!` stderr, `=` exit code,
 * `#` comment.
 */
import type { ExecResult } from "../../../api/api.ts";

/** A command and what was printed, each line behind its mark. */
export interface Step {
  readonly command: string;
  readonly printed: readonly string[];
}

export function stepOf(command: string, { stdout, stderr, exitCode }: ExecResult): Step {
  return {
    command,
    printed: [...marked("| ", stdout), ...marked("! ", stderr), ...(exitCode === 0 ? [] : [`= ${exitCode}`])],
  };
}

function marked(mark: string, text: string): string[] {
  if (text === "") return [];
  const lines = text.split("\n").map((line) => mark + line);
  return text.endsWith("\n") ? lines.slice(0, -1) : [...lines, "\\ no line end"];
}

export function format(steps: readonly Step[]): string {
  return steps
    .map(({ command, printed }) => [`$ ${command.replaceAll("\n", "\n> ")}`, ...printed, ""].join("\n"))
    .join("");
}

/** @returns the transcript with other answers to its commands; its comments stay. */
export function withAnswers(text: string, steps: readonly Step[]): string {
  const left = [...steps];
  return text
    .split("\n")
    .flatMap((line) => {
      if (line.startsWith("$ ")) return [line, ...(left.shift()?.printed ?? [])];
      return line === "" || line.startsWith("#") ? [line] : [];
    })
    .join("\n");
}

export function parse(text: string): Step[] {
  const steps: { command: string; printed: string[] }[] = [];
  for (const line of text.split("\n").slice(0, -1)) {
    const last = steps.at(-1);
    if (line.startsWith("$ ")) steps.push({ command: line.slice(2), printed: [] });
    else if (last !== undefined && last.printed.length === 0 && line.startsWith("> "))
      last.command += `\n${line.slice(2)}`;
    else if (line !== "" && !line.startsWith("#")) last?.printed.push(line);
  }
  return steps;
}
