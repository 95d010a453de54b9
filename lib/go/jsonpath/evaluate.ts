/** What a JSONPath template finds in an object, and how it prints. Models client-go/util/jsonpath. Fields come in the order of their names. */

import { compactJson, indentedJson } from "../json.ts";
import { definedKeys, goNumber, goValue, isRecord } from "../value.ts";
import { compare } from "./comparison.ts";
import { JsonPathError, type JsonPathNode, parseJsonPath } from "./parser.ts";

export interface JsonPathOptions {
  /** A field that is not there is an error instead of nothing. */
  readonly strict?: boolean;
}

export interface JsonPath {
  /** What each part of the template found. @throws JsonPathError */
  readonly find: (object: unknown) => readonly (readonly unknown[])[];
  /** The template filled in. @throws JsonPathError */
  readonly print: (object: unknown) => string;
  /** What each part found, as JSON. @throws JsonPathError */
  readonly printJson: (object: unknown) => string;
}

/** @throws JsonPathError for a template that cannot be read */
export function compileJsonPath(template: string, options: JsonPathOptions = {}): JsonPath {
  const nodes = parseJsonPath(template);
  const find = (object: unknown) => new Evaluation(nodes, options.strict === true).run(object);
  return {
    find,
    print: (object) =>
      find(object)
        .map((found) => found.map(textOf).join(" "))
        .join(""),
    printJson: (object) =>
      find(object)
        .map((found) => `${indentedJson(found)}\n`)
        .join(""),
  };
}

function textOf(value: unknown): string {
  if (typeof value === "number") return goNumber(value);
  return typeof value === "object" ? compactJson(value) : String(value);
}

type NodeOf<T extends JsonPathNode["type"]> = Extract<JsonPathNode, { readonly type: T }>;

interface Walked {
  readonly found: readonly unknown[];
  readonly signal?: "range" | "end";
}

/** Results up to `end`: where the loop that called ends; undefined when nothing ends it. */
interface Block {
  readonly results: (readonly unknown[])[];
  readonly end?: number;
}

class Evaluation {
  readonly #nodes: readonly JsonPathNode[];
  readonly #strict: boolean;

  constructor(nodes: readonly JsonPathNode[], strict: boolean) {
    this.#nodes = nodes;
    this.#strict = strict;
  }

  run(object: unknown): (readonly unknown[])[] {
    return this.#block(0, object, 0).results;
  }

