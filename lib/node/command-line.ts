/** Which program a container starts. Models the container runtime: ENTRYPOINT and CMD, `command` and `args`, $PATH. */
import type { Container } from "../api/kinds/pod-spec.ts";
import type { Image } from "../images/image.ts";
import type { Environment } from "./environment.ts";

/** The command line of a container: `command` replaces both ENTRYPOINT and CMD, `args` alone only CMD. */
export function commandLineOf(
  { command = [], args = [] }: Container,
  image: Image,
  env: Environment,
): string[] {
  const expanded = (words: readonly string[]) => words.map((word) => expandVariables(word, env));
  if (command.length > 0) return [...expanded(command), ...expanded(args)];
  return [...(image.entrypoint ?? []), ...(args.length > 0 ? expanded(args) : (image.cmd ?? []))];
}

/** `$(NAME)` becomes the variable's value, `$$(NAME)` stays; what is not set stays as written. */
export function expandVariables(text: string, env: Environment): string {
  return text.replace(/\$(\$|\(([^()]*)\))/g, (whole, after: string, name: string) =>
    after === "$" ? "$" : (env[name] ?? whole),
  );
}

/** The name under which the image knows a program: without the folder, when that is one of $PATH. */
export function programName(path: string): string {
  return path.replace(/^\/(?:usr\/(?:local\/)?)?s?bin\//, "");
}

/** What the runtime says when the program is not there. */
export function notFoundText(path: string): string {
  return path.includes("/")
    ? `exec: "${path}": stat ${path}: no such file or directory`
    : `exec: "${path}": executable file not found in $PATH`;
}

/** The same where a second program was to run in a container. @param execID 64 hexadecimal digits. */
export function execFailureText(path: string, execID: string): string {
  return `failed to exec in container: failed to start exec "${execID}": OCI runtime exec failed: exec failed: unable to start container process: ${notFoundText(path)}`;
}

const SHELLS = new Set(["sh", "ash", "bash", "dash", "zsh"]);

/** A shell without a script: it reads commands from its standard input. */
export function isInteractiveShell([path = "", ...args]: readonly string[]): boolean {
  return (
    SHELLS.has(programName(path)) &&
    args.every((arg) => arg === "-i" || arg === "-l" || arg === "-il" || arg === "--login")
  );
}

/**
 * `sh -c "sleep 3600"`: a shell that has one plain command left to do becomes that command, so no shell is needed.
 * @returns the command's words, or undefined when the script is more than that.
 */
export function lastCommandOf([path = "", option, script, ...rest]: readonly string[]): string[] | undefined {
  if (!SHELLS.has(programName(path)) || option !== "-c" || script === undefined || rest.length > 0)
    return undefined;
  const plain = /^\s*(?:exec\s+)?([\w./:@%+,-]+(?:\s+[\w./:@%+,=-]+)*)\s*;?\s*$/.exec(script);
  return plain?.[1]?.split(/\s+/);
}
