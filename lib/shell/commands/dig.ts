/**
 * `dig`, as BIND 9.18 has it: the whole message, or `+short`. Texts measured with 9.18. Leaves out other classes and
 * transports, DNSSEC, batches and `+trace`; an option counts for all names of a line.
 */
import type { ExecResult } from "../../api/api.ts";
import type { DnsAnswer, DnsQuestion, NetworkClient } from "../../network/http.ts";
import { Random } from "../../sim/random.ts";
import { fail, type Machine, type ShellCommand, type ShellCommandContext } from "../command.ts";
import { type DigOptions, parseDig } from "../dns/dig-options.ts";
import { type DnsMessage, messageSize, messageText, valueText } from "../dns/dig-text.ts";
import {
  isUnanswered,
  namesToTry,
  type ResolverFile,
  readResolver,
  unreachedText,
} from "../dns/resolver-file.ts";
import { isAddress } from "./http-text.ts";
import { formatTime } from "./time-format.ts";

const VERSION = "9.18.39";
/** dig's own codes: wrong usage, and no server that answers. */
const WRONG_USAGE = 1;
const NO_REPLY = 9;

export function dig(machine: Machine, network: NetworkClient): ShellCommand {
  return async (args, context) => {
    const options = parseDig(args);
    if ("refusal" in options) return { stdout: "", stderr: options.refusal, exitCode: WRONG_USAGE };
    if (options.hasVersion) return { stdout: "", stderr: `DiG ${VERSION}\n`, exitCode: 0 };
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
    const { server: typed, names, warnings } = this.#options;
    const server =
      typed === undefined || isAddress(typed)
        ? (typed ?? this.#network.nameServer)
        : this.#network.resolve(typed);
    if (server === undefined) return fail(WRONG_USAGE, `dig: couldn't get address for '${typed}': not found`);
    const resolver = await readResolver(context);
    let text = "";
    for (const { name, type } of names) {
      const told = this.#look(name, type, resolver, server);
      if (typeof told !== "string") return this.#waitInVain(server, told);
      text += told;
    }
    return { stdout: text, stderr: warnings, exitCode: 0 };
  }

  /** @returns what dig prints, or that the server did not answer. */
  #look(name: string, type: DnsQuestion["type"], resolver: ResolverFile, server: string): string | DnsAnswer {
    const { usesSearch, showsSearch } = this.#options;
    const tried = (usesSearch ? namesToTry(name, resolver) : [name]).map((each) => ({
      each,
      question: { name: each, type },
    }));
    let text = "";
    for (const [at, { question }] of tried.entries()) {
      const answer = this.#network.query(question, server);
      if (isUnanswered(answer)) return answer;
      const isLast = answer.status === "NOERROR" || at === tried.length - 1;
      const message: DnsMessage = {
        question,
        answer,
        id: this.#random.int(65_536),
        cookie: this.#random.hex(16),
      };
      if (isLast || showsSearch) text += this.#tell(message, server);
      if (isLast) break;
    }
    return text;
  }

  #tell(message: DnsMessage, server: string): string {
    const { isShort, shows } = this.#options;
    if (isShort) return message.answer.records.map((record) => `${valueText(record)}\n`).join("");
    const got = shows.has("comments") ? ";; Got answer:\n" : "";
    return (
      (shows.has("cmd") ? this.#banner() : "") +
      got +
      messageText(message, shows, true) +
      (shows.has("stats") ? this.#stats(message, server) : "")
    );
  }

  #banner(): string {
    const found = this.#options.server === undefined ? "" : "; (1 server found)\n";
    return `\n; <<>> DiG ${VERSION} <<>>${this.#args.map((arg) => ` ${arg}`).join("")}\n${found};; global options: +cmd\n`;
  }

  #stats(message: DnsMessage, server: string): string {
    const { epochMs, loop } = this.#machine;
    const when = formatTime("%a %b %d %H:%M:%S UTC %Y", epochMs + loop.now);
    return `;; Query time: 0 msec\n;; SERVER: ${server}#53(${server}) (UDP)\n;; WHEN: ${when}\n;; MSG SIZE  rcvd: ${messageSize(message, true)}\n\n`;
  }

  async #waitInVain(server: string, answer: DnsAnswer): Promise<ExecResult> {
    const { timeoutMs, tries, isShort, shows } = this.#options;
    if (answer.status === "NO_REPLY") await this.#machine.loop.sleep(timeoutMs * tries);
    const attempts = unreachedText(answer, server, tries);
    return {
      stdout: `${attempts}${isShort || !shows.has("cmd") ? "" : this.#banner()};; no servers could be reached\n`,
      stderr: "",
      exitCode: NO_REPLY,
    };
  }
}
