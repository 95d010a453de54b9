// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of TypeScript are what is read here.
/**
 * What a cell does, read from its tokens: which exercises it opens, and which commands it gives to `sh`. Names that stand for an exercise or
 * for `sh` are followed from cell to cell, as a run from the top would have them.
 */
import { Nesting } from "./nesting.ts";
import type { Token } from "./tokens.ts";

/** Whose commands: those of the exercise of this name, or of the notebook's own lab, or of a name that nothing is known of. */
export type Owner = { readonly exercise: string } | "lab" | "unknown";

export type Step =
  /** A new cluster for an exercise: what it was given before does not count any more. */
  | { readonly kind: "open"; readonly exercise: string }
  /** Conditional: in a loop, a condition or a function, so that only a run knows how often. */
  | {
      readonly kind: "command";
      readonly owner: Owner;
      readonly text: string;
      readonly isConditional: boolean;
    }
  /** The lab of a notebook of the course: predictions are of its questions. */
  | { readonly kind: "lab"; readonly lesson: string }
  | { readonly kind: "prediction"; readonly question: string; readonly choice: string }
  /** A command, or the name of an exercise, that only a run knows. */
  | { readonly kind: "computed"; readonly owner: Owner };

const RUNNERS = new Set(["sh", "read"]);
const OPENER = "exercise";
const LAB = "openLab";
const PREDICT = "predict";

/** Reads the cells of one notebook in their order. */
export class CellReader {
  /** Variable -> the exercise that it holds. */
  readonly #exercises = new Map<string, string>();
  /** Another name of `sh` -> whose it is. */
  readonly #runners = new Map<string, Owner>();

  stepsOf(tokens: readonly Token[]): readonly Step[] {
    const steps: Step[] = [];
    const nesting = new Nesting();
    for (const [at, token] of tokens.entries()) {
      nesting.pass(token, tokens[at - 1]);
      if (isSign(token, "=")) this.#bind(tokens, at);
      else if (token.kind === "template") steps.push(...this.#template(tokens, at, nesting.isConditional));
      else if (isSign(token, "(")) steps.push(...this.#call(tokens, at, nesting.isConditional));
    }
    return steps;
  }

  #template(tokens: readonly Token[], at: number, isConditional: boolean): readonly Step[] {
    const owner = this.#runnerBefore(tokens, at);
    const { text, hasValues } = tokens[at] as Token;
    if (owner === undefined) return [];
    return [hasValues ? { kind: "computed", owner } : { kind: "command", owner, text, isConditional }];
  }

  #call(tokens: readonly Token[], at: number, isConditional: boolean): readonly Step[] {
    const argument = plainArgument(tokens, at);
    const callee = calleeBefore(tokens, at);
    if (callee === undefined) return [];
    if (callee.of === undefined && callee.name === OPENER)
      return argument === undefined
        ? [{ kind: "computed", owner: "unknown" }]
        : [{ kind: "open", exercise: argument }];
    if (callee.of === undefined && callee.name === LAB)
      return argument === undefined ? [] : [{ kind: "lab", lesson: argument }];
    if (callee.of === undefined && callee.name === PREDICT) {
      const choice = plainArgument(tokens, at + 2);
      const isWhole = argument !== undefined && choice !== undefined && isSign(tokens[at + 2], ",");
      return isWhole ? [{ kind: "prediction", question: argument, choice }] : [];
    }
    const reset = callee.name === "reset" && this.#exercises.get(callee.of ?? "");
    if (reset) return [{ kind: "open", exercise: reset }];
    const owner = this.#runnerBefore(tokens, at);
    if (owner === undefined || isFunctionHead(tokens, at)) return [];
    return [
      argument === undefined
        ? { kind: "computed", owner }
        : { kind: "command", owner, text: argument, isConditional },
    ];
  }

  /** Whose `sh` stands directly before the token; undefined when it is none. */
  #runnerBefore(tokens: readonly Token[], at: number): Owner | undefined {
    const callee = calleeBefore(tokens, at);
    return callee === undefined ? undefined : this.#runner(callee);
  }

  #runner({ name, of, opened }: Callee): Owner | undefined {
    if (of === undefined && opened === undefined)
      return this.#runners.get(name) ?? (RUNNERS.has(name) ? "lab" : undefined);
    if (!RUNNERS.has(name)) return undefined;
    const exercise = opened ?? this.#exercises.get(of ?? "");
    if (exercise !== undefined) return { exercise };
    return /^ex/i.test(of ?? "") ? "unknown" : "lab";
  }

  /** `const ex = await exercise("01-why")`, `const run = ex.sh`, `const { sh: run } = ex`. */
  #bind(tokens: readonly Token[], at: number): void {
    if (isSign(tokens[at + 1], "=") || isSign(tokens[at - 1], "=")) return;
    const value = isName(tokens[at + 1], "await") ? at + 2 : at + 1;
    const opened = openedAt(tokens, value);
    const exercise = opened ?? this.#exercises.get(tokens[value]?.text ?? "");
    const isWhole = opened !== undefined || !isSign(tokens[value + 1], ".");
    const target = targetBefore(tokens, at);
    if (typeof target === "string") {
      if (exercise !== undefined && isWhole) this.#exercises.set(target, exercise);
      else this.#bindRunner(target, tokens, value);
      return;
    }
    for (const [property, name] of target)
      if (RUNNERS.has(property)) this.#runners.set(name, exercise === undefined ? "lab" : { exercise });
  }

  #bindRunner(name: string, tokens: readonly Token[], value: number): void {
    this.#exercises.delete(name);
    this.#runners.delete(name);
    const isProperty = isSign(tokens[value + 1], ".") || isSign(tokens[value + 1], "?.");
    const end = isProperty ? value + 3 : value + 1;
    const next = tokens[end];
    const isCalled =
      next !== undefined && !next.startsLine && (next.kind === "template" || isSign(next, "("));
    const owner = this.#runnerBefore(tokens, end);
    if (owner !== undefined && !isCalled && tokens[value]?.kind === "name") this.#runners.set(name, owner);
  }
}

