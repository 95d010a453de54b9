/** busybox's `nslookup` since 1.29. Texts measured with 1.35. */
import type { ExecResult } from "../../api/api.ts";
import type { DnsAnswer, DnsQuestion, DnsRecord, NetworkClient } from "../../network/http.ts";
import { fail, type Machine, type ShellCommand } from "../command.ts";
import { authorityLines } from "../dns/nslookup-text.ts";
import { isUnanswered, QUESTION_TYPES, readResolver, reverseName } from "../dns/resolver-file.ts";
import { busyboxBanner } from "./busybox.ts";
import { isAddress } from "./http-text.ts";
import { notSimulated } from "./short-options.ts";

/** For each server, within which it asks twice. */
const TIMEOUT_S = 5;
const DNS_PORT = 53;
const USAGE = `
Usage: nslookup [-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]

Query DNS about HOST

QUERY_TYPE: soa,ns,a,aaaa,cname,mx,txt,ptr,srv,any`;
/** A beginning of a name is enough; of two that fit the first one counts. */
const NAMES = ["type", "querytype", "port", "retry", "debug", "timeout"] as const;

interface Settings {
  readonly name: string;
  readonly server: string | undefined;
  /** Empty: the program's own choice. */
  readonly types: readonly DnsQuestion["type"][];
  readonly isDebug: boolean;
  readonly timeoutMs: number;
}

export function busyboxNslookup(machine: Machine, network: NetworkClient): ShellCommand {
  return async (args, context) => {
    const settings = parse(args, machine);
    if ("exitCode" in settings) return settings;
    const { search, servers } = await readResolver(context);
    const { server: typed } = settings;
    const server = typed === undefined || isAddress(typed) ? typed : network.resolve(typed);
    if (typed !== undefined && server === undefined) return fail(1, `nslookup: bad address '${typed}'`);
    const asked = server === undefined ? (servers ?? [network.nameServer]) : [server];
    const questions = questionsOf(settings, search);
    let stderr = "";
    for (const each of asked) {
      const answers = questions.map((question) => network.query(question, each));
      const silent = answers.find(isUnanswered);
      if (silent === undefined) {
        const { stdout, exitCode } = told(questions, answers, each, settings.isDebug);
        return { stdout, stderr, exitCode };
      }
      // A refusal is seen by the next write to the socket; who writes once waits for what does not come.
      const isSeenAtOnce = silent.status === "PORT_UNREACHABLE" && questions.length > 1;
      if (!isSeenAtOnce) await machine.loop.sleep(settings.timeoutMs, { signal: context.signal });
      if (isSeenAtOnce) stderr += `nslookup: write to '${each}': Connection refused\n`;
      else if (silent.status === "PORT_UNREACHABLE")
        stderr += "nslookup: read: Connection refused\n".repeat(2);
    }
    return { stdout: ";; connection timed out; no servers could be reached\n\n", stderr, exitCode: 1 };
  };
}

/** @returns what it says instead of asking. */
function parse(args: readonly string[], machine: Machine): Settings | ExecResult {
  const usage = fail(1, `${busyboxBanner(machine)}\n${USAGE}`);
  const types: DnsQuestion["type"][] = [];
  let isDebug = false;
  let timeoutS = TIMEOUT_S;
  let missing: string | undefined;
  const first = args.findIndex((arg) => !arg.startsWith("-"));
  const options = args.slice(0, first < 0 ? args.length : first);
  for (const option of options) {
    const [given = "", value = ""] = option.slice(1).split("=");
    const name = given === "t" ? "timeout" : NAMES.find((known) => given !== "" && known.startsWith(given));
    if (name === undefined) return usage;
    if (name === "debug") isDebug = true;
    else if (name === "type" || name === "querytype") {
      const type = QUESTION_TYPES.find((known) => known === value.toUpperCase());
      if (type === undefined) return fail(1, `nslookup: invalid query type "${value}"`);
      types.push(type);
    } else if (!/^\d+$/.test(value)) return fail(1, `nslookup: invalid number '${value}'`);
    else if (name === "timeout") timeoutS = Number(value);
    else if (name === "port" && Number(value) !== DNS_PORT) missing = option;
  }
  const [name, server, more] = args.slice(options.length);
  if (name === undefined || more !== undefined) return usage;
  if (missing !== undefined) return notSimulated("nslookup", missing);
  return { name, server, types, isDebug, timeoutMs: timeoutS * 1000 };
}

/** A name with a dot is asked for as it is; any other one with every suffix. */
function questionsOf({ name, types }: Settings, suffixes: readonly string[]): readonly DnsQuestion[] {
  const isReverse = isAddress(name) && types.length === 0;
  if (isReverse) return [{ name: reverseName(name), type: "PTR" }];
  const names =
    name.includes(".") || suffixes.length === 0
      ? [name.replace(/\.$/, "")]
      : suffixes.map((suffix) => `${name}.${suffix}`);
  const asked = types.length === 0 ? (["A", "AAAA"] as const) : types;
  return asked.flatMap((type) => names.map((each) => ({ name: each, type })));
}

/** Each answer is printed, and each miss is a failure. */
function told(
  questions: readonly DnsQuestion[],
  answers: readonly DnsAnswer[],
  server: string,
  isDebug: boolean,
): { readonly stdout: string; readonly exitCode: number } {
  let stdout = `Server:\t\t${server}\nAddress:\t${server}:53\n\n`;
  for (const [at, answer] of answers.entries()) {
    if (isDebug) stdout += `Query #${at} completed in 0ms:\n`;
    if (answer.status !== "NOERROR") {
      stdout += `** server can't find ${questions[at]?.name}: ${answer.status}\n\n`;
      continue;
    }
    if (answer.isAuthoritative !== true) stdout += "Non-authoritative answer:\n";
    else if (isDebug) stdout += "authoritative answer:\n";
    stdout += `${answer.records.map(recordText).join("")}\n`;
  }
  return { stdout, exitCode: answers.every(({ status }) => status === "NOERROR") ? 0 : 1 };
}

function recordText({ name, type, value }: DnsRecord): string {
  if (type === "A" || type === "AAAA") return `Name:\t${name}\nAddress: ${value}\n`;
  if (type === "CNAME") return `${name}\tcanonical name = ${value}\n`;
  if (type !== "SOA") return `${name}\t${type === "PTR" ? "name" : "service"} = ${value}\n`;
  return `${name}\n${authorityLines(value)}`;
}
