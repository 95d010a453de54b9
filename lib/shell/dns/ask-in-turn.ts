/**
 * How BIND's programs ask the servers of /etc/resolv.conf: the first one as often as they try at all, each later one once,
 * or as often as is left. Measured with 9.18.
 */
import type { DnsAnswer, DnsQuestion, NetworkClient } from "../../network/http.ts";
import type { Machine } from "../command.ts";
import { isUnanswered } from "./resolver-file.ts";

export interface Asking {
  readonly servers: readonly string[];
  readonly tries: number;
  readonly timeoutMs: number;
  /** Which answers send it on to the next server, if there are several. */
  readonly movesOn: {
    readonly onFailure: boolean;
    readonly withoutRecursion: boolean;
  };
  /** Whether it tells of such answers: of none, of those that sent it on, or of all. */
  readonly tells: "none" | "moves" | "all";
  readonly protocol?: "TCP" | "UDP";
  readonly signal?: AbortSignal | undefined;
}

export interface Asked {
  /** What the program says on its way to the answer. */
  readonly said: string;
  /** Of the last server that was asked. */
  readonly answer: DnsAnswer;
  readonly server: string;
  /** What is left of the tries: a search list goes on with them. */
  readonly triesLeft: number;
}

export async function askInTurn(
  { loop, background = false }: Machine,
  network: NetworkClient,
  question: DnsQuestion,
  { servers, tries, timeoutMs, movesOn, tells, protocol, signal }: Asking,
): Promise<Asked> {
  let triesLeft = tries;
  let said = "";
  let answer: DnsAnswer = { status: "NO_REPLY", records: [] };
  for (const [at, server] of servers.entries()) {
    const isLast = at === servers.length - 1;
    answer = network.query(question, server, protocol);
    while (isUnanswered(answer)) {
      const isSilent = answer.status === "NO_REPLY";
      if (isSilent) await loop.sleep(timeoutMs, { background, signal });
      said += `;; communications error to ${server}#53: ${isSilent ? "timed out" : "connection refused"}\n`;
      if (triesLeft <= 1) break;
      triesLeft--;
      answer = network.query(question, server, protocol);
    }
    if (isUnanswered(answer)) continue;
    const why =
      movesOn.onFailure && answer.status === "SERVFAIL"
        ? "Got SERVFAIL reply"
        : movesOn.withoutRecursion && answer.isAuthoritative === true
          ? "Got recursion not available"
          : undefined;
    if (why === undefined) return { said, answer, server, triesLeft };
    if (tells === "all" || (tells === "moves" && !isLast))
      said += `;; ${why} from ${server}${isLast ? "" : ", trying next server"}\n`;
    if (isLast) return { said, answer, server, triesLeft };
  }
  return { said, answer, server: servers.at(-1) ?? "", triesLeft };
}
