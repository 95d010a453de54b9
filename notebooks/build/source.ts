/** A source of a notebook: read from YAML, and checked, so that a fault is told where it stands and not where it hurts. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load, YAMLException } from "js-yaml";
import { type Schema, schemaFaults } from "../../grader/schema-check.ts";
import { type Position, positionsIn } from "./positions.ts";

export interface CodeCell {
  readonly id: string;
  readonly tags?: readonly string[];
  /** TypeScript; `{{lang}}` stands for the language of the notebook. */
  readonly code: string;
}

/** Markdown in both languages. */
export interface TextCell {
  readonly id: string;
  readonly tags?: readonly string[];
  readonly ko: string;
  readonly en: string;
}

export interface Source {
  readonly cells: readonly (CodeCell | TextCell)[];
}

export interface SourceFault extends Position {
  /** What is wrong, and how to mend it. */
  readonly message: string;
}

const schema = JSON.parse(readFileSync(join(import.meta.dirname, "source.schema.json"), "utf8")) as Schema;

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
    return { line: 1, column: 1, message: "the file is empty: begin with `cells:` and a first `- id: `" };
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
  return faults.length === 0 ? repeatedIds(value as Source, positionOf) : faults.sort(byPosition);
}

function repeatedIds({ cells }: Source, positionOf: (at: string) => Position): SourceFault[] {
  const lines = new Map<string, number>();
  return cells.flatMap(({ id }, index) => {
    const position = positionOf(`cells[${index}].id`);
    const first = lines.get(id);
    if (first === undefined) lines.set(id, position.line);
    return first === undefined
      ? []
      : [
          {
            ...position,
            message: `the cell in line ${first} is called ${id} too: give this one a name of its own`,
          },
        ];
  });
}

function byPosition(a: Position, b: Position): number {
  return a.line - b.line || a.column - b.column;
}
