/** Whether exactly these hosts outside answer: in turn where kube-proxy's mode takes turns, else each at least once (but for FALSE_ALARM_RATE). */

import type { Reply } from "service-bootcamp";
import { addFalseAlarm } from "../check/chance.ts";
import { Route } from "../check/subjects.ts";
import { diagnoseRoute } from "../diagnosis/index.ts";
import type { Text } from "../text.ts";
import { forwardingFault } from "./every-node.ts";
import { question } from "./question.ts";
import { chanceToMissOne, requestsToCount } from "./sample-size.ts";
import { failure, type SendOptions, send, tally } from "./send.ts";

declare global {
  namespace Chai {
    interface Assertion {
      /** `await expect(client.to("http://web")).to.alternateBetween(["192.0.2.1", "192.0.2.2"])`: hosts outside, by their addresses. */
      alternateBetween(hosts: readonly string[], options?: SendOptions): Promise<void>;
    }
  }
}

const TURNS = 3;

export const alternateBetween = question(
  "alternateBetween",
  Route,
  async (route: Route, hosts: readonly string[], options?: SendOptions) => {
    const inTurn = route.takesTurns;
    const replies = await send(route, inTurn ? TURNS * hosts.length : requestsToCount(hosts.length));
    addFalseAlarm(route.cluster, chanceToMissOne(replies.length, hosts.length));
    const failed = failure(route, replies, options) ?? impostor(route, replies);
    const order = replies.map(({ server }) => server?.ip ?? "");
    const met = [...new Set(order)].sort();
    const exactlyThese =
      met.length === hosts.length && [...hosts].sort().every((host, index) => host === met[index]);
    const byTurns =
      !inTurn || order.every((host, index) => index < hosts.length || host === order[index - hosts.length]);
    const uneven = exactlyThese && byTurns ? forwardingFault(route, hosts.length) : undefined;
    const all = hosts.join(", ");
    const told = (exactlyThese ? order : met).join(", ");
    return {
      holds: failed === undefined && exactlyThese && byTurns && uneven === undefined,
      why: failed ??
        uneven ?? {
          en: `requests to ${route.url} were answered by ${told}; ${all} must take turns`,
          ko: `${route.url}에 보낸 요청에 ${told}이(가) 응답했습니다. ${all}이(가) 번갈아 응답해야 합니다`,
        },
      whyNot: {
        en: `${all} take turns at ${route.url}`,
        ko: `${route.url}에서 ${all}이(가) 번갈아 응답합니다`,
      },
      finding: () => diagnoseRoute(route, { outside: hosts, takesTurns: true }),
      expected: hosts,
      actual: failed === undefined ? order : tally(replies),
    };
  },
);

/** Somebody inside the cluster, whatever its name is. */
function impostor({ url }: Route, replies: readonly Reply[]): Text | undefined {
  const server = replies.find(
    (reply) => reply.server !== undefined && reply.server.kind !== "outside",
  )?.server;
  if (server === undefined) return undefined;
  const who = server.kind === "pod" ? { en: "Pod", ko: "파드" } : { en: "node", ko: "노드" };
  return {
    en: `requests to ${url} were answered by the ${who.en} ${server.name} inside the cluster, not by a host outside`,
    ko: `${url}에 보낸 요청에 클러스터 밖의 호스트가 아니라 안의 ${who.ko} ${server.name}이(가) 응답했습니다`,
  };
}
