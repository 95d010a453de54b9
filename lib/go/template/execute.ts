/**
 * Fills Go templates in. Models text/template as kubectl uses it. Leaves out methods, `call`, `js`, `block`, and
 * the difference between Go's number types.
 */

import { definedKeys, goValue, isRecord } from "../value.ts";
import { FunctionError, isTrue, templateFunctions } from "./functions.ts";
import { GoTemplateError, lineOf } from "./lexer.ts";
import {
  type Command,
  type Operand,
  type ParsedTemplate,
  type Pipe,
  parseGoTemplate,
  type TemplateNode,
} from "./parser.ts";

export interface GoTemplateOptions {
  /** A key that is not there is an error instead of `<no value>`. */
  readonly strict?: boolean;
}

/** The text so far, for templates that fail on the way. */
export interface Filled {
  readonly text: string;
  readonly error?: GoTemplateError;
}

/** Steps of one template; an endless recursion of templates ends here (templateStepsMax). */
const STEPS_MAX = 1_000_000;

/** @throws GoTemplateError for a template that cannot be read */
export function compileGoTemplate(
  template: string,
  options: GoTemplateOptions = {},
): (object: unknown) => Filled {
  const parsed = parseGoTemplate(template);
  return (object) => new Execution(template, parsed, options.strict === true).run(object);
}

interface Variable {
  readonly name: string;
  value: unknown;
}

type BlockNode = Extract<TemplateNode, { readonly body: unknown }>;
type Flow = "break" | "continue" | undefined;

class Execution {
  readonly #template: string;
  readonly #parsed: ParsedTemplate;
  readonly #strict: boolean;
  #variables: Variable[] = [];
  #text = "";
  #steps = 0;

  constructor(template: string, parsed: ParsedTemplate, strict: boolean) {
    this.#template = template;
    this.#parsed = parsed;
    this.#strict = strict;
  }

  run(object: unknown): Filled {
    this.#variables = [{ name: "$", value: object }];
    try {
      this.#walkAll(this.#parsed.nodes, object);
    } catch (error) {
      if (error instanceof GoTemplateError) return { text: this.#text, error };
      throw error;
    }
    return { text: this.#text };
  }

  #walkAll(nodes: readonly TemplateNode[], dot: unknown): Flow {
    for (const node of nodes) {
      const flow = this.#walk(node, dot);
      if (flow !== undefined) return flow;
    }
    return undefined;
  }

  #walk(node: TemplateNode, dot: unknown): Flow {
    if (++this.#steps > STEPS_MAX)
      throw new GoTemplateError(`the template takes more than ${STEPS_MAX} steps (templateStepsMax)`);
    if (node.type === "text") this.#text += node.text;
    else if (node.type === "action") this.#action(node.pipe, dot);
    else if (node.type === "template") this.#call(node, dot);
    else if ("pipe" in node)
      return this.#scoped(() => (node.type === "range" ? this.#range(node, dot) : this.#branch(node, dot)));
    else return node.type;
    return undefined;
  }

  #action(pipe: Pipe, dot: unknown): void {
    const value = this.#pipe(pipe, dot);
    if (pipe.variables.length === 0)
      this.#text += value === null || value === undefined ? "<no value>" : goValue(value);
  }

