/** Label and field selectors: parsing, matching, printing. Models apimachinery/pkg/labels and pkg/fields. */
import { quoted } from "../go/strconv.ts";
import { GoText, goStringMap, goStrings } from "../go/syntax.ts";
import { badRequest } from "./api-error.ts";
import type { LabelSelector } from "./metadata.ts";
import { labelValueFaults, qualifiedNameFaults } from "./names.ts";

export type Labels = Readonly<Record<string, string>> | undefined;

export interface Requirement {
  readonly key: string;
  readonly operator:
    | "In"
    | "NotIn"
    | "Exists"
    | "DoesNotExist"
    | "Equals"
    | "NotEquals"
    | "GreaterThan"
    | "LessThan";
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
  const pairs = Object.entries(selector.matchLabels ?? {}).map(
    ([key, value]): Requirement => ({ key, operator: "In", values: [value] }),
  );
  const expressions = (selector.matchExpressions ?? []).map(
    ({ key, operator, values }): Requirement => ({
      key,
      operator: operator as Requirement["operator"],
      values: values ?? [],
    }),
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

const PUNCTUATION = /^(==?|!=?|>|<|\(|\)|,)$/;

const OPERATORS: Readonly<Record<string, Requirement["operator"]>> = {
  "=": "Equals",
  "==": "Equals",
  "!=": "NotEquals",
  in: "In",
  notin: "NotIn",
  ">": "GreaterThan",
  "<": "LessThan",
};

class SelectorParser {
  readonly #tokens: string[] = [];
  #at = 0;

  constructor(text: string) {
    TOKEN.lastIndex = 0;
    for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text))
      this.#tokens.push(match[1] as string);
  }

  parse(): Requirement[] {
    const requirements: Requirement[] = [];
    while (this.#peek() !== "") {
      if (!this.#isWord() && this.#peek() !== "!")
        throw badRequest(`found '${this.#peek()}', expected: !, identifier, or 'end of string'`);
      requirements.push(valid(this.#requirement()));
      const separator = this.#next();
      if (separator === "") break;
      if (separator !== ",") throw badRequest(`found '${separator}', expected: ',' or 'end of string'`);
      if (!this.#isWord() && this.#peek() !== "!")
        throw badRequest(`found '${this.#peek()}', expected: identifier after ','`);
    }
    return requirements;
  }

  #requirement(): Requirement {
    const isNegated = this.#peek() === "!";
    if (isNegated) this.#next();
    const key = this.#word("expected: identifier");
    const faults = qualifiedNameFaults(key);
    if (faults.length > 0) throw unparsable(`<nil>: Invalid value: "${key}": ${faults.join("; ")}`);
    if (isNegated) return { key, operator: "DoesNotExist", values: [] };
    if (this.#isEndOfTerm()) return { key, operator: "Exists", values: [] };
    const token = this.#next();
    const operator = OPERATORS[token];
    if (operator === undefined) throw unparsable(`found '${token}', expected: in, notin, =, ==, !=, gt, lt`);
    return {
      key,
      operator,
      values: operator === "In" || operator === "NotIn" ? this.#set() : [this.#value()],
    };
  }

  /** The value may be empty: `key=` selects an empty label. */
  #value(): string {
    return this.#isEndOfTerm() ? "" : this.#word("expected: identifier");
  }

  #set(): string[] {
    const open = this.#next();
    if (open !== "(") throw unparsable(`found '${open}' expected: '('`);
    if (!this.#isWord() && this.#peek() !== "," && this.#peek() !== ")")
      throw unparsable(`found '${this.#peek()}', expected: ',', ')' or identifier`);
    const values = new Set<string>();
    while (true) {
      // Between two commas, and beside a bracket, stands an empty value.
      if (this.#isWord()) values.add(this.#next());
      else if (this.#peek() === "," || this.#peek() === ")") values.add("");
      else throw unparsable(`found '${this.#peek()}', expected: ',', or identifier`);
      const separator = this.#next();
      if (separator === ")") return [...values].sort();
      if (separator !== ",") throw unparsable(`found '${separator}', expected: ',' or ')'`);
    }
  }

  /** `in` and `notin` are words as well, where no operator is due. */
  #isWord(): boolean {
    return this.#peek() !== "" && !PUNCTUATION.test(this.#peek());
  }

  #isEndOfTerm(): boolean {
    return this.#peek() === "" || this.#peek() === ",";
  }

  #word(expected: string): string {
    if (!this.#isWord()) throw unparsable(`found '${this.#peek()}', ${expected}`);
    return this.#next();
  }

  /** `""` at the end of the text. */
  #peek(): string {
    return this.#tokens[this.#at] ?? "";
  }

  #next(): string {
    return this.#tokens[this.#at++] ?? "";
  }
}

function unparsable(why: string): Error {
  return badRequest(`unable to parse requirement: ${why}`);
}

/** @throws ApiError BadRequest for values that no label can have. */
function valid(requirement: Requirement): Requirement {
  const { key, operator, values } = requirement;
  const faults = values.flatMap((value, at) => {
    const isNumber = /^[-+]?\d+$/.test(value);
    const comparison = operator === "GreaterThan" || operator === "LessThan";
    const wrong = labelValueFaults(value);
    return [
      ...(comparison && !isNumber
        ? [`values[${at}]: Invalid value: "${value}": for 'Gt', 'Lt' operators, the value must be an integer`]
        : []),
      ...(wrong.length > 0 ? [`values[${at}][${key}]: Invalid value: "${value}": ${wrong.join("; ")}`] : []),
    ];
  });
  if (faults.length > 0)
    throw unparsable(faults.length === 1 ? (faults[0] as string) : `[${faults.join(", ")}]`);
  return requirement;
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

/** A selector as Go prints the struct with `%#v`: field errors show it so. */
export function goLabelSelector(selector: LabelSelector): GoText {
  const expressions = selector.matchExpressions?.map(
    ({ key, operator, values }) =>
      `v1.LabelSelectorRequirement{Key:${quoted(key)}, Operator:${quoted(operator)}, Values:${goStrings(values)}}`,
  );
  const list = expressions === undefined ? "(nil)" : `{${expressions.join(", ")}}`;
  return new GoText(
    `v1.LabelSelector{MatchLabels:${goStringMap(selector.matchLabels)}, MatchExpressions:[]v1.LabelSelectorRequirement${list}}`,
  );
}
