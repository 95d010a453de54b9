/**
 * `dig`, as BIND 9.18 has it: the whole message, or `+short`. Texts measured with 9.18. Leaves out other classes and
 * transports, DNSSEC, batches and `+trace`; an option counts for all names of a line.
 */
import type { ExecResult } from "../../api/api.ts";
import type { DnsQuestion, NetworkClient } from "../../network/http.ts";
import { Random } from "../../sim/random.ts";
import { fail, type Machine, type ShellCommand, type ShellCommandContext } from "../command.ts";
import { type Asking, askInTurn } from "../dns/ask-in-turn.ts";
import { type DigOptions, parseDig } from "../dns/dig-options.ts";
import { BIND_VERSION, type DnsMessage, messageSize, messageText, valueText } from "../dns/dig-text.ts";
import { isUnanswered, namesToTry, type ResolverFile, readResolver } from "../dns/resolver-file.ts";
import { isAddress } from "./http-text.ts";
import { formatTime } from "./time-format.ts";

/** dig's own codes: wrong usage, and no server that answers. */
const WRONG_USAGE = 1;
const NO_REPLY = 9;
const TRIES = 3;
const TIMEOUT_S = 5;

export function dig(machine: Machine, network: NetworkClient): ShellCommand {
  return async (args, context) => {
    const options = parseDig(args);
    if ("refusal" in options) return { stdout: "", stderr: options.refusal, exitCode: options.exitCode };
    if (options.hasVersion)
      return { stdout: "", stderr: `DiG ${machine.bindVersion ?? BIND_VERSION}\n`, exitCode: 0 };
    return new Lookup(machine, network, options, args).run(context);
  };
}

/** One command line. */
class Lookup {
  readonly #machine: Machine;
  readonly #network: NetworkClient;
  readonly #options: DigOptions;
  readonly #args: readonly string[];
  readonly #random: Random;

  constructor(machine: Machine, network: NetworkClient, options: DigOptions, args: readonly string[]) {
    this.#machine = machine;
    this.#network = network;
    this.#options = options;
    this.#args = args;
    this.#random = new Random(`dig/${machine.hostname}/${machine.loop.now}/${args.join(" ")}`);
  }

  async run(context: ShellCommandContext): Promise<ExecResult> {
    const { server: typed, names, warnings, stopsAtFailure, protocol, ...options } = this.#options;
    const server = typed === undefined || isAddress(typed) ? typed : this.#network.resolve(typed);
    if (typed !== undefined && server === undefined)
      return fail(WRONG_USAGE, `dig: couldn't get address for '${typed}': not found`);
    const resolver = await readResolver(context);
    const asking: Asking = {
      servers: server === undefined ? (resolver.servers ?? [this.#network.nameServer]) : [server],
      tries: options.tries ?? resolver.attempts ?? TRIES,
      timeoutMs: options.timeoutMs ?? 1000 * (resolver.timeoutS ?? TIMEOUT_S),
      movesOn: { onFailure: !stopsAtFailure, withoutRecursion: false },
      tells: "moves",
      protocol,
      signal: context.signal,
    };
    let text = "";
    for (const { name, type } of names) {
      const { isAnswered, told } = await this.#look(name, type, resolver, asking);
      text += told;
      if (!isAnswered) return { stdout: text, stderr: warnings, exitCode: NO_REPLY };
    }
    return { stdout: text, stderr: warnings, exitCode: 0 };
  }

  async #look(
    name: string,
    type: DnsQuestion["type"],
    resolver: ResolverFile,
    asking: Asking,
  ): Promise<{ readonly isAnswered: boolean; readonly told: string }> {
    const { usesSearch, showsSearch, hasCookie, domain, ndots = resolver.ndots } = this.#options;
    const search = domain === undefined ? resolver.search : [domain];
    const tried = usesSearch ? namesToTry(name, { search, ndots }) : [name];
    let told = "";
    let triesLeft = asking.tries;
    for (const [at, each] of tried.entries()) {
      const question = { name: each, type };
      const asked = await askInTurn(this.#machine, this.#network, question, { ...asking, tries: triesLeft });
      const { answer, server, said } = asked;
      ({ triesLeft } = asked);
      told += said;
      if (isUnanswered(answer)) return { isAnswered: false, told: told + this.#nobody() };
      const isLast = answer.status === "NOERROR" || at === tried.length - 1;
      const id = this.#random.int(65_536);
      const message: DnsMessage = { question, answer, id, cookie: hasCookie ? this.#random.hex(16) : "" };
      if (isLast || showsSearch) told += this.#tell(message, server);
      if (isLast) break;
    }
    return { isAnswered: true, told };
  }

  #tell(message: DnsMessage, server: string): string {
    const { isShort, shows, hasEdns } = this.#options;
    if (isShort) return message.answer.records.map((record) => `${valueText(record)}\n`).join("");
    const got = shows.has("comments") ? ";; Got answer:\n" : "";
    return (
      (shows.has("cmd") ? this.#banner() : "") +
      got +
      messageText(message, shows, { hasEdns, warns: true }) +
      (shows.has("stats") ? this.#stats(message, server) : "")
    );
  }

  #banner(): string {
    const found = this.#options.server === undefined ? "" : "; (1 server found)\n";
    return `\n; <<>> DiG ${this.#machine.bindVersion ?? BIND_VERSION} <<>>${this.#args.map((arg) => ` ${arg}`).join("")}\n${found};; global options: +cmd\n`;
  }

  #stats(message: DnsMessage, server: string): string {
    const { epochMs, loop } = this.#machine;
    const when = formatTime("%a %b %d %H:%M:%S UTC %Y", epochMs + loop.now);
    const { protocol, hasEdns } = this.#options;
    return `;; Query time: 0 msec\n;; SERVER: ${server}#53(${server}) (${protocol})\n;; WHEN: ${when}\n;; MSG SIZE  rcvd: ${messageSize(message, hasEdns)}\n\n`;
  }

  #nobody(): string {
    const { isShort, shows } = this.#options;
    return `${isShort || !shows.has("cmd") ? "" : this.#banner()};; no servers could be reached\n`;
  }
}
