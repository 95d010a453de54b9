/** `host`, as BIND 9.18 has it: one sentence for each record, or whole messages. Texts measured with 9.18. */
import type { ExecResult } from "../../api/api.ts";
import type { DnsQuestion, DnsRecord, NetworkClient } from "../../network/http.ts";
import { Random } from "../../sim/random.ts";
import { fail, type Machine, type ShellCommand, succeed } from "../command.ts";
import { type Asked, askInTurn } from "../dns/ask-in-turn.ts";
import type { Section } from "../dns/dig-options.ts";
import { BIND_VERSION, messageSize, messageText, valueText } from "../dns/dig-text.ts";
import { isUnanswered, namesToTry, QUESTION_TYPES, readResolver, reverseName } from "../dns/resolver-file.ts";
import { isAddress } from "./http-text.ts";
import { notSimulated, optionTable, type ReadOptions, readOptions } from "./short-options.ts";

const OPTIONS = optionTable({
  done: "a A d N: R: s t: v V W:",
  inert: "4 i m: r U",
  missing: "6 c: C l p: T w",
});
const USAGE = `Usage: host [-aCdilrTvVw] [-c class] [-N ndots] [-t type] [-W time]
            [-R number] [-m flag] [-p port] hostname [server]
       -a is equivalent to -v -t ANY
       -A is like -a but omits RRSIG, NSEC, NSEC3
       -c specifies query class for non-IN data
       -C compares SOA records on authoritative nameservers
       -d is equivalent to -v
       -l lists all hosts in a domain, using AXFR
       -m set memory debugging flag (trace|record|usage)
       -N changes the number of dots allowed before root lookup is done
       -p specifies the port on the server to query
       -r disables recursive processing
       -R specifies number of retries for UDP packets
       -s a SERVFAIL response should stop query
       -t specifies the query type
       -T enables TCP/IP mode
       -U enables UDP mode
       -v enables verbose output
       -V print version number and exit
       -w specifies to wait forever for a reply
       -W specifies how long to wait for a reply
       -4 use IPv4 query transport only
       -6 use IPv6 query transport only`;

/** What is asked for without -t. */
const USUAL_TYPES: readonly DnsQuestion["type"][] = ["A", "AAAA", "MX"];
const TIMEOUT_S = 5;
const TRIES = 2;
/** Of a whole message. */
const SECTIONS: ReadonlySet<Section> = new Set([
  "comments",
  "question",
  "answer",
  "authority",
  "additional",
] as const);

const SENTENCES: Readonly<Record<DnsRecord["type"], string>> = {
  A: "has address",
  AAAA: "has IPv6 address",
  CNAME: "is an alias for",
  SRV: "has SRV record",
  PTR: "domain name pointer",
  SOA: "has SOA record",
};

interface Settings {
  readonly name: string;
  /** As typed. */
  readonly server: string | undefined;
  readonly types: readonly DnsQuestion["type"][];
  readonly isVerbose: boolean;
  readonly stopsAtFailure: boolean;
  readonly ndots: number | undefined;
  readonly tries: number;
  readonly timeoutS: number | undefined;
}

export function host(machine: Machine, network: NetworkClient): ShellCommand {
  return async (args, context) => {
    const settings = parse(args, machine);
    if ("exitCode" in settings) return settings;
    const { server, name, timeoutS } = settings;
    const address = server === undefined || isAddress(server) ? server : network.resolve(server);
    if (server !== undefined && address === undefined)
      return fail(1, `host: couldn't get address for '${server}': not found`);
    const resolver = await readResolver(context);
    const asking = {
      servers: address === undefined ? (resolver.servers ?? [network.nameServer]) : [address],
      timeoutMs: 1000 * (timeoutS ?? resolver.timeoutS ?? TIMEOUT_S),
      movesOn: { onFailure: !settings.stopsAtFailure, withoutRecursion: server === undefined },
      tells: "none" as const,
      signal: context.signal,
    };
    const ask = (question: DnsQuestion, tries: number) =>
      askInTurn(machine, network, question, { ...asking, tries });
    const search = { ...resolver, ndots: settings.ndots ?? resolver.ndots };
    const names = isAddress(name) ? [reverseName(name)] : namesToTry(name, search);
    const random = new Random(`host/${machine.hostname}/${machine.loop.now}/${args.join(" ")}`);
    return new Lookup(settings, address, ask, random).run(names);
  };
}

