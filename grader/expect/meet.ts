/** Whether one Pod is among those that answer: enough requests are sent to meet all that there are. */
import type { Pod, Reply } from "service-bootcamp";
import { addFalseAlarm } from "../check/chance.ts";
import { endpointsForwarded } from "../check/forwarding.ts";
import { Route } from "../check/subjects.ts";
import { diagnoseRoute } from "../diagnosis/index.ts";
import { question } from "./question.ts";
import { chanceToMiss, requestsToMeetAll } from "./sample-size.ts";
import { failure, type SendOptions, send, tally } from "./send.ts";

declare global {
  namespace Chai {
    interface Assertion {
      /**
       * `await expect(client.to("http://web")).to.meet(pod)`: that very Pod, by its uid, answers some of the requests, and no request
       * fails. With `not`, it answers none of them; whether others do is another question.
       */
      meet(pod: Pod, options?: SendOptions): Promise<void>;
    }
  }
}

export const meet = question("meet", Route, async (route: Route, pod: Pod, options?: SendOptions) => {
  const endpoints = endpointsForwarded(route.service).length + 1;
  const replies: Reply[] = [];
  const requests = route.takesTurns ? 2 * endpoints : requestsToMeetAll(endpoints);
  for (let sent = 0; sent < requests; sent++) replies.push(...(await send(route, 1)));
  addFalseAlarm(route.cluster, chanceToMiss(requests, endpoints));
  const { name, uid } = pod.metadata;
  const met = replies.filter(({ server }) => server?.kind === "pod" && server.uid === uid).length;
  const failed = failure(route, replies, options);
  return {
    holds: met > 0 && failed === undefined,
    why: failed ?? {
      en: `${replies.length} requests to ${route.url} were sent, and Pod ${name} answered none of them`,
      ko: `${route.url}에 보낸 요청 ${replies.length}개 중 파드 ${name}이(가) 응답한 것이 없습니다`,
    },
    whyNot: {
      en: `Pod ${name} answered ${met} of ${replies.length} requests to ${route.url}`,
      ko: `${route.url}에 보낸 요청 ${replies.length}개 중 ${met}개에 파드 ${name}이(가) 응답했습니다`,
    },
    finding: failed && (() => diagnoseRoute(route)),
    expected: name,
    actual: tally(replies),
  };
});