  #call(node: TemplateNode & { type: "template" }, dot: unknown): void {
    const nodes = this.#parsed.defined.get(node.name);
    if (nodes === undefined)
      throw new GoTemplateError(`template: output: template "${node.name}" not defined`);
    const value = node.pipe === undefined ? undefined : this.#pipe(node.pipe, dot);
    const outer = this.#variables;
    this.#variables = [{ name: "$", value }];
    this.#walkAll(nodes, value);
    this.#variables = outer;
  }

  #scoped(work: () => Flow): Flow {
    const mark = this.#variables.length;
    const flow = work();
    this.#variables.length = mark;
    return flow;
  }

  #branch(node: BlockNode, dot: unknown): Flow {
    const value = this.#pipe(node.pipe, dot);
    if (!isTrue(value)) return this.#walkAll(node.otherwise, dot);
    return this.#walkAll(node.body, node.type === "with" ? value : dot);
  }

  #range(node: BlockNode, dot: unknown): Flow {
    const { pipe } = node;
    const value = this.#pipe({ ...pipe, variables: [] }, dot);
    const items = this.#items(value, pipe);
    if (items.length === 0) return this.#walkAll(node.otherwise, dot);
    for (const [key, item] of items) {
      const flow = this.#scoped(() => {
        const values = pipe.variables.length === 2 ? [key, item] : [item];
        for (const [at, name] of pipe.variables.entries()) this.#set(name, values[at], pipe.assigns);
        return this.#walkAll(node.body, item);
      });
      if (flow === "break") break;
    }
    return undefined;
  }

  #items(value: unknown, pipe: Pipe): (readonly [unknown, unknown])[] {
    if (value === null || value === undefined) return [];
    if (Array.isArray(value)) return [...value.entries()];
    if (isRecord(value)) return definedKeys(value).map((key) => [key, value[key]]);
    if (typeof value === "number" && Number.isInteger(value) && value < STEPS_MAX)
      return Array.from({ length: Math.max(0, value) }, (_, at) => [at, at]);
    throw this.#error(pipe, `range can't iterate over ${goValue(value)}`);
  }

  #set(name: string, value: unknown, assigns: boolean): void {
    const known = assigns ? this.#variables.findLast((variable) => variable.name === name) : undefined;
    if (known === undefined) this.#variables.push({ name, value });
    else known.value = value;
  }

  #pipe(pipe: Pipe, dot: unknown): unknown {
    let value: unknown;
    pipe.commands.forEach((command, at) => {
      value = this.#command(command, dot, at === 0 ? [] : [value]);
    });
    for (const name of pipe.variables) this.#set(name, value, pipe.assigns);
    return value;
  }

  /** @param piped what the command before handed over */
  #command(command: Command, dot: unknown, piped: readonly unknown[]): unknown {
    const [first, ...rest] = command.operands;
    if (first === undefined) return undefined;
    if (first.type === "function") return this.#invoke(first.name, command, first, rest, dot, piped);
    if (rest.length + piped.length > 0) throw this.#error(first, noFunction(first));
    if (first.type === "nil") throw this.#error(first, "nil is not a command");
    return this.#value(first, dot);
  }

  #invoke(
    name: string,
    command: Command,
    operand: Operand,
    args: readonly Operand[],
    dot: unknown,
    piped: readonly unknown[],
  ): unknown {
    const given = args.length + piped.length;
    if (name === "and" || name === "or") return this.#shortCut(name, args, dot, piped);
    const called = templateFunctions.get(name);
    if (called === undefined) throw this.#error(operand, `"${name}" is not a defined function`);
    if (called.isVariadic === true ? given < called.count : given !== called.count) {
      throw this.#error(
        operand,
        `wrong number of args for ${name}: want ${called.isVariadic === true ? "at least " : ""}${called.count} got ${given}`,
      );
    }
    const values = [...args.map((arg) => this.#value(arg, dot)), ...piped];
    try {
      return called.call(...values);
    } catch (error) {
      if (error instanceof FunctionError)
        throw this.#error(command, `error calling ${name}: ${error.message}`);
      throw error;
    }
  }

  /** Evaluates no more arguments than the answer needs. */
  #shortCut(name: "and" | "or", args: readonly Operand[], dot: unknown, piped: readonly unknown[]): unknown {
    let value: unknown;
    for (const arg of args) {
      value = this.#value(arg, dot);
      if (isTrue(value) === (name === "or")) return value;
    }
    return piped.length > 0 ? piped[0] : value;
  }

  #value(operand: Operand, dot: unknown): unknown {
    switch (operand.type) {
      case "dot":
        return dot;
      case "nil":
        return null;
      case "constant":
        return operand.value;
      case "field":
        return this.#reach(operand, dot, operand.path);
      case "variable":
        return this.#reach(
          operand,
          this.#variables.findLast(({ name }) => name === operand.name)?.value,
          operand.path,
        );
      case "pipe":
        return this.#reach(operand, this.#pipe(operand.pipe, dot), operand.path);
      case "function":
        return this.#invoke(
          operand.name,
          { operands: [operand], at: operand.at, text: operand.text },
          operand,
          [],
          dot,
          [],
        );
    }
  }

  #reach(operand: Operand, from: unknown, path: readonly string[]): unknown {
    return path.reduce((value, name) => {
      if (value === null || value === undefined) return undefined;
      if (!isRecord(value)) throw this.#error(operand, `can't evaluate field ${name} in type interface {}`);
      const field = Object.hasOwn(value, name) ? value[name] : undefined;
      if (field === undefined && this.#strict)
        throw this.#error(operand, `map has no entry for key "${name}"`);
      return field;
    }, from);
  }

  #error({ at, text }: { readonly at: number; readonly text: string }, message: string): GoTemplateError {
    const column = at - (this.#template.lastIndexOf("\n", at - 1) + 1);
    return new GoTemplateError(
      `template: output:${lineOf(this.#template, at)}:${column}: executing "output" at <${text}>: ${message}`,
    );
  }
}

function noFunction(operand: Operand): string {
  if (operand.type === "field") return `${operand.path.at(-1) ?? ""} is not a method but has arguments`;
  return `can't give argument to non-function ${operand.text}`;
}