  #block(from: number, object: unknown, depth: number): Block {
    const results: (readonly unknown[])[] = [];
    for (let at = from; at < this.#nodes.length; at++) {
      const { found, signal } = this.#walk(this.#nodes[at] as JsonPathNode, [object]);
      if (signal === "end") {
        if (depth === 0) throw new JsonPathError("not in range, nothing to end");
        return { results, end: at };
      }
      if (signal === undefined) results.push(found);
      else at = this.#loop(at, found, depth, results);
    }
    return { results };
  }

  /** @returns where the loop ends; where it began if nothing ends it */
  #loop(at: number, values: readonly unknown[], depth: number, results: (readonly unknown[])[]): number {
    let end: number | undefined;
    for (const value of values) {
      const block = this.#block(at + 1, value, depth + 1);
      results.push(...block.results);
      end = block.end;
    }
    // Nothing to loop over: its parts are looked at all the same, to find the end.
    if (values.length === 0) end = this.#block(at + 1, null, depth + 1).end;
    return end ?? at;
  }

  #walk(node: JsonPathNode, input: readonly unknown[]): Walked {
    switch (node.type) {
      case "action":
        return this.#walkAll(node.nodes, input);
      case "text":
        return { found: [node.text] };
      case "constant":
        return { found: [node.value] };
      case "identifier":
        return identified(node.name, input);
      case "union":
        return { found: node.branches.flatMap((branch) => this.#walkAll(branch, input).found) };
      case "filter":
        return { found: this.#filtered(node, input) };
      default:
        return { found: this.#reached(node, input) };
    }
  }

  #walkAll(nodes: readonly JsonPathNode[], input: readonly unknown[]): Walked {
    let found = input;
    let signal: Walked["signal"];
    for (const node of nodes) {
      const walked = this.#walk(node, found);
      found = walked.found;
      signal ??= walked.signal;
    }
    return signal === undefined ? { found } : { found, signal };
  }

  #reached(
    node: NodeOf<"field" | "slice" | "wildcard" | "recursive">,
    input: readonly unknown[],
  ): readonly unknown[] {
    if (node.type === "recursive") return input.flatMap(descendants);
    if (node.type === "slice") return input.filter(isThere).flatMap((value) => sliced(node, value));
    if (node.type === "wildcard") return input.flatMap(children);
    const found = input
      .filter(isRecord)
      .flatMap((value) =>
        Object.hasOwn(value, node.name) && value[node.name] !== undefined ? [value[node.name]] : [],
      );
    if (found.length === 0 && this.#strict) throw new JsonPathError(`${node.name} is not found`);
    return found;
  }

  #filtered(node: NodeOf<"filter">, input: readonly unknown[]): readonly unknown[] {
    return input.flatMap((list) => {
      if (!Array.isArray(list))
        throw new JsonPathError(`${goValue(list)} is not array or slice and cannot be filtered`);
      return list.filter((item) => this.#passes(node, item));
    });
  }

  #passes(node: NodeOf<"filter">, item: unknown): boolean {
    if (node.operator === "exists") return this.#exists(node.left, item);
    const left = this.#operand(node.left, item);
    const right = left === undefined ? undefined : this.#operand(node.right, item);
    return left !== undefined && right !== undefined && compare(node.operator, left.value, right.value);
  }

  #exists(nodes: readonly JsonPathNode[], item: unknown): boolean {
    try {
      return this.#walkAll(nodes, [item]).found.length > 0;
    } catch (error) {
      if (error instanceof JsonPathError) return false;
      throw error;
    }
  }

  #operand(nodes: readonly JsonPathNode[], item: unknown): { readonly value: unknown } | undefined {
    const { found } = this.#walkAll(nodes, [item]);
    if (found.length > 1) throw new JsonPathError("can only compare one element at a time");
    return found.length === 0 ? undefined : { value: found[0] };
  }
}

function identified(name: string, input: readonly unknown[]): Walked {
  if (name !== "range" && name !== "end") throw new JsonPathError(`unrecognized identifier ${name}`);
  return { found: input, signal: name };
}

const isThere = (value: unknown): boolean => value !== null && value !== undefined;

function children(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return isRecord(value) ? definedKeys(value).map((key) => value[key]) : [];
}

/** Everything that holds something else, from the outside in. */
function descendants(value: unknown): unknown[] {
  const inner = children(value);
  return inner.length === 0 ? [] : [value, ...inner.flatMap(descendants)];
}

function sliced(node: NodeOf<"slice">, list: unknown): unknown[] {
  if (!Array.isArray(list)) throw new JsonPathError(`${goKind(list)} is not array or slice`);
  const { length } = list;
  const start = (node.start ?? 0) < 0 ? (node.start ?? 0) + length : (node.start ?? 0);
  const given = node.end ?? length;
  const end = given < 0 || (given === 0 && node.isSingle) ? given + length : given;
  if (start === end) return [];
  if (start < 0 || start >= length)
    throw new JsonPathError(`array index out of bounds: index ${start}, length ${length}`);
  if (end < 0 || end > length)
    throw new JsonPathError(`array index out of bounds: index ${end - 1}, length ${length}`);
  if (start > end) throw new JsonPathError(`starting index ${start} is greater than ending index ${end}`);
  const step = node.step ?? 1;
  if (step <= 0) throw new JsonPathError("step must be > 0");
  return list.slice(start, end).filter((_, at) => at % step === 0);
}

function goKind(value: unknown): string {
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return Number.isInteger(value) ? "int64" : "float64";
  return "map[string]interface {}";
}
