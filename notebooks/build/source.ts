/** A source of a notebook: read from YAML, and checked, so that a fault is told where it stands and not where it hurts. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load, YAMLException } from "js-yaml";
import { type ClusterOptions, type OutcomeName, outcomes } from "service-bootcamp";
import { type Schema, schemaFaults } from "../../grader/schema-check.ts";
import type { Text } from "../../grader/text.ts";
import { type Position, positionsIn } from "./positions.ts";
import { brokenRules } from "./rules.ts";

export interface Source {
  readonly title: Text;
  /** Where the cluster of the notebook differs from the course's. */
  readonly cluster?: Pick<ClusterOptions, "seed" | "nodes" | "proxyMode">;
  readonly cells: readonly Item[];
}

export type Item = CodeCell | TextCell | PredictItem;

/** A section begins with its item. */
interface Beginning {
  /** Name of the cell; what a prediction is called in its cells and in `reveal`. */
  readonly id: string;
  /** "1", "2", ... */
  readonly section?: string;
  /** Bash text that brings a new cluster to where the section begins. */
  readonly state?: string;
}

export interface CodeCell extends Beginning {
  readonly tags?: readonly string[];
  /** TypeScript; `{{lang}}` stands for the language of the notebook, `{{한국어|English}}` for words in it. */
  readonly code: string;
}

/** Markdown in both languages. */
export interface TextCell extends Beginning, Text {
  readonly tags?: readonly string[];
}

/** A question before an experiment: a text with the choices, and the cell in which the learner answers. */
export interface PredictItem extends Beginning {
  readonly predict: {
    readonly question: Text;
    /** Letter -> choice. */
    readonly choices: Readonly<Record<string, Choice>>;
    /** The letter of what happens in the book's run. */
    readonly answer: string;
  };
}

export interface Choice extends Text {
  readonly why: Text;
  /** The outcome of requests by which this choice is what happened. */
  readonly when?: OutcomeName;
}

export interface SourceFault extends Position {
  /** What is wrong, and how to mend it. */
  readonly message: string;
}

/** The library knows which outcomes there are. */
const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, "source.schema.json"), "utf8"),
  (key, value) => (key === "when" ? { ...value, enum: Object.keys(outcomes) } : value),
) as Schema;

/** @returns the source, or its faults from top to bottom */
export function readSource(text: string): Source | readonly SourceFault[] {
  let value: unknown;
  try {
    value = load(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return [yamlFault(text, error)];
  }
  const faults = faultsOf(value, positionsIn(text));
  return faults.length === 0 ? (value as Source) : faults;
}

function yamlFault(text: string, { reason, mark }: YAMLException): SourceFault {
  if (/^\s*(#.*\s*)*$/.test(text))
    return { line: 1, column: 1, message: "the file is empty: begin with `title:`, then `cells:`" };
  return {
    line: (mark?.line ?? 0) + 1,
    column: (mark?.column ?? 0) + 1,
    message: `this is not YAML: ${reason}. Indent with spaces as the lines around, and put a text that holds ": " or " #" below a "|"`,
  };
}

function faultsOf(value: unknown, positionOf: (at: string) => Position): SourceFault[] {
  const faults = schemaFaults(value, schema).map(({ at, problem, schema: { description } }) => ({
    ...positionOf(at),
    message: `${at === "" ? "the file" : at} ${problem}${description === undefined ? "" : `: ${description}`}`,
  }));
  return (faults.length === 0 ? brokenRules(value as Source, positionOf) : faults).sort(byPosition);
}

function byPosition(a: Position, b: Position): number {
  return a.line - b.line || a.column - b.column;
}
