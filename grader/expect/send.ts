/** Sends the requests of a question, one after the other, and says in words what came back. */
import type { Hop, Reply } from "service-bootcamp";
import { identityOf, type Route } from "../check/subjects.ts";
import type { Text } from "../text.ts";
import { connectReason } from "./connect-reason.ts";

/** From here on a status says that something is wrong. */
export const BAD_STATUS_MIN = 400;

export interface SendOptions {
  /** The status that every answer must have. Default: any below 400. */
  readonly status?: number;
}

export async function send(route: Route, count: number): Promise<readonly Reply[]> {
  const replies: Reply[] = [];
  for (let sent = 0; sent < count; sent++) {
    const reply = await route.request();
    replies.push(reply);
    if (reply.error !== undefined) break; // the next ones would fail in the same way
  }
  return replies;
}

/** One request before each pause and after the last. @param pause simulated time, as `cluster.advance` takes it. */
export async function sendWithPauses(route: Route, pause: string, pauses: number): Promise<readonly Reply[]> {
  const replies = [...(await send(route, 1))];
  for (let done = 0; done < pauses; done++) {
    await route.cluster.advance(pause);
    replies.push(...(await send(route, 1)));
  }
  return replies;
}

/** Who answered, and through which Service: of a reply or of a hop. */
type Answered = Pick<Reply, "server" | "service">;

/** How many different servers answered. */
export function countServers(replies: readonly Answered[]): number {
  return new Set(replies.flatMap(({ server }) => (server === undefined ? [] : [identityOf(server)]))).size;
}

/** Who answered how often, in the order of first answers; two of one name are told apart by their addresses. */
export function tally(replies: readonly Answered[]): Readonly<Record<string, number>> {
  const identities = new Map<string, Set<string>>();
  for (const { server } of replies)
    if (server !== undefined)
      identities.set(server.name, (identities.get(server.name) ?? new Set()).add(identityOf(server)));
  const counts: Record<string, number> = {};
  for (const { server } of replies) {
    if (server === undefined) continue;
    const isAlone = identities.get(server.name)?.size === 1;
    const key = isAlone ? server.name : `${server.name} (${server.ip})`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

export const FAILURES: Readonly<Record<NonNullable<Reply["error"]>["code"], Text>> = {
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

/** Whether a request, as the cluster recorded it, got no good answer. */
export function isLost({ status = 0, error }: Hop): boolean {
  return error !== undefined || status >= BAD_STATUS_MIN;
}

/** What is wrong with one reply, in a few words; undefined when it is good. */
export function fault({ status, error }: Reply, wanted?: number): Text | undefined {
  if (error !== undefined) {
    const { en, ko } = FAILURES[error.code];
    const reason = connectReason(error.message);
    return { en: `${en} (${reason.en})`, ko: `${ko}. ${reason.ko}` };
  }
  const isGood = wanted === undefined ? status < BAD_STATUS_MIN : status === wanted;
  if (isGood) return undefined;
  const asked = {
    en: wanted === undefined ? "" : `, not ${wanted}`,
    ko: wanted === undefined ? "" : `. ${wanted}이어야 합니다`,
  };
  return {
    en: `the answer had the status ${status}${asked.en}`,
    ko: `응답의 상태 코드가 ${status}입니다${asked.ko}`,
  };
}

/** The failed request among these, in a sentence; undefined when all were answered well, by way of the Service that was asked. */
export function failure(
  route: Route,
  replies: readonly Reply[],
  { status }: SendOptions = {},
): Text | undefined {
  for (const [at, reply] of replies.entries()) {
    const wrong = fault(reply, status);
    if (wrong !== undefined)
      return {
        en: `request ${at + 1} to ${route.url} failed: ${wrong.en}`,
        ko: `${route.url}에 보낸 ${at + 1}번째 요청이 실패했습니다. ${wrong.ko}`,
      };
  }
  return detour(route, replies);
}

/** An address may belong to a second Service, which then takes the requests. */
export function detour(route: Route, replies: readonly Answered[]): Text | undefined {
  const { namespace, name, object } = route.service;
  // A name for another name takes no requests itself.
  if (object === undefined || object.spec.type === "ExternalName") return undefined;
  const other = replies.find(({ service = "" }) => service !== "" && service !== `${namespace}/${name}`);
  if (other === undefined) return undefined;
  return {
    en: `requests to ${route.url} did not go through Service ${name}, but through ${other.service}, which has taken its address`,
    ko: `${route.url}에 보낸 요청이 서비스 ${name}을(를) 거치지 않고, 그 주소를 차지한 ${other.service}을(를) 거쳤습니다`,
  };
}
