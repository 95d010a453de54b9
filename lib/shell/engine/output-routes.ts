/** Where the standard output and error of a command lead, as far as that can be read from its redirections. */
import type { CommandNode, PipelineNode, WordNode } from "just-bash";
import type { OutputStream } from "../../api/api.ts";

type Redirection = CommandNode["redirections"][number];

/** The end of a descriptor: with a stream it is that of whoever watches the script, without one a pipe, a file or a substitution. */
export interface Target {
  readonly stream?: OutputStream;
  /** The path of a file that is written anew. */
  readonly file?: string;
}

/** By number of the descriptor. What leads to the same place is the same object. */
export type Routes = Readonly<Record<number, Target>>;

/** Of a script that somebody watches. */
export const WATCHED: Routes = { 1: { stream: "stdout" }, 2: { stream: "stderr" } };

/** Where everything is forgotten. */
const NULL_DEVICE: Target = {};

/** Whether what goes there need not come to an end before somebody reads it, as in a pipe, a file or a substitution. */
export function isOpenEnded(target: Target | undefined): boolean {
  return target === NULL_DEVICE || target?.stream !== undefined;
}

export function ofSubstitution(routes: Routes): Routes {
  return { ...routes, 1: {} };
}

/** @param stage which of the pipeline's commands. */
export function ofStage(routes: Routes, { commands, pipeStderr }: PipelineNode, stage: number): Routes {
  if (stage === commands.length - 1) return routes;
  const pipe: Target = {};
  return pipeStderr?.[stage] === true ? { ...routes, 1: pipe, 2: pipe } : { ...routes, 1: pipe };
}

export function afterRedirections(routes: Routes, redirections: readonly Redirection[]): Routes {
  return redirections.reduce(afterRedirection, routes);
}

function afterRedirection(routes: Routes, { operator, fd, fdVariable, target }: Redirection): Routes {
  if (fdVariable !== undefined || target.type === "HereDoc" || operator === "<" || operator === "<<<")
    return routes;
  const word = literal(target);
  if (operator === "&>" || operator === "&>>") return both(routes, fileOf(word, operator));
  if (operator === ">&" || operator === "<&") {
    const source = /^(\d+)-?$/.exec(word ?? "")?.[1];
    const isFile =
      operator === ">&" && fd === null && word !== undefined && source === undefined && word !== "-";
    if (isFile) return both(routes, fileOf(word, operator));
    return {
      ...routes,
      [fd ?? (operator === ">&" ? 1 : 0)]: (source === undefined ? undefined : routes[Number(source)]) ?? {},
    };
  }
  const device = word === "/dev/stdout" ? routes[1] : word === "/dev/stderr" ? routes[2] : undefined;
  return { ...routes, [fd ?? (operator === "<>" ? 0 : 1)]: device ?? fileOf(word, operator) };
}

const ANEW: readonly string[] = [">", ">|", "&>", ">&"];

function fileOf(word: string | undefined, operator: string): Target {
  if (word === "/dev/null") return NULL_DEVICE;
  return word !== undefined && ANEW.includes(operator) ? { file: word } : {};
}

function both(routes: Routes, target: Target): Routes {
  return { ...routes, 1: target, 2: target };
}

function literal(word: WordNode): string | undefined {
  return word.parts.every((part) => part.type === "Literal")
    ? word.parts.map((part) => ("value" in part ? part.value : "")).join("")
    : undefined;
}

/** Whether the redirections of a command stay in force behind it: those of an `exec` without a program. */
export function outlivesCommand(command: CommandNode): boolean {
  return (
    command.type === "SimpleCommand" &&
    command.args.length === 0 &&
    command.name !== null &&
    literal(command.name) === "exec"
  );
}
