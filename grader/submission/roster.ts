/** The roster of a class: a CSV with a line for each learner, as a spreadsheet or a learning platform writes it. */
import { basename } from "node:path";
import papa from "papaparse";
import type { Language } from "service-bootcamp";
import { decoded } from "../files/decoded.ts";
import { readRegularFile } from "../files/folder.ts";
import { NotRead } from "../files/left-out.ts";
import { shownName } from "../files/names.ts";
import type { Text } from "../text.ts";
import { columnNamed, columns } from "./roster-columns.ts";
import { rosterTexts as texts } from "./roster-texts.ts";

/** One learner of the class. */
export interface Person {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly section?: string;
  /** Milliseconds that are added to the due date, or the learner's own due date in milliseconds since 1970. */
  readonly extension?: { readonly byMs: number } | { readonly untilMs: number };
  /** How many times the usual time: 1.5. */
  readonly timeMultiplier?: number;
  readonly language?: Language;
}

export interface Roster {
  readonly people: readonly Person[];
  /** Columns that are not known, one sentence. */
  readonly notes: readonly Text[];
}

/** A roster that cannot be used: every fault in it, each beginning with file and line. */
export class RosterFault extends Error {
  override readonly name = "RosterFault";
  readonly text: Text;

  constructor(faults: readonly Text[]) {
    const lines = faults.slice(0, FAULTS_MAX);
    const rest = faults.length - lines.length;
    const text = {
      en: [...lines.map(({ en }) => en), ...(rest > 0 ? [`... (+${rest})`] : [])].join("\n"),
      ko: [...lines.map(({ ko }) => ko), ...(rest > 0 ? [`... (+${rest})`] : [])].join("\n"),
    };
    super(text.en);
    this.text = text;
  }
}

const FAULTS_MAX = 20;
/** People in a roster (rosterRowsMax). */
export const ROSTER_ROWS_MAX = 20_000;

/** @throws RosterFault */
export function readRoster(file: string): Roster {
  try {
    return parseRoster(basename(file), decoded(readRegularFile(file, "zipBytesMax")));
  } catch (error) {
    if (!(error instanceof NotRead)) throw error;
    const name = shownName(basename(file));
    throw new RosterFault([{ en: `${name}: ${error.reason.en}`, ko: `${name}: ${error.reason.ko}` }]);
  }
}

interface Row {
  readonly cells: readonly string[];
  /** Where it begins, from 1. */
  readonly line: number;
}

/** @param name of the file, for sentences. @throws RosterFault */
export function parseRoster(name: string, text: string): Roster {
  const faults: Text[] = [];
  const at = (line: number, fault: Text): void => {
    faults.push({ en: `${name}:${line}: ${fault.en}`, ko: `${name}:${line}: ${fault.ko}` });
  };
  const [head, ...rows] = rowsOf(text, at);
  if (head === undefined)
    throw new RosterFault([{ en: `${name}: ${texts.empty.en}`, ko: `${name}: ${texts.empty.ko}` }]);
  const named = head.cells.map((cell) => columnNamed(cell));
  if (!named.includes("id")) at(head.line, texts.noId(head.cells));
  for (const [index, column] of named.entries())
    if (column !== undefined && named.indexOf(column) < index) at(head.line, texts.twice(column));
  if (faults.length > 0) throw new RosterFault(faults);
  const people = new Map<string, { person: Person; line: number }>();
  for (const { cells, line } of rows) {
    if (cells.length > head.cells.length) at(line, texts.tooManyCells(cells.length, head.cells.length));
    const person = personOf(named, cells, (fault) => at(line, fault));
    if (person === undefined) continue;
    const key = person.id.normalize("NFC").toLowerCase();
    const other = people.get(key);
    if (other === undefined) people.set(key, { person, line });
    else at(line, texts.sameId(person.id, other.line));
  }
  if (people.size === 0 && faults.length === 0) at(head.line, texts.nobody);
  if (faults.length > 0) throw new RosterFault(faults);
  const unknown = head.cells.filter((cell, index) => named[index] === undefined && cell.trim() !== "");
  return {
    people: [...people.values()].map(({ person }) => person),
    notes: unknown.length === 0 ? [] : [texts.unknownColumns(name, unknown)],
  };
}

/** Rows that are not empty. */
function rowsOf(text: string, at: (line: number, fault: Text) => void): readonly Row[] {
  const rows: Row[] = [];
  let line = 1;
  let from = 0;
  papa.parse(text, {
    delimiter: delimiterOf(text),
    step: ({ data, errors, meta }) => {
      if (rows.length > ROSTER_ROWS_MAX) return;
      const isQuoteOpen = errors.some(({ code }) => code === "MissingQuotes" || code === "InvalidQuotes");
      if (isQuoteOpen) at(line, texts.quote);
      const cells = data.map((cell) => cell.trim());
      if (cells.some((cell) => cell !== "")) rows.push({ cells, line });
      line += newlines(text.slice(from, meta.cursor));
      from = meta.cursor;
    },
  });
  if (rows.length > ROSTER_ROWS_MAX) at(line, texts.tooManyRows(ROSTER_ROWS_MAX));
  return rows;
}

/** A spreadsheet writes what its country uses; the first line has the most of it. */
function delimiterOf(text: string): string {
  const [head = ""] = text.trimStart().split(/[\r\n]/, 1);
  const counts = [",", ";", "\t"].map((sign) => ({ sign, count: head.split(sign).length }));
  return counts.reduce((most, each) => (each.count > most.count ? each : most)).sign;
}

function newlines(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

function personOf(
  named: readonly (keyof typeof columns | undefined)[],
  cells: readonly string[],
  fault: (fault: Text) => void,
): Person | undefined {
  const person: Record<string, unknown> = {};
  for (const [index, column] of named.entries()) {
    const cell = cells[index] ?? "";
    if (column === undefined || cell === "") continue;
    const value = columns[column].read(cell);
    if (value === undefined) fault(texts.value(columns[column].wants, cell));
    else person[column] = value;
  }
  if (typeof person.id === "string") return person as unknown as Person; // each column's reader gives what Person says
  if (!named.some((column, index) => column === "id" && (cells[index] ?? "") !== "")) fault(texts.emptyId);
  return undefined;
}
