/** Whether a request gets an answer at all. */

import { Route } from "../check/context.ts";
import { diagnose } from "../diagnosis/index.ts";
import { question } from "./question.ts";
import { failure, send, tally } from "./send.ts";

declare global {
  namespace Chai {
    interface Assertion {
      /** `await expect(client.to("http://web")).to.be.reachable()`: three requests in a row are answered, with whatever status. */
      reachable(): Promise<void>;
    }
  }
}

/** More than one, because of several endpoints only one may be dead. */
const REQUESTS = 3;

export const reachable = question("reachable", Route, async (route: Route) => {
  const replies = await send(route, REQUESTS);
  const why = failure(route, replies);
  const answered = { en: `${route.url} answered`, ko: `${route.url}이(가) 응답했습니다` };
  return {
    holds: why === undefined,
    why: why ?? answered,
    whyNot: answered,
    finding: why && diagnose(route.service, route.port),
    expected: "an answer",
    actual: why === undefined ? tally(replies) : replies.at(-1)?.error?.code,
  };
});