interface Callee {
  readonly name: string;
  /** The variable whose property it is. */
  readonly of?: string | undefined;
  /** The exercise whose property it is, where it is opened on the spot: `(await exercise("01-why")).sh`. */
  readonly opened?: string | undefined;
}

/** What is called, or tags a template, at a token: a name, or a property of one. */
function calleeBefore(tokens: readonly Token[], at: number): Callee | undefined {
  let last = beforeTypes(tokens, at - 1);
  if (isSign(tokens[last], "?.")) last--;
  let name = tokens[last];
  if (isSign(name, "]") && tokens[last - 1]?.kind === "string" && isSign(tokens[last - 2], "[")) {
    name = tokens[last - 1];
    last--;
  } else if (name?.kind !== "name") return undefined;
  const property = name as Token;
  const dot = tokens[last - 1];
  if (!isSign(dot, ".") && !isSign(dot, "?.") && !isSign(dot, "[")) return { name: property.text };
  const object = isSign(tokens[last - 2], "!") ? last - 3 : last - 2;
  if (isSign(tokens[object], ")")) return { name: property.text, opened: openedBefore(tokens, object) ?? "" };
  return { name: property.text, of: tokens[object]?.text ?? "" };
}

/** Type arguments, as in sh<string>`...`, are few. */
const TYPE_TOKENS_MAX = 30;

function beforeTypes(tokens: readonly Token[], last: number): number {
  if (!isSign(tokens[last], ">")) return last;
  let depth = 0;
  for (let at = last; at >= 0 && at > last - TYPE_TOKENS_MAX; at--) {
    if (isSign(tokens[at], ">")) depth++;
    if (isSign(tokens[at], "<") && --depth === 0) return at - 1;
  }
  return last;
}

/** The exercise that `exercise("...")` opens at a token. */
function openedAt(tokens: readonly Token[], at: number): string | undefined {
  if (!isName(tokens[at], OPENER) || !isSign(tokens[at + 1], "(")) return undefined;
  return plainArgument(tokens, at + 1);
}

/** The exercise that is opened in the brackets that end at a token. */
function openedBefore(tokens: readonly Token[], end: number): string | undefined {
  for (let at = end; at >= 0 && at > end - 8; at--) {
    const opened = openedAt(tokens, at);
    if (opened !== undefined) return opened;
  }
  return undefined;
}

/** The one argument of a call, where it is a text as it stands. */
function plainArgument(tokens: readonly Token[], at: number): string | undefined {
  const argument = tokens[at + 1];
  const isPlain = argument?.kind === "string" || (argument?.kind === "template" && !argument.hasValues);
  const next = tokens[at + 2];
  return isPlain && (isSign(next, ")") || isSign(next, ",")) ? argument.text : undefined;
}

/** The variable before a `=`, or the properties that are taken apart, each with its new name. */
function targetBefore(tokens: readonly Token[], at: number): string | readonly (readonly [string, string])[] {
  if (!isSign(tokens[at - 1], "}")) {
    const isTyped = isSign(tokens[at - 2], ":") && tokens[at - 3]?.kind === "name";
    return tokens[isTyped ? at - 3 : at - 1]?.text ?? "";
  }
  const taken: [string, string][] = [];
  for (let from = at - 2; from >= 0 && from > at - 100 && !isSign(tokens[from], "{"); from--) {
    const name = tokens[from];
    if (name?.kind !== "name") continue;
    const renamed = isSign(tokens[from - 1], ":") ? tokens[from - 2] : undefined;
    taken.push([renamed?.text ?? name.text, name.text]);
    if (renamed !== undefined) from -= 2;
  }
  return taken;
}

function isFunctionHead(tokens: readonly Token[], at: number): boolean {
  return isName(tokens[at - 2], "function");
}

function isSign(token: Token | undefined, text: string): boolean {
  return token?.kind === "sign" && token.text === text;
}

function isName(token: Token | undefined, text: string): boolean {
  return token?.kind === "name" && token.text === text;
}