/** @returns what host says instead of asking. */
function parse(args: readonly string[], machine: Machine): Settings | ExecResult {
  const given = readOptions(args, OPTIONS);
  if (given.problem !== undefined) return fail(1, `host: ${ownWords(given)}\n${USAGE}`);
  const last = (key: string) => given.options.findLast(([letter]) => letter === key)?.[1];
  const has = (key: string) => last(key) !== undefined;
  if (has("V")) return succeed(`host ${machine.bindVersion ?? BIND_VERSION}\n`);
  const asked = last("t");
  const type = QUESTION_TYPES.find((known) => known === asked?.toUpperCase());
  if (asked !== undefined && type === undefined) return fail(2, `host: invalid type: ${asked}\n`);
  if (given.missing !== undefined) return notSimulated("host", given.missing);
  const [name, server] = given.operands;
  if (name === undefined) return fail(1, USAGE);
  const isAny = has("a") || has("A");
  const number = (key: string) => (has(key) ? Number.parseInt(last(key) ?? "", 10) || 0 : undefined);
  return {
    name,
    server,
    types: type !== undefined ? [type] : isAny ? ["ANY"] : isAddress(name) ? (["PTR"] as const) : USUAL_TYPES,
    isVerbose: isAny || has("v") || has("d"),
    stopsAtFailure: has("s"),
    ndots: number("N"),
    tries: 1 + (number("R") ?? TRIES - 1),
    timeoutS: has("W") ? Math.max(1, number("W") ?? 1) : undefined,
  };
}

/** Its own getopt says it otherwise. */
function ownWords({ problem = "" }: ReadOptions): string {
  const letter = /'(.)'$/.exec(problem)?.[1] ?? "-";
  return problem.startsWith("option requires")
    ? `option requires an argument -- ${letter}`
    : `illegal option -- ${letter}`;
}

/** One command line. */
class Lookup {
  readonly #settings: Settings;
  readonly #address: string | undefined;
  readonly #ask: (question: DnsQuestion, tries: number) => Promise<Asked>;
  readonly #random: Random;
  #text = "";
  #hasHead = false;

  constructor(
    settings: Settings,
    address: string | undefined,
    ask: (question: DnsQuestion, tries: number) => Promise<Asked>,
    random: Random,
  ) {
    this.#settings = settings;
    this.#address = address;
    this.#ask = ask;
    this.#random = random;
  }

  /** Stops at the first name that exists. */
  async run(names: readonly string[]): Promise<ExecResult> {
    const { types, name: typed, tries } = this.#settings;
    const [first = "A", ...others] = types;
    let triesLeft = tries;
    let hasFailed = false;
    let last: Asked | undefined;
    for (const name of names) {
      this.#trying(name);
      const question = { name, type: first };
      last = await this.#ask(question, triesLeft);
      ({ triesLeft } = last);
      this.#text += last.said;
      if (isUnanswered(last.answer)) return this.#end(1, ";; no servers could be reached\n");
      hasFailed ||= last.answer.status === "SERVFAIL";
      if (last.answer.status !== "NOERROR") continue;
      this.#tell(question, last);
      const alias = last.answer.records.findLast(({ type }) => type === "CNAME")?.value ?? name;
      for (const type of others) {
        this.#trying(alias);
        const more = { name: alias, type };
        const asked = await this.#ask(more, tries);
        this.#text += asked.said;
        if (isUnanswered(asked.answer)) return this.#end(1, ";; no servers could be reached\n");
        this.#tell(more, asked);
      }
      return this.#end(0, "");
    }
    this.#head();
    const shown = isAddress(typed) && first === "PTR" ? `${names[0]}.` : typed;
    const why = hasFailed ? "2(SERVFAIL)" : "3(NXDOMAIN)";
    return this.#end(
      1,
      `Host ${shown} not found: ${why}\n${this.#received({ name: names.at(-1) ?? "", type: first }, last)}`,
    );
  }

  #end(exitCode: number, text: string): ExecResult {
    return { stdout: this.#text + text, stderr: "", exitCode };
  }

  #trying(name: string): void {
    if (this.#settings.isVerbose) this.#text += `Trying "${name}"\n`;
  }

  /** Before the first answer, if a server was named. */
  #head(): void {
    const { server } = this.#settings;
    if (server !== undefined && !this.#hasHead)
      this.#text += `Using domain server:\nName: ${server}\nAddress: ${this.#address}#53\nAliases: \n\n`;
    this.#hasHead = true;
  }

  #tell(question: DnsQuestion, asked: Asked): void {
    this.#head();
    const { records } = asked.answer;
    if (this.#settings.isVerbose) {
      const message = { question, answer: asked.answer, id: this.#random.int(65_536), cookie: "" };
      this.#text +=
        messageText(message, SECTIONS, { hasEdns: false, warns: false }) + this.#received(question, asked);
      return;
    }
    const isOnly = this.#settings.types.length === 1;
    if (isOnly && records.length === 0) this.#text += `${question.name} has no ${question.type} record\n`;
    for (const record of records)
      this.#text += `${record.name} ${SENTENCES[record.type]} ${valueText(record)}\n`;
  }

  #received(question: DnsQuestion, asked: Asked | undefined): string {
    if (!this.#settings.isVerbose || asked === undefined) return "";
    const { answer, server } = asked;
    const bytes = messageSize({ question, answer, id: 0, cookie: "" }, false);
    return `Received ${bytes} bytes from ${server}#53 in 0 ms\n`;
  }
}
