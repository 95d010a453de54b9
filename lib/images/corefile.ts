/** A Corefile, as far as the simulation follows it: server blocks, the plug-ins in each, and what stands in their braces. */

export interface Plugin {
  readonly name: string;
  /** What stands behind its name. */
  readonly args: readonly string[];
  /** The words of each line in its braces. */
  readonly lines: readonly (readonly string[])[];
}

export interface ServerBlock {
  /** As written: `.:53`. */
  readonly zones: readonly string[];
  readonly plugins: readonly Plugin[];
}

/** Every plug-in that CoreDNS 1.12 is built with. */
const DIRECTIVES = new Set(
  (
    "root metadata geoip cancel tls timeouts multisocket reload nsid bufsize bind debug trace ready health pprof " +
    "prometheus errors log dnstap local dns64 acl any chaos loadbalance tsig cache rewrite header dnssec autopath " +
    "minimal template transfer hosts route53 azure clouddns k8s_external kubernetes file auto secondary etcd loop " +
    "forward erratic whoami on sign view import"
  ).split(" "),
);

/** @returns the blocks, or what CoreDNS says of the first mistake. */
export function parseCorefile(text: string): readonly ServerBlock[] | { readonly error: string } {
  const blocks: { zones: string[]; plugins: { name: string; args: string[]; lines: string[][] }[] }[] = [];
  let depth = 0;
  for (const [at, line] of text.split("\n").entries()) {
    const words = line
      .replace(/(?:^|\s)#.*/, "")
      .split(/\s+/)
      .filter((word) => word !== "");
    if (words.length === 0) continue;
    const fail = (what: string) => ({
      error: `/etc/coredns/Corefile:${at + 1} - Error during parsing: ${what}`,
    });
    const opens = words.at(-1) === "{";
    const own = opens ? words.slice(0, -1) : words;
    if (words[0] === "}") {
      if (depth === 0) return fail("Unexpected '}' because no matching opening brace");
      depth--;
      continue;
    }
    const block = blocks.at(-1);
    if (depth === 0) {
      if (!opens) return fail(`Unknown directive '${own[0]}'`);
      blocks.push({ zones: own.map((zone) => zone.replace(/,$/, "")), plugins: [] });
    } else if (depth === 1) {
      const [name = "", ...args] = own;
      if (!DIRECTIVES.has(name)) return fail(`Unknown directive '${name}'`);
      block?.plugins.push({ name, args, lines: [] });
    } else block?.plugins.at(-1)?.lines.push(own);
    if (opens) depth++;
  }
  return depth === 0
    ? blocks
    : { error: `/etc/coredns/Corefile:${text.split("\n").length} - Error during parsing: Unexpected EOF` };
}
