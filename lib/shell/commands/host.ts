/** `host`, as BIND 9.18 has it: one sentence for each record. Texts measured with 9.18. Leaves out -v and -a. */
import type { ExecResult } from "../../api/api.ts";
import type { DnsAnswer, DnsQuestion, DnsRecord, NetworkClient } from "../../network/http.ts";
import { fail, type Machine, type ShellCommand } from "../command.ts";
import { valueText } from "../dns/dig-text.ts";
import {
  isUnanswered,
  namesToTry,
  QUESTION_TYPES,
  readResolver,
  reverseName,
  unreachedText,
} from "../dns/resolver-file.ts";
import { isAddress } from "./http-text.ts";

/** What is asked for without -t. */
const USUAL_TYPES: readonly DnsQuestion["type"][] = ["A", "AAAA", "MX"];
const TIMEOUT_MS = 5_000;
const TRIES = 2;

const SENTENCES: Readonly<Record<DnsRecord["type"], string>> = {
  A: "has address",
  AAAA: "has IPv6 address",
  CNAME: "is an alias for",
  SRV: "has SRV record",
  PTR: "domain name pointer",
  SOA: "has SOA record",
};

export function host(machine: Machine, network: NetworkClient): ShellCommand {
  return async (args, context) => {
    const lacking = args.find((arg) => /^-./.test(arg) && !/^-(?:t.*|[4rUw]+)$/.test(arg));
    if (lacking !== undefined)
      return fail(1, `host: ${lacking}: this option is not part of this simulation; dig shows whole answers`);
    const at = args.findIndex((arg) => arg.startsWith("-t"));
    const asked = at < 0 ? undefined : args[at] === "-t" ? args[at + 1] : args[at]?.slice(2);
    const type = QUESTION_TYPES.find((known) => known === asked?.toUpperCase());
    if (asked !== undefined && type === undefined) return fail(1, `host: invalid type: ${asked}\n`);
    const [name, server] = args.filter(
      (arg, index) => !arg.startsWith("-") && !(args[at] === "-t" && index === at + 1),
    );
    if (name === undefined)
      return fail(
        1,
        "Usage: host [-aCdilrTvVw] [-c class] [-N ndots] [-t type] [-W time]\n            [-R number] [-m flag] [-p port] hostname [server]",
      );
    const address = server === undefined || isAddress(server) ? server : network.resolve(server);
    if (server !== undefined && address === undefined)
      return fail(1, `host: couldn't get address for '${server}': not found`);
    const head =
      address === undefined
        ? ""
        : `Using domain server:\nName: ${server}\nAddress: ${address}#53\nAliases: \n\n`;
    const isReverse = isAddress(name);
    const names = isReverse ? [reverseName(name)] : namesToTry(name, await readResolver(context));
    const target = address ?? network.nameServer;
    const told = look(
      (question) => network.query(question, target),
      names,
      isReverse ? ["PTR"] : type === undefined ? USUAL_TYPES : [type],
      isReverse ? `${names[0]}.` : name,
    );
    return "status" in told ? waitInVain(machine, told, target) : { ...told, stdout: head + told.stdout };
  };
}

/** Stops at the first name that exists. @param typed how it is called when none does. @returns also that the server did not answer. */
function look(
  query: (question: DnsQuestion) => DnsAnswer,
  names: readonly string[],
  types: readonly DnsQuestion["type"][],
  typed: string,
): ExecResult | DnsAnswer {
  const [first = "A"] = types;
  let found: string | undefined;
  let hasFailed = false;
  for (const name of names) {
    const answer = query({ name, type: first });
    if (isUnanswered(answer)) return answer;
    hasFailed ||= answer.status === "SERVFAIL";
    found = answer.status === "NOERROR" ? name : undefined;
    if (found !== undefined) break;
  }
  if (found === undefined) {
    const why = hasFailed ? "2(SERVFAIL)" : "3(NXDOMAIN)";
    return { stdout: `Host ${typed} not found: ${why}\n`, stderr: "", exitCode: 1 };
  }
  const name = found;
  const records = types.flatMap((type) => query({ name, type }).records);
  const seen = new Set(
    records.map((record) => `${record.name} ${SENTENCES[record.type]} ${valueText(record)}\n`),
  );
  const stdout =
    seen.size === 0 && types.length === 1 ? `${found} has no ${first} record\n` : [...seen].join("");
  return { stdout, stderr: "", exitCode: 0 };
}

async function waitInVain(machine: Machine, answer: DnsAnswer, server: string): Promise<ExecResult> {
  if (answer.status === "NO_REPLY") await machine.loop.sleep(TIMEOUT_MS * TRIES);
  return {
    stdout: `${unreachedText(answer, server, TRIES)};; no servers could be reached\n`,
    stderr: "",
    exitCode: 1,
  };
}
