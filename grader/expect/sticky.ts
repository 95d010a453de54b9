/**
 * Whether a client stays with the server that it met first. Enough requests are sent to notice a client that does not: where
 * endpoints take turns the second one goes elsewhere; where chance chooses, FALSE_ALARM_RATE is the chance to miss it.
 */

import { toMs } from "service-bootcamp";
import { Route } from "../check/subjects.ts";
import { diagnoseRoute } from "../diagnosis/index.ts";
import { counted, durationText } from "../text.ts";
import { question } from "./question.ts";
import { requestsToTellApart } from "./sample-size.ts";
import { countServers, failure, type SendOptions, send, sendWithPauses, tally } from "./send.ts";

declare global {
  namespace Chai {
    interface Assertion {
      /** `await expect(client.to("http://web")).to.be.sticky()`; with `{ pause: "1h" }` also after each pause of that simulated time. */
      sticky(options?: StickyOptions): Promise<void>;
    }
  }
}

export interface StickyOptions extends SendOptions {
  /** Simulated time between two requests, as `cluster.advance` takes it. */
  readonly pause?: string;
}

/** More than turns need, and as many as a person would try. */
const REQUESTS_IN_TURN = 6;
const PAUSES_IN_TURN = 2;

export const sticky = question(
  "sticky",
  Route,
  async (route: Route, { pause, ...options }: StickyOptions = {}) => {
    const replies =
      pause === undefined
        ? await send(route, route.takesTurns ? REQUESTS_IN_TURN : requestsToTellApart(2))
        : await sendWithPauses(route, pause, route.takesTurns ? PAUSES_IN_TURN : requestsToTellApart(2) - 1);
    const counts = tally(replies);
    const failed = failure(route, replies, options);
    const servers = countServers(replies);
    const client = route.sender.label;
    const paused =
      pause === undefined
        ? { en: "", ko: "" }
        : { en: ` with pauses of ${durationText(pause).en}`, ko: ` ${durationText(pause).ko}씩 쉬어 가며` };
    return {
      holds: failed === undefined && servers === 1,
      why: failed ?? {
        en: `${counted(replies.length, "request")} of one client (${client})${paused.en} were answered by ${counted(servers, "server")}, not by one`,
        ko: `한 클라이언트(${client})가${paused.ko} 보낸 요청 ${replies.length}개에 서버 ${servers}개가 응답했습니다. 하나여야 합니다`,
      },
      whyNot: {
        en: `one client (${client}) always meets the same server`,
        ko: `한 클라이언트(${client})가 늘 같은 서버를 만납니다`,
      },
      finding: () =>
        diagnoseRoute(route, failed === undefined ? { remembers: toMs(pause ?? 0) / 1_000 } : {}),
      expected: { servers: 1 },
      actual: counts,
    };
  },
);
