/**
 * Whether requests are spread over exactly so many endpoints. Where kube-proxy's mode lets them take turns, a
 * turn is exact. Where chance chooses, enough requests are sent for each endpoint to be met, but for FALSE_ALARM_RATE.
 */

import { addFalseAlarm } from "../check/chance.ts";
import { Route } from "../check/subjects.ts";
import { diagnoseRoute } from "../diagnosis/index.ts";
import { counted } from "../text.ts";
import { forwardingFault } from "./every-node.ts";
import { question } from "./question.ts";
import { chanceToMissOne, requestsToCount } from "./sample-size.ts";
import { countServers, failure, type SendOptions, send, tally } from "./send.ts";

declare global {
  namespace Chai {
    interface Assertion {
      /** `await expect(client.to("http://web")).to.be.roundRobin(5)`: five different servers take turns, and nobody else answers. */
      roundRobin(endpoints: number, options?: SendOptions): Promise<void>;
    }
  }
}

const TURNS = 2;

export const roundRobin = question(
  "roundRobin",
  Route,
  async (route: Route, endpoints: number, options?: SendOptions) => {
    const inTurn = route.takesTurns;
    const replies = await send(route, inTurn ? TURNS * endpoints : requestsToCount(endpoints));
    addFalseAlarm(route.cluster, chanceToMissOne(replies.length, endpoints));
    const counts = tally(replies);
    const failed = failure(route, replies, options);
    const servers = countServers(replies);
    const even = !inTurn || Object.values(counts).every((count) => count === TURNS);
    const isUneven = servers === endpoints && !even;
    const uneven = servers === endpoints && even ? forwardingFault(route, endpoints) : undefined;
    return {
      holds: failed === undefined && servers === endpoints && even && uneven === undefined,
      why: failed ??
        uneven ?? {
          en: `${counted(replies.length, "request")} to ${route.url} were answered by ${counted(servers, "server")}${isUneven ? " in uneven numbers" : ""}, not ${inTurn ? "in turn " : ""}by ${endpoints}`,
          ko: `${route.url}에 보낸 요청 ${replies.length}개에 서버 ${servers}개가 ${isUneven ? "고르지 않게 " : ""}응답했습니다. ${endpoints}개가 ${inTurn ? "번갈아 " : "모두 "}응답해야 합니다`,
        },
      whyNot: {
        en: `${endpoints} servers take turns at ${route.url}`,
        ko: `${route.url}에서 서버 ${endpoints}개가 번갈아 응답합니다`,
      },
      finding: () => diagnoseRoute(route, { endpoints, takesTurns: true }),
      expected: inTurn ? { servers: endpoints, requestsEach: TURNS } : { servers: endpoints },
      actual: counts,
    };
  },
);
