/** Mutants of commands: one is missing, or an option of it, or a number, a label or a field in it is another. */
import { manifestMutants } from "./manifest-mutants.ts";
import { otherValues, type TextMutant } from "./mutant.ts";

/** Commands that change nothing. */
const READS =
  /^\s*(kubectl|k)\s+(-\S+\s+)*(get|describe|logs|rollout\s+status|wait|version|api-resources|explain|top)\b/;
const COMMAND = /^\s*(kubectl|k|sed|cat|printf|echo|cp|mv|patch|yq|jq)\s/;
const OBJECT =
  /\b((?:deploy(?:ment)?|svc|services?|pods?|po|sts|statefulset|cm|configmap|ns|namespace)s?[ /])([a-z][a-z0-9-]*)/;
const HERE_DOCUMENT = /<<-?\s*(['"]?)(\w+)\1/;

/** A command with its further lines, and its first line's number. */
interface Statement {
  readonly line: number;
  readonly lines: readonly string[];
}

export function scriptMutants(script: string, harmless: readonly string[]): readonly TextMutant[] {
  const statements = statementsOf(script);
  return statements.flatMap(({ line, lines }, at) => {
    const text = lines.join("\n");
    if (!COMMAND.test(text) || READS.test(text)) return [];
    const others = (other: string): string =>
      statements
        .with(at, { line, lines: [other] })
        .map((each) => each.lines.join("\n"))
        .join("\n");
    return [
      { name: `line ${line} dropped`, text: others("") },
      ...statementMutants(text, harmless).map((mutant) => ({
        name: `line ${line} ${mutant.name}`,
        text: others(mutant.text),
      })),
    ];
  });
}

function statementMutants(text: string, harmless: readonly string[]): readonly TextMutant[] {
  const [, , end] = HERE_DOCUMENT.exec(text) ?? [];
  if (end === undefined) return [...optionsDropped(text), ...valuesChanged(text), ...nameChanged(text)];
  const [head = "", ...rest] = text.split("\n");
  const body = rest.slice(0, rest.lastIndexOf(end)).join("\n");
  const after = rest.slice(rest.lastIndexOf(end)).join("\n");
  return manifestMutants(body, harmless).map((mutant) => ({
    name: mutant.name,
    text: `${head}\n${mutant.text.trimEnd()}\n${after}`,
  }));
}

/** `-n shop` and `--port=80`; a manifest or a patch is what the command is about, and is not left out. */
function optionsDropped(text: string): readonly TextMutant[] {
  const options = text.matchAll(/ (--[a-z][\w-]*(?:=(?:"[^"]*"|'[^']*'|\S+))?|-[nl] ?[\w=-]+)(?=\s|$)/g);
  return [...options].flatMap(({ 0: found, 1: option = "", index }) =>
    /^--(filename|patch|type|overwrite|wait|timeout|image|for)\b/.test(option)
      ? []
      : [{ name: `${option} dropped`, text: `${text.slice(0, index)}${text.slice(index + found.length)}` }],
  );
}

/** Values after `=` and `:` and numbers that stand alone, in options, labels and patches. */
function valuesChanged(text: string): readonly TextMutant[] {
  const values = text.matchAll(
    /(?<=[=:]\s*"?|[\s[,"])(\d+(?:\.\d+){3}|\d+)(?=["\s,}\]]|$)|(?<=\w=)[a-z][\w-]*|(?<="\s*:\s*")[^"]+/g,
  );
  return [...values].flatMap(({ 0: value, index }) =>
    otherValues(/^\d+$/.test(value) ? Number(value) : value).map((other) => ({
      name: `${around(text, index)}${value} -> ${other}`,
      text: `${text.slice(0, index)}${other}${text.slice(index + value.length)}`,
    })),
  );
}

/** `deploy web`, `svc/web`: what the command is about. */
function nameChanged(text: string): readonly TextMutant[] {
  const [found, type = "", name = ""] = OBJECT.exec(text) ?? [];
  if (found === undefined || name === "") return [];
  return [{ name: `${type}${name} -> ${name}-x`, text: text.replace(found, `${found}-x`) }];
}

/** The name of the value: `--replicas=`, `"port":`. */
function around(text: string, index: number): string {
  return /[\w"./-]+\s*[=:]\s*"?$/.exec(text.slice(0, index))?.[0] ?? "";
}

/** A command goes on after a backslash, in quotes that are open, and with its here-document. */
function statementsOf(script: string): readonly Statement[] {
  const statements: { line: number; lines: string[] }[] = [];
  let open: ((line: string) => boolean) | undefined;
  for (const [at, line] of script.split("\n").entries()) {
    const last = statements.at(-1);
    if (open !== undefined && last !== undefined) {
      last.lines.push(line);
      if (open(line)) continue;
      open = undefined;
      continue;
    }
    statements.push({ line: at + 1, lines: [line] });
    open = continuation(line);
  }
  return statements;
}

/** @returns whether the statement still goes on after one more line; undefined when it ends with this one. */
function continuation(line: string): ((next: string) => boolean) | undefined {
  if (line.trimStart().startsWith("#")) return undefined;
  const end = HERE_DOCUMENT.exec(line)?.[2];
  if (end !== undefined) return (next) => next.trim() !== end;
  if (line.endsWith("\\")) return (next) => next.endsWith("\\");
  if (quotes(line) % 2 === 1) return (next) => quotes(next) % 2 === 0;
  return undefined;
}

function quotes(line: string): number {
  return line.split("'").length - 1;
}
