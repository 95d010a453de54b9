/** How a Pod's getaddrinfo finds a name, step by step: its hosts file, then each name that the search list makes, until one has an address. */
import type { DnsAnswer, NetworkClient } from "../network/http.ts";
import { namesToTry, type ResolverConfig } from "./resolver-config.ts";

export interface NameTrace {
  /** What its /etc/resolv.conf says. */
  readonly ndots: number;
  readonly search: readonly string[];
  readonly nameServer: string;
  /** From its /etc/hosts; then nobody is asked. */
  readonly fromHostsFile?: string;
  /** In order; without an answer: not asked, because a name before had an address, or no server was there. */
  readonly tries: readonly { readonly name: string; readonly answer?: DnsAnswer }[];
}

/** Asks now; takes no time. @param hosts name -> address, from /etc/hosts. */
export function traceName(
  host: string,
  client: Pick<NetworkClient, "query" | "nameServer">,
  { ndots, search }: ResolverConfig,
  hosts: ReadonlyMap<string, string>,
): NameTrace {
  const names = namesToTry(host, { ndots, search });
  const config = { ndots, search, nameServer: client.nameServer };
  const fromHostsFile = hosts.get(host.toLowerCase());
  if (fromHostsFile !== undefined)
    return { ...config, fromHostsFile, tries: names.map((name) => ({ name })) };
  let isOver = false;
  const tries = names.map((name) => {
    if (isOver) return { name };
    const answer = client.query({ name, type: "A" });
    isOver =
      answer.records.some(({ type }) => type === "A") ||
      answer.status === "NO_REPLY" ||
      answer.status === "PORT_UNREACHABLE";
    return { name, answer };
  });
  return { ...config, tries };
}
