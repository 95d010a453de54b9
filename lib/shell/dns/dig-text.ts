/** A DNS message as BIND's programs print it: columns at 24, 32, 40 and 48, filled with tabs. Texts measured with BIND 9.18. */
import type { DnsAnswer, DnsQuestion, DnsRecord } from "../../network/http.ts";
import type { Section } from "./dig-options.ts";

/** Of the images that have them: Alpine 3.20. */
export const BIND_VERSION = "9.18.39";

const CLASS_COLUMN = 32;
const TYPE_COLUMN = 40;
const TTL_COLUMN = 24;
const VALUE_COLUMN = 48;
const TAB = 8;
/** Bytes of the wire format. */
const HEADER_SIZE = 12;
const OPT_SIZE = 11;
const COOKIE_SIZE = 12;

export interface DnsMessage {
  readonly question: DnsQuestion;
  readonly answer: DnsAnswer;
  readonly id: number;
  /** The client's cookie, which CoreDNS sends back; empty: it sent none. */
  readonly cookie: string;
}

/** How a program asks and tells. */
interface Program {
  /** Whether the query carried options. */
  readonly hasEdns: boolean;
  /** Whether it comments on names and flags, as dig does. */
  readonly warns: boolean;
}

/** The name of the question with its last dot. */
const dotted = (name: string): string => (name.endsWith(".") ? name : `${name}.`);

/** Fills up to a column; behind it already, with one blank. */
function padTo(text: string, column: number): string {
  const to = Math.max(column, text.length + 1);
  const tabs = Math.floor(to / TAB) - Math.floor(text.length / TAB);
  return tabs === 0 ? " ".repeat(to - text.length) : "\t".repeat(tabs) + " ".repeat(to % TAB);
}

/** Cells that start at their columns. */
function columns(first: string, cells: readonly (readonly [column: number, text: string])[]): string {
  let line = first;
  // As wide as it is printed: what counts is where a cell ends, not how many characters fill the gap.
  let shown = first;
  for (const [column, text] of cells) {
    line += padTo(shown, column) + text;
    shown = shown.padEnd(Math.max(column, shown.length + 1)) + text;
  }
  return line;
}

function recordLine(record: DnsRecord): string {
  return columns(dotted(record.name), [
    [TTL_COLUMN, String(record.ttl)],
    [CLASS_COLUMN, "IN"],
    [TYPE_COLUMN, record.type],
    [VALUE_COLUMN, valueText(record)],
  ]);
}

/** Names in values end with a dot here. */
export function valueText({ type, value }: DnsRecord): string {
  return type === "CNAME" || type === "PTR" || type === "SRV" ? `${value}.` : value;
}

function questionLine({ name, type }: DnsQuestion): string {
  return `;${columns(dotted(name), [
    [CLASS_COLUMN, "IN"],
    [TYPE_COLUMN, type],
  ])}`;
}

/** Header, sections and their headings, as far as they are wanted. */
export function messageText(
  message: DnsMessage,
  shows: ReadonlySet<Section>,
  { hasEdns, warns }: Program,
): string {
  const { question, answer } = message;
  const hasComments = shows.has("comments");
  const section = (name: Section, title: string, lines: readonly string[]): string => {
    if (!shows.has(name) || lines.length === 0) return "";
    const text = lines.map((line) => `${line}\n`).join("");
    return hasComments ? `;; ${title} SECTION:\n${text}\n` : text;
  };
  return [
    hasComments ? headerText(message, hasEdns, warns) : "",
    hasComments && hasEdns ? optText(message) : "",
    section("question", "QUESTION", [questionLine(question)]),
    section("answer", "ANSWER", answer.records.map(recordLine)),
    section("authority", "AUTHORITY", (answer.authority ?? []).map(recordLine)),
    section("additional", "ADDITIONAL", (answer.additional ?? []).map(recordLine)),
  ].join("");
}

function headerText({ question, answer, id }: DnsMessage, hasEdns: boolean, warns: boolean): string {
  const { records, authority = [], additional = [] } = answer;
  const isMulticastName = /(?:^|\.)local\.?$/i.test(question.name);
  const warning =
    ";; WARNING: .local is reserved for Multicast DNS\n;; You are currently testing what happens when an mDNS query is leaked to DNS\n";
  const flags = answer.isAuthoritative === true ? "qr aa rd" : "qr rd ra";
  const counts = `QUERY: 1, ANSWER: ${records.length}, AUTHORITY: ${authority.length}, ADDITIONAL: ${additional.length + (hasEdns ? 1 : 0)}`;
  return [
    warns && isMulticastName ? warning : "",
    `;; ->>HEADER<<- opcode: QUERY, status: ${answer.status}, id: ${id}\n;; flags: ${flags}; ${counts}\n`,
    warns && answer.isAuthoritative === true ? ";; WARNING: recursion requested but not available\n" : "",
    "\n",
  ].join("");
}

function optText({ answer, cookie }: DnsMessage): string {
  return `;; OPT PSEUDOSECTION:\n; EDNS: version: 0, flags:; udp: 1232\n${answer.isAuthoritative === true && cookie !== "" ? `; COOKIE: ${cookie} (echoed)\n` : ""}`;
}

/** Bytes of the answer; CoreDNS does not compress what fits anyway. */
export function messageSize({ question, answer, cookie }: DnsMessage, hasEdns: boolean): number {
  const { records, authority = [], additional = [] } = answer;
  const opt = hasEdns ? OPT_SIZE + (answer.isAuthoritative === true && cookie !== "" ? COOKIE_SIZE : 0) : 0;
  return (
    HEADER_SIZE +
    nameSize(question.name) +
    4 +
    opt +
    [...records, ...authority, ...additional].reduce((sum, record) => sum + recordSize(record), 0)
  );
}

function nameSize(name: string): number {
  const bare = name.replace(/\.$/, "");
  return bare === "" ? 1 : bare.length + 2;
}

function recordSize({ name, type, value }: DnsRecord): number {
  const words = value.split(" ");
  const size = {
    A: 4,
    AAAA: 16,
    CNAME: nameSize(value),
    PTR: nameSize(value),
    SRV: 6 + nameSize(words[3] ?? ""),
    SOA: 20 + nameSize(words[0] ?? "") + nameSize(words[1] ?? ""),
  };
  return nameSize(name) + 10 + size[type];
}
