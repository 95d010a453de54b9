/** Rules as `iptables -L` prints them, from the lines of `iptables -S`. Models print_rule4 of iptables 1.8.11 with -n. */

interface Rule {
  readonly target: string;
  readonly protocol: string;
  readonly from: string;
  readonly to: string;
  readonly more: string;
}

const PROTOCOLS: Readonly<Record<string, string>> = { tcp: "6", udp: "17", sctp: "132" };

/** @param letters of the command line: `v` for counters, `#` for line numbers. */
export function listedRules(
  lines: readonly string[],
  chains: readonly string[],
  policies: readonly string[],
  letters: string,
): string {
  const texts = chains.map((chain) => {
    const references = lines.filter((line) => line.endsWith(` -j ${chain}`)).length;
    const counts = letters.includes("v") ? " 0 packets, 0 bytes" : "";
    const kind = policies.includes(chain) ? `policy ACCEPT${counts}` : `${references} references`;
    const number = letters.includes("#") ? "num  " : "";
    const heads = letters.includes("v")
      ? " pkts bytes target     prot opt in     out     source               destination         "
      : "target     prot opt source               destination         ";
    const rules = lines.filter((line) => line.startsWith(`-A ${chain} `)).map(readRule);
    const rows = rules.map(
      (rule, at) => `${number === "" ? "" : String(at + 1).padEnd(5)}${rowOf(rule, letters)}\n`,
    );
    return `Chain ${chain} (${kind})\n${number}${heads}\n${rows.join("")}`;
  });
  return texts.join("\n");
}

function rowOf({ target, protocol, from, to, more }: Rule, letters: string): string {
  const counters = letters.includes("v") ? "    0     0 " : "";
  const devices = letters.includes("v") ? "*      *       " : "";
  return `${counters}${target.padEnd(10)} ${protocol.padEnd(4)} --  ${devices}${from.padEnd(20)} ${to.padEnd(20)}${more}`;
}

function readRule(line: string): Rule {
  const words = line.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? [];
  let [target, protocol, from, to] = ["", "0", "0.0.0.0/0", "0.0.0.0/0"];
  const more: string[] = [];
  for (let at = 2; at < words.length; at++) {
    const isNot = words[at] === "!";
    const word = words[isNot ? ++at : at] ?? "";
    const value = words[at + 1] ?? "";
    const shown = `${isNot ? "!" : ""}${value.replace(/\/32$/, "")}`;
    if (word === "-j") target = value;
    else if (word === "-p") protocol = PROTOCOLS[value] ?? value;
    else if (word === "-s") from = shown;
    else if (word === "-d") to = shown;
    else if (word === "--comment") more.push(`/* ${value.replace(/^"|"$/g, "")} */`);
    else if (word === "--dport") more.push(`${protocol === "17" ? "udp" : "tcp"} dpt:${value}`);
    else if (word === "--to-destination") more.push(`to:${value}`);
    else if (word === "--probability") more.push(`statistic mode random probability ${value}`);
    else if (word === "--mark") more.push(`mark match ${isNot ? "! " : ""}${value}`);
    else if (word === "--set-xmark")
      more.push(`MARK ${value.endsWith("/0x0") ? "xor" : "or"} ${value.split("/")[0]}`);
    else if (word === "--dst-type") more.push(`ADDRTYPE match dst-type ${value}`);
    else if (word === "--reject-with") more.push(`reject-with ${value}`);
    else if (word === "--random-fully") more.push("random-fully");
    else if (word === "--rcheck") more.push("recent: CHECK");
    else if (word === "--set") more.push("recent: SET");
    else if (word === "--seconds") more.push(`seconds: ${value}`);
    else if (word === "--reap") more.push("reap");
    else if (word === "--name") more.push(`name: ${value}`);
    else if (word === "--mask") more.push(`side: source mask: ${value}`);
    else if (word === "--rsource") continue;
    if (!["--random-fully", "--rcheck", "--set", "--reap", "--rsource"].includes(word)) at++;
  }
  return { target, protocol, from, to, more: more.map((text) => ` ${text}`).join("") };
}
