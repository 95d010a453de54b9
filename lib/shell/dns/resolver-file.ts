/** /etc/resolv.conf as programs read it that ask the name server themselves: nslookup, dig, host. */
import type { DnsAnswer, DnsQuestion } from "../../network/http.ts";
import type { ShellCommandContext } from "../command.ts";

export const QUESTION_TYPES = "A AAAA CNAME SRV PTR NS SOA MX TXT ANY".split(" ") as DnsQuestion["type"][];

export interface ResolverFile {
  readonly search: readonly string[];
  /** A name with fewer dots is tried with the search list first. */
  readonly ndots: number;
}

export async function readResolver(context: ShellCommandContext): Promise<ResolverFile> {
  const text = await context.readFile("/etc/resolv.conf").catch(() => "");
  const search = (/^search[ \t]+(.*)$/m.exec(text)?.[1] ?? "").split(/\s+/).filter((suffix) => suffix !== "");
  return { search, ndots: Number(/^options\b.*\bndots:(\d+)/m.exec(text)?.[1] ?? 1) };
}

/** Whether no server answered at all. */
export function isUnanswered({ status }: DnsAnswer): boolean {
  return status === "NO_REPLY" || status === "PORT_UNREACHABLE";
}

/** What BIND's programs say when no server answers. They wait for each try, unless they are refused. */
export function unreachedText({ status }: DnsAnswer, server: string, tries: number): string {
  const why = status === "NO_REPLY" ? "timed out" : "connection refused";
  return `;; communications error to ${server}#53: ${why}\n`.repeat(tries);
}

/** In the order in which BIND's programs try them, without last dots. */
export function namesToTry(name: string, { search, ndots }: ResolverFile): readonly string[] {
  if (name.endsWith(".")) return [name.slice(0, -1)];
  const expanded = search.map((suffix) => `${name}.${suffix}`);
  return name.split(".").length - 1 >= ndots ? [name, ...expanded] : [...expanded, name];
}

/** The name under which an address is looked up. */
export function reverseName(address: string): string {
  return `${address.split(".").reverse().join(".")}.in-addr.arpa`;
}
