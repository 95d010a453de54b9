/** Whether a client that keeps its connection meets all servers: where connections stay open for ever, it meets one. */

import { Route } from "../check/subjects.ts";
import { diagnoseRoute } from "../diagnosis/index.ts";
import { counted } from "../text.ts";
import { question } from "./question.ts";
import { countServers, detour, isLost, tally } from "./send.ts";

declare global {
  namespace Chai {
    interface Assertion {
      /**
       * `await expect(client.to("http://web")).to.spread(4)`: a client sends 120 requests, one each second, and goes on using its
       * connection while the server allows it. So many servers answer, none of them more than half, and no request fails. Where
       * kube-proxy chooses at random, a client with few connections may miss a server: ask only in a mode that takes turns.
       */
      spread(servers: number): Promise<void>;
    }
  }
}

const REQUESTS = 120;
const EVERY = "1s";

export const spread = question("spread", Route, async (route: Route, servers: number) => {
  const { url } = route;
  const hops = await route.keptTraffic(REQUESTS, EVERY);
  const failed = hops.filter(isLost).length;
  const astray = detour(route, hops);
  const counts = tally(hops);
  const met = countServers(hops);
  const most = Math.max(0, ...Object.values(counts));
  return {
    holds: failed === 0 && astray === undefined && met === servers && most <= REQUESTS / 2,
    why:
      failed > 0
        ? {
            en: `${failed} of ${REQUESTS} requests to ${url} on a kept connection failed`,
            ko: `연결을 유지하며 ${url}에 보낸 요청 ${REQUESTS}개 중 ${failed}개가 실패했습니다`,
          }
        : (astray ?? {
            en: `a client that keeps its connection sent ${REQUESTS} requests to ${url}, and ${counted(met, "server")} answered, one of them ${most}; ${servers} must share them, none more than half`,
            ko: `연결을 유지하는 클라이언트가 ${url}에 보낸 요청 ${REQUESTS}개에 서버 ${met}개가 응답했고, 그중 하나가 ${most}개를 받았습니다. ${servers}개가 나누어 받고, 하나가 절반을 넘지 않아야 합니다`,
          }),
    finding: () => diagnoseRoute(route, { takesTurns: true }),
    expected: { servers, mostMax: REQUESTS / 2 },
    actual: counts,
  };
});
