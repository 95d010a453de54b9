/** Whether exactly these servers answer: in turn where kube-proxy's mode takes turns, else each at least once (but for FALSE_ALARM_RATE). */

import { Route } from "../check/context.ts";
import { diagnose } from "../diagnosis/index.ts";
import { question } from "./question.ts";
import { requestsToCount } from "./sample-size.ts";
import { failure, send, tally } from "./send.ts";

declare global {
  namespace Chai {
    interface Assertion {
      /** `await expect(client.to("http://web")).to.alternateBetween(["192.0.2.1", "192.0.2.2"])`: Pod names, or addresses of hosts outside. */
      alternateBetween(servers: readonly string[]): Promise<void>;
    }
  }
}

const TURNS = 3;

export const alternateBetween = question(
  "alternateBetween",
  Route,
  async (route: Route, servers: readonly string[]) => {
    const inTurn = route.takesTurns;
    const replies = await send(route, inTurn ? TURNS * servers.length : requestsToCount(servers.length));
    const failed = failure(route, replies);
    const order = replies.map(({ servedBy }) => servedBy ?? "");
    const met = [...new Set(order)].sort();
    const exactlyThese =
      met.length === servers.length && [...servers].sort().every((server, index) => server === met[index]);
    const byTurns =
      !inTurn ||
      order.every((server, index) => index < servers.length || server === order[index - servers.length]);
    const both = servers.join(", ");
    return {
      holds: failed === undefined && exactlyThese && byTurns,
      why: failed ?? {
        en: `requests to ${route.url} were answered by ${order.join(", ")}; ${both} must take turns`,
        ko: `${route.url}에 보낸 요청에 ${order.join(", ")}이(가) 응답했습니다. ${both}이(가) 번갈아 응답해야 합니다`,
      },
      whyNot: {
        en: `${both} take turns at ${route.url}`,
        ko: `${route.url}에서 ${both}이(가) 번갈아 응답합니다`,
      },
      finding: diagnose(route.service, route.port),
      expected: servers,
      actual: failed === undefined ? order : tally(replies),
    };
  },
);
