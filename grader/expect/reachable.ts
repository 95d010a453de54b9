/** Whether a request gets a good answer. */

import { Route } from "../check/subjects.ts";
import { diagnoseRoute } from "../diagnosis/index.ts";
import { question } from "./question.ts";
import { failure, type SendOptions, send, tally } from "./send.ts";

declare global {
  namespace Chai {
    interface Assertion {
      /** `await expect(client.to("http://web")).to.be.reachable()`: three requests in a row get a good answer. */
      reachable(options?: SendOptions): Promise<void>;
    }
  }
}

/** More than one, because of several endpoints only one may be dead. */
const REQUESTS = 3;

export const reachable = question("reachable", Route, async (route: Route, options?: SendOptions) => {
  const replies = await send(route, REQUESTS);
  const why = failure(route, replies, options);
  const answered = { en: `${route.url} answered`, ko: `${route.url}이(가) 응답했습니다` };
  return {
    holds: why === undefined,
    why: why ?? answered,
    whyNot: answered,
    finding: why && (() => diagnoseRoute(route)),
    expected: "an answer",
    actual: why === undefined ? tally(replies) : replies.at(-1)?.error?.code,
  };
});
