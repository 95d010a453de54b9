/**
 * Whether a client that was silent for some time is a new one to the Service: after each pause it may meet any server. Where endpoints
 * take turns it soon meets another one; where chance chooses, FALSE_ALARM_RATE is the chance to miss it.
 */

import { toMs } from "service-bootcamp";
import { addFalseAlarm } from "../check/chance.ts";
import { endpointsForwarded } from "../check/forwarding.ts";
import { Route } from "../check/subjects.ts";
import { diagnoseRoute } from "../diagnosis/index.ts";
import { durationText } from "../text.ts";
import { question } from "./question.ts";
import { chanceToMeetOne, requestsToTellApart } from "./sample-size.ts";
import { countServers, failure, type SendOptions, sendWithPauses, tally } from "./send.ts";

declare global {
  namespace Chai {
    interface Assertion {
      /** `await expect(client.to("http://web")).to.be.forgotten({ after: "90s" })`: the client meets another server after such pauses. */
      forgotten(options: ForgottenOptions): Promise<void>;
    }
  }
}

export interface ForgottenOptions extends SendOptions {
  /** Simulated time between two requests, as `cluster.advance` takes it. */
  readonly after: string;
}

/** The turn may come round to the same server once. */
const PAUSES_IN_TURN = 2;

export const forgotten = question(
  "forgotten",
  Route,
  async (route: Route, { after, ...options }: ForgottenOptions) => {
    const replies = await sendWithPauses(
      route,
      after,
      route.takesTurns ? PAUSES_IN_TURN : requestsToTellApart(2),
    );
    addFalseAlarm(route.cluster, chanceToMeetOne(replies.length, endpointsForwarded(route.service).length));
    const failed = failure(route, replies, options);
    const client = route.sender.label;
    const time = durationText(after);
    return {
      holds: failed === undefined && countServers(replies) > 1,
      why: failed ?? {
        en: `a client (${client}) that was silent for ${time.en} each time still met the same server, ${replies.length} times in a row`,
        ko: `${time.ko}씩 요청을 쉰 클라이언트(${client})가 ${replies.length}번 모두 같은 서버를 만났습니다`,
      },
      whyNot: failed ?? {
        en: `a client (${client}) that was silent for ${time.en} is a new one to the Service`,
        ko: `${time.ko} 동안 요청을 쉰 클라이언트(${client})를 서비스가 새 클라이언트로 봅니다`,
      },
      finding: () => diagnoseRoute(route, failed === undefined ? { forgets: toMs(after) / 1_000 } : {}),
      expected: { serversMin: 2 },
      actual: tally(replies),
    };
  },
);
