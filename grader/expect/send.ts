/** Sends the requests of a question, one after the other, and says in words what came back. */
import type { Reply } from "service-bootcamp";
import type { Route } from "../check/context.ts";
import type { Text } from "../text.ts";

/** Simulated time that a check's client waits for an answer. */
const TIMEOUT = "10s";

export async function send(route: Route, count: number): Promise<readonly Reply[]> {
  const replies: Reply[] = [];
  for (let sent = 0; sent < count; sent++) {
    const reply = await route.cluster.request({ from: route.from, url: route.url, timeout: TIMEOUT });
    replies.push(reply);
    if (reply.error !== undefined) break; // the next ones would fail in the same way
  }
  return replies;
}

/** Who answered how often, in the order of first answers. */
export function tally(replies: readonly Reply[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { servedBy } of replies)
    if (servedBy !== undefined) counts[servedBy] = (counts[servedBy] ?? 0) + 1;
  return counts;
}

const FAILURES: Readonly<Record<NonNullable<Reply["error"]>["code"], Text>> = {
  ENOTFOUND: { en: "the name could not be resolved", ko: "이름을 해석하지 못했습니다" },
  ECONNREFUSED: { en: "the connection was refused", ko: "연결이 거부되었습니다" },
  ETIMEDOUT: {
    en: "no answer came before the timeout",
    ko: "시간이 다 되도록 아무도 응답하지 않았습니다",
  },
  ECONNRESET: { en: "the connection was reset", ko: "연결이 끊어졌습니다" },
  EMPTY: {
    en: "the server closed the connection without an answer",
    ko: "서버가 응답 없이 연결을 닫았습니다",
  },
  EPROTO: {
    en: "the server and the client found no TLS connection that both accept",
    ko: "서버와 클라이언트가 서로 받아들일 수 있는 TLS 연결을 맺지 못했습니다",
  },
  EHOSTUNREACH: { en: "there is no route to the address", ko: "주소로 가는 경로가 없습니다" },
};

/** The failed request among these, in a sentence; undefined when all were answered. */
export function failure(route: Route, replies: readonly Reply[]): Text | undefined {
  const at = replies.findIndex(({ error }) => error !== undefined);
  const error = replies[at]?.error;
  if (error === undefined) return undefined;
  const { en, ko } = FAILURES[error.code];
  return {
    en: `request ${at + 1} to ${route.url} failed: ${en} (${error.message})`,
    ko: `${route.url}에 보낸 ${at + 1}번째 요청이 실패했습니다. ${ko} (${error.message})`,
  };
}
