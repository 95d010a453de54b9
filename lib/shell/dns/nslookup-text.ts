/** What BIND's `nslookup` prints of an answer. Texts measured with 9.18. */
import type { DnsAnswer, DnsQuestion, DnsRecord } from "../../network/http.ts";

/** The records, a line or two each. */
export function answerLines(records: readonly DnsRecord[]): string {
  return records
    .map(({ name, type, value }) => {
      if (type === "A" || type === "AAAA") return `Name:\t${name}\nAddress: ${value}\n`;
      if (type === "CNAME") return `${name}\tcanonical name = ${value}.\n`;
      if (type === "SOA") return `${name}\n${authorityLines(value)}`;
      return `${name}\t${type === "PTR" ? "name" : "service"} = ${value}.\n`;
    })
    .join("");
}

/** The whole message, as -debug shows it. */
export function debugText({ name, type }: DnsQuestion, answer: DnsAnswer): string {
  const section = (title: string, records: readonly DnsRecord[] = []): string =>
    `    ${title}:\n${records.map((record) => `    ->  ${record.name}\n${detail(record)}\tttl = ${record.ttl}\n`).join("")}`;
  return [
    "------------\n    QUESTIONS:\n",
    `\t${name}, type = ${type}, class = IN\n`,
    section("ANSWERS", answer.records),
    section("AUTHORITY RECORDS", answer.authority),
    section("ADDITIONAL RECORDS", answer.additional),
    "------------\n",
  ].join("");
}

function detail({ type, value }: DnsRecord): string {
  if (type === "A") return `\tinternet address = ${value}\n`;
  if (type === "AAAA") return `\thas AAAA address ${value}\n`;
  if (type === "SOA") return authorityLines(value);
  const what = { CNAME: "canonical name", PTR: "name", SRV: "service" }[type];
  return `\t${what} = ${value}.\n`;
}

/** The record of a zone, field by field. */
export function authorityLines(value: string): string {
  const fields = ["origin", "mail addr", "serial", "refresh", "retry", "expire", "minimum"];
  const values = value.split(" ").map((text) => text.replace(/\.$/, ""));
  return fields.map((field, at) => `\t${field} = ${values[at] ?? ""}\n`).join("");
}
