/** BIND's `nslookup`, 9.18. Leaves out its prompt. */
import type { ExecResult } from "../../api/api.ts";
import type { DnsQuestion, NetworkClient } from "../../network/http.ts";
import { fail, type Machine, type ShellCommand, succeed } from "../command.ts";
import { type Asked, type Asking, askInTurn } from "../dns/ask-in-turn.ts";
import { BIND_VERSION } from "../dns/dig-text.ts";
import { type NslookupOptions, nslookupOptions } from "../dns/nslookup-options.ts";
import { answerLines, debugText } from "../dns/nslookup-text.ts";
import { isUnanswered, namesToTry, readResolver, reverseName } from "../dns/resolver-file.ts";
import { isAddress } from "./http-text.ts";
import { notSimulated } from "./short-options.ts";

const TRIES = 3;
const TIMEOUT_S = 5;

export function bindNslookup(machine: Machine, network: NetworkClient): ShellCommand {
  return async (args, context) => {
    const options = nslookupOptions(args);
    const [name, typed] = options.operands;
    if (options.hasVersion) return succeed(`nslookup ${machine.bindVersion ?? BIND_VERSION}\n`);
    if (options.missing !== undefined) return notSimulated("nslookup", options.missing);
    if (name === undefined)
      return fail(1, "nslookup: give a name to look up: the prompt of nslookup is not simulated");
    const resolver = await readResolver(context);
    const server = typed === undefined || isAddress(typed) ? typed : network.resolve(typed);
    if (typed !== undefined && server === undefined)
      return fail(1, `nslookup: couldn't get address for '${typed}': not found`);
    const asking: Asking = {
      servers: server === undefined ? (resolver.servers ?? [network.nameServer]) : [server],
      tries: options.tries ?? resolver.attempts ?? TRIES,
      timeoutMs: (options.timeoutS || (resolver.timeoutS ?? TIMEOUT_S)) * 1000,
      movesOn: { onFailure: true, withoutRecursion: server === undefined },
      // Older ones tell only of servers that they leave alone.
      tells: machine.bindVersion === undefined ? "all" : "moves",
      signal: context.signal,
    };
    const ask = (question: DnsQuestion, tries: number) =>
      askInTurn(machine, network, question, { ...asking, tries });
    const search = options.domain === undefined ? resolver.search : [options.domain];
    const names = options.usesSearch
      ? namesToTry(name, { search, ndots: options.ndots ?? resolver.ndots })
      : [name.replace(/\.$/, "")];
    const { stdout, ...ended } = await new Lookup(options, ask, asking.tries).run(name, names);
    return { stdout: options.said + stdout, ...ended };
  };
}

const NOBODY = ";; no servers could be reached\n\n";

/** One name of a command line. */
class Lookup {
  readonly #options: NslookupOptions;
  readonly #ask: (question: DnsQuestion, tries: number) => Promise<Asked>;
  readonly #tries: number;

  constructor(
    options: NslookupOptions,
    ask: (question: DnsQuestion, tries: number) => Promise<Asked>,
    tries: number,
  ) {
    this.#options = options;
    this.#ask = ask;
    this.#tries = tries;
  }

  /** Stops at the first name that exists. */
  async run(typed: string, names: readonly string[]): Promise<ExecResult> {
    const { type, isDebug } = this.#options;
    const isReverse = isAddress(typed);
    const hasHead = !isReverse || type !== undefined;
    const asked = isReverse ? [reverseName(typed)] : names;
    let text = "";
    let triesLeft = this.#tries;
    let hasMissed = false;
    for (const [at, name] of asked.entries()) {
      const question: DnsQuestion = { name, type: isReverse ? "PTR" : (type ?? "A") };
      const told = await this.#ask(question, triesLeft);
      ({ triesLeft } = told);
      text += told.said;
      if (isUnanswered(told.answer)) return ended(text + NOBODY, 1);
      const isLast = at === asked.length - 1;
      const isFound = told.answer.status === "NOERROR";
      if (!isFound && !isLast && !isDebug) continue;
      text += !hasHead ? "" : `Server:\t\t${told.server}\nAddress:\t${told.server}#53\n\n`;
      if (isDebug) text += debugText(question, told.answer);
      if (isFound) return ended(text + (await this.#found(question, told, isReverse)), hasMissed ? 1 : 0);
      hasMissed = true;
      const shown = isLast && !isReverse && !isDebug ? typed : name;
      text += `** server can't find ${shown}: ${told.answer.status}\n`;
      if (isLast) return ended(`${text}\n`, 1);
    }
    return ended(text, 1);
  }

  /** Without a type it asks for addresses of both families. */
  async #found({ name, type }: DnsQuestion, { answer }: Asked, isReverse: boolean): Promise<string> {
    const { records } = answer;
    const isDefault = this.#options.type === undefined;
    const isOwn = answer.isAuthoritative === true;
    let text = (isOwn || isReverse ? "" : "Non-authoritative answer:\n") + answerLines(records);
    let hasAnswer = records.length > 0;
    if (isDefault && !isReverse) {
      const alias = records.findLast((record) => record.type === "CNAME")?.value ?? name;
      const question: DnsQuestion = { name: alias, type: "AAAA" };
      const more = await this.#ask(question, this.#tries);
      text += more.said;
      if (isUnanswered(more.answer)) return text + NOBODY;
      if (this.#options.isDebug) text += debugText(question, more.answer);
      const own = more.answer.records.filter((record) => record.type === "AAAA");
      text += answerLines(own);
      hasAnswer ||= own.length > 0;
    }
    if (!hasAnswer) text += `*** Can't find ${name}: No answer\n`;
    if (!isOwn && type !== "A" && type !== "AAAA")
      text += `\nAuthoritative answers can be found from:\n${answerLines(answer.authority ?? [])}`;
    return `${text}\n`;
  }
}

const ended = (stdout: string, exitCode: number): ExecResult => ({ stdout, stderr: "", exitCode });
