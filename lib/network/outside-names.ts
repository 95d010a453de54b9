/**
 * The DNS of the world outside, as the upstream server of a cluster knows it: the names of hosts that were described.
 * Whether any other name exists is not known here, so the answer is that the server failed, and whoever listens is told.
 * Only names that no registry of the real world could know do not exist.
 */
import type { DnsAnswer, DnsQuestion } from "./http.ts";
import type { OutsideHosts } from "./outside.ts";

const TTL_SECONDS = 300;
/** The top-level domains that people type; those of countries have two letters. */
const TOP_LEVEL = new Set(
  (
    "com net org edu gov mil int info biz name pro io ai app dev cloud xyz online site tech store shop blog " +
    "page live news media run sh systems network solutions software tools zone works world wiki"
  ).split(" "),
);
/** Registered for documentation: of these domains and `www` in them alone is anything known. */
const EXAMPLES = /(?:^|\.)example\.(?:com|net|org|edu)$/;
const EXAMPLE_HOSTS = /^(?:www\.)?example\.(?:com|net|org|edu)$/;

export function answerOutside(outside: OutsideHosts, { name, type }: DnsQuestion): DnsAnswer {
  const bare = name.replace(/\.$/, "").toLowerCase();
  const ip = outside.resolve(bare);
  if (ip !== undefined)
    return {
      status: "NOERROR",
      records: type === "A" ? [{ name: bare, type, value: ip, ttl: TTL_SECONDS }] : [],
    };
  if (!mayExist(bare)) return { status: "NXDOMAIN", records: [] };
  outside.missed(bare);
  return { status: "SERVFAIL", records: [] };
}

/** Whether the name may exist in the real world. */
export function mayExist(name: string): boolean {
  const labels = name.split(".");
  const last = labels.at(-1) ?? "";
  if (labels.length < 2 || name.endsWith(".in-addr.arpa")) return false;
  if (EXAMPLES.test(name)) return EXAMPLE_HOSTS.test(name);
  return TOP_LEVEL.has(last) || /^[a-z]{2}$/.test(last);
}
