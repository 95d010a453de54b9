/** Label and field selectors: parsing, matching, printing. Models apimachinery/pkg/labels and pkg/fields. */
import { badRequest } from "./api-error.ts";
import type { LabelSelector } from "./metadata.ts";

export type Labels = Readonly<Record<string, string>> | undefined;

export interface Requirement {
  readonly key: string;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist" | "Equals" | "NotEquals" | "GreaterThan" | "LessThan";
  readonly values: readonly string[];
}

export function matchesRequirement({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = labels !== undefined && Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case "Equals":
    case "In":
      return value !== undefined && values.includes(value);
    case "NotEquals":
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    case "GreaterThan":
      return value !== undefined && Number.parseInt(value, 10) > Number(values[0]);
    case "LessThan":
      return value !== undefined && Number.parseInt(value, 10) < Number(values[0]);
  }
}

export function matchesAll(requirements: readonly Requirement[], labels: Labels): boolean {
  return requirements.every((requirement) => matchesRequirement(requirement, labels));
}

/** A Service's or ReplicationController's selector: every pair must match; an empty one matches nothing. */
export function matchesPairs(selector: Labels, labels: Labels): boolean {
  const pairs = Object.entries(selector ?? {});
  return pairs.length > 0 && pairs.every(([key, value]) => labels?.[key] === value);
}

/** A `metav1.LabelSelector`: an empty one matches everything, an absent one nothing. */
export function matchesLabelSelector(selector: LabelSelector | undefined, labels: Labels): boolean {
  return selector !== undefined && matchesAll(requirementsOf(selector), labels);
}

/** In the order of keys, as the real conversion sorts them. */
export function requirementsOf(selector: LabelSelector): Requirement[] {
  const pairs = Object.entries(selector.matchLabels ?? {}).map(([key, value]): Requirement => ({ key, operator: "In", values: [value] }));
  const expressions = (selector.matchExpressions ?? []).map(
    ({ key, operator, values }): Requirement => ({ key, operator: operator as Requirement["operator"], values: values ?? [] }),
  );
  return [...pairs, ...expressions].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/** As printed in columns and `describe`: `run=http-go,tier in (a,b),!old`; `<none>` for an empty one. */
export function formatLabelSelector(selector: LabelSelector | undefined): string {
  const parts = selector === undefined ? [] : requirementsOf(selector).map(formatRequirement);
  return parts.length === 0 ? "<none>" : parts.join(",");
}

export function formatRequirement({ key, operator, values }: Requirement): string {
  const set = `(${[...values].sort().join(",")})`;
  switch (operator) {
    case "In":
      return values.length === 1 ? `${key}=${values[0]}` : `${key} in ${set}`;
    case "Equals":
      return `${key}=${values[0]}`;
    case "NotIn":
      return `${key} notin ${set}`;
    case "NotEquals":
      return `${key}!=${values[0]}`;
    case "Exists":
      return key;
    case "DoesNotExist":
      return `!${key}`;
    case "GreaterThan":
      return `${key}>${values[0]}`;
    case "LessThan":
      return `${key}<${values[0]}`;
  }
}

/** Reads what stands behind `-l`. @throws ApiError BadRequest with the text of the real parser. */
export function parseLabelSelector(text: string): Requirement[] {
  const parser = new SelectorParser(text);
  return parser.parse();
}

const TOKEN = /\s*(notin\b|in\b|==|=|!=|!|>|<|\(|\)|,|[^\s=!<>(),]+)/gy;

class SelectorParser {
  readonly #tokens: string[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    TOKEN.lastIndex = 0;
    for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) this.#tokens.push(match[1] as string);
  }

  parse(): Requirement[] {
    const requirements: Requirement[] = [];
    if (this.#tokens.length === 0) return requirements;
    while (true) {
      requirements.push(this.#requirement());
      const separator = this.#next();
      if (separator === undefined) return requirements;
      if (separator !== ",") throw this.#error(`found '${separator}', expected: ',' or 'end of string'`);
      if (this.#peek() === undefined) throw this.#error("found '', expected: identifier after ','");
    }
  }

  #requirement(): Requirement {
    if (this.#peek() === "!") {
      this.#next();
      return { key: this.#key(), operator: "DoesNotExist", values: [] };
    }
    const key = this.#key();
    const token = this.#peek();
    if (token === undefined || token === ",") return { key, operator: "Exists", values: [] };
    this.#next();
    switch (token) {
      case "=":
      case "==":
        return { key, operator: "Equals", values: [this.#value()] };
      case "!=":
        return { key, operator: "NotEquals", values: [this.#value()] };
      case "in":
        return { key, operator: "In", values: this.#set() };
      case "notin":
        return { key, operator: "NotIn", values: this.#set() };
      case ">":
        return { key, operator: "GreaterThan", values: [this.#value()] };
      case "<":
        return { key, operator: "LessThan", values: [this.#value()] };
      default:
        throw this.#error(`found '${token}', expected: in, notin, =, ==, !=, gt, lt`);
    }
  }

  #key(): string {
    const token = this.#next();
    if (token === undefined || /^(=|==|!=|,|\(|\)|<|>)$/.test(token)) throw this.#error(`found '${token ?? ""}', expected: !, identifier, or 'end of string'`);
    return token;
  }

  /** The value may be empty: `key=` selects an empty label. */
  #value(): string {
    const token = this.#peek();
    if (token === undefined || token === ",") return "";
    this.#next();
    return token;
  }

  #set(): string[] {
    if (this.#next() !== "(") throw this.#error("found '', expected: '('");
    const values: string[] = [];
    for (let token = this.#next(); ; token = this.#next()) {
      if (token === undefined) throw this.#error("found '', expected: ',', or ')'");
      if (token === ")") return values;
      if (token !== ",") values.push(token);
    }
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  #next(): string | undefined {
    return this.#tokens[this.#at++];
  }

  #error(why: string): Error {
    return badRequest(`unable to parse requirement: ${why}${this.#text === "" ? "" : ""}`);
  }
}

export interface FieldRequirement {
  readonly field: string;
  readonly equals: boolean;
  readonly value: string;
}

/** Reads what stands behind `--field-selector`. @throws ApiError BadRequest. */
export function parseFieldSelector(text: string): FieldRequirement[] {
  if (text.trim() === "") return [];
  return text.split(",").map((term) => {
    const match = /^([^=!]+)(==|!=|=)(.*)$/.exec(term.trim());
    if (match === null) throw badRequest(`invalid selector: '${term}'; can't understand '${term}'`);
    return { field: match[1] as string, equals: match[2] !== "!=", value: match[3] as string };
  });
}
