/** /etc/resolv.conf as programs read it that ask the name server themselves: nslookup, dig, host. */
import type { DnsAnswer, DnsQuestion } from "../../network/http.ts";
import type { ShellCommandContext } from "../command.ts";

export const QUESTION_TYPES = "A AAAA CNAME SRV PTR NS SOA MX TXT ANY".split(" ") as DnsQuestion["type"][];

const SERVERS_MAX = 3;

export interface ResolverFile {
  readonly search: readonly string[];
  /** A name with fewer dots is tried with the search list first. */
  readonly ndots: number;
  /** Absent where the file names none. */
  readonly servers?: readonly string[];
  /** As its options say, if they do. */
  readonly timeoutS?: number;
  readonly attempts?: number;
}

export async function readResolver(context: ShellCommandContext): Promise<ResolverFile> {
  const text = await context.readFile("/etc/resolv.conf").catch(() => "");
  const search = (/^search[ \t]+(.*)$/m.exec(text)?.[1] ?? "").split(/\s+/).filter((suffix) => suffix !== "");
  const servers = [...text.matchAll(/^nameserver[ \t]+(\S+)/gm)].map(([, server = ""]) => server);
  const option = (name: string): number | undefined => {
    const value = new RegExp(`^options\\b.*\\b${name}:(\\d+)`, "m").exec(text)?.[1];
    return value === undefined ? undefined : Number(value);
  };
  const [timeoutS, attempts] = [option("timeout"), option("attempts")];
  return {
    search,
    ndots: option("ndots") ?? 1,
    ...(servers.length === 0 ? {} : { servers: servers.slice(0, SERVERS_MAX) }),
    ...(timeoutS === undefined ? {} : { timeoutS }),
    ...(attempts === undefined ? {} : { attempts }),
  };
}

/** Whether no server answered at all. */
export function isUnanswered({ status }: DnsAnswer): boolean {
  return status === "NO_REPLY" || status === "PORT_UNREACHABLE";
}

/** In the order in which BIND's programs try them, without last dots. */
export function namesToTry(
  name: string,
  { search, ndots }: Pick<ResolverFile, "search" | "ndots">,
): readonly string[] {
  if (name.endsWith(".")) return [name.slice(0, -1)];
  const expanded = search.map((suffix) => `${name}.${suffix}`);
  return name.split(".").length - 1 >= ndots ? [name, ...expanded] : [...expanded, name];
}

/** The name under which an address is looked up. */
export function reverseName(address: string): string {
  return `${address.split(".").reverse().join(".")}.in-addr.arpa`;
}
