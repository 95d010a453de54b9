/** The lines of a node's listing that are about one Service, out of what `ipvsadm -Ln`, `iptables-save` or `nft list table` print. */
import type { ProxyRule } from "../../node/node-inspection.ts";

export interface RuleLine {
  readonly text: string;
  /** `ip:port` that the line sends a connection to. */
  readonly endpoint?: string;
}

type Find = (listing: string, rules: readonly ProxyRule[]) => RuleLine[];

const MODES: Readonly<Record<string, { readonly command: string; readonly find: Find }>> = {
  ipvs: { command: "ipvsadm -Ln", find: virtualServers },
  iptables: { command: "iptables-save", find: chains },
  nftables: { command: "nft list table ip kube-proxy", find: tableParts },
};

export function commandOf(mode: string): string {
  return MODES[mode]?.command ?? "";
}

/** @param mode in which the listing was printed. @param rules of the Service on the node. */
export function ruleLines(mode: string, listing: string, rules: readonly ProxyRule[]): RuleLine[] {
  return MODES[mode]?.find(listing, rules) ?? [];
}

/** A virtual server for each address, and its real servers below. */
function virtualServers(listing: string, rules: readonly ProxyRule[]): RuleLine[] {
  const wanted = new Set(rules.map(({ ip, port }) => `${ip}:${port}`));
  const nodePorts = new Set(rules.filter(({ kind }) => kind === "NodePort").map(({ port }) => String(port)));
  const found: RuleLine[] = [];
  let isWanted = false;
  for (const line of listing.split("\n").slice(3)) {
    const [, address] = /^[A-Z]+ +(\S+) /.exec(line) ?? [];
    if (address !== undefined) isWanted = wanted.has(address) || nodePorts.has(address.split(":")[1] ?? "");
    const [, endpoint] = /^ +-> (\S+)/.exec(line) ?? [];
    const text = line.trim().replace(/ {2,}/g, "  ");
    if (isWanted && text !== "") found.push({ text, ...(endpoint === undefined ? {} : { endpoint }) });
  }
  return found;
}

/** From the Service's address to its chain, and the draw in that. What stands in comments alone is left out. */
function chains(listing: string, rules: readonly ProxyRule[]): RuleLine[] {
  const services = new Set(rules.map(({ service }) => service));
  const own = listing.split("\n").filter((line) => {
    const [, service = ""] = /--comment "([a-z0-9.-]+\/[a-z0-9.-]+)/.exec(line) ?? [];
    return line.startsWith("-A") && services.has(service);
  });
  const caught = own.filter((line) =>
    rules.some(({ ip, port }) => line.includes(`-d ${ip}/32`) && new RegExp(`--dport ${port}\\b`).test(line)),
  );
  const refused = caught.filter((line) => / -j (?:REJECT|DROP)/.test(line));
  const sent = caught.filter((line) => /^-A KUBE-SERVICES .* -j KUBE-(?:SV|EXT|FW)/.test(line));
  // From outside the way to the draw leads over other chains, so all of the Service's are shown.
  const targets = sent.map((line) => line.split(" -j ")[1] ?? "");
  const isWanted = (chain: string): boolean =>
    targets.includes(chain) || targets.some((target) => !target.startsWith("KUBE-SV"));
  const drawn = own.filter(
    (line) => /^-A KUBE-SV[CL]-\S+ .*-j KUBE-SEP-/.test(line) && isWanted(line.split(" ")[1] ?? ""),
  );
  return [...refused, ...sent, ...drawn].map((line) => {
    const [, endpoint] = / -> (\S+?)"/.exec(line) ?? [];
    const text = line
      .replace(/-m comment --comment "[^"]*" /g, "")
      .replace(/(KUBE-[A-Z]{3}-[A-Z0-9]{4})[A-Z0-9]{12}/g, "$1…");
    return { text, ...(endpoint === undefined ? {} : { endpoint }) };
  });
}

/** The element of the map of addresses, and the draw in the Service's chain, one line an endpoint. */
function tableParts(listing: string, rules: readonly ProxyRule[]): RuleLine[] {
  const lines = listing.split("\n").map((line) => line.trim());
  const elements = lines.flatMap((line) => {
    const rule = rules.find(({ ip, port }) =>
      new RegExp(`\\b${ip.replaceAll(".", "\\.")} \\. \\w+ \\. ${port} :`).test(line),
    );
    return rule === undefined ? [] : [{ text: line.slice(line.indexOf(rule.ip)).replace(/[ ,}]+$/, "") }];
  });
  const targets = elements.map(({ text }) => / goto (\S+)$/.exec(text)?.[1] ?? "");
  const isOneOf = (chain: string): boolean =>
    targets.includes(chain) || targets.some((target) => target.startsWith("external-"));
  const chainNames = rules.map(
    ({ service }) => new RegExp(`^chain (?:service|local)-[A-Z0-9]+-${service.replaceAll(".", "\\.")}/`),
  );
  const drawn: RuleLine[] = [];
  let isWanted = false;
  for (const line of lines) {
    if (line.startsWith("chain "))
      isWanted = chainNames.some((name) => name.test(line)) && isOneOf(line.split(" ")[1] ?? "");
    if (!isWanted) continue;
    const [, draw, targets] = /^(numgen .* vmap) \{ (.*) \}$/.exec(line) ?? [];
    const [, sticky, endpoint] = /^(ip saddr @\S+) goto endpoint-\S*__(\S+)$/.exec(line) ?? [];
    if (sticky !== undefined)
      drawn.push({ text: shortName(line), endpoint: (endpoint ?? "").replace("/", ":") });
    if (draw === undefined) continue;
    drawn.push({ text: `${draw} {` }, ...(targets ?? "").split(", ").map((target) => drawnTarget(target)));
  }
  return [...elements.map(({ text }) => ({ text: shortName(text) })), ...drawn];
}

function drawnTarget(target: string): RuleLine {
  const endpoint = (target.split("__")[1] ?? "").replace("/", ":");
  return { text: shortName(target), endpoint };
}

/** The hash in a chain's name, cut. */
function shortName(text: string): string {
  return text.replace(/((?:service|endpoint|affinity|local)-[A-Z0-9]{4})[A-Z0-9]{4}-/g, "$1…-");
}
