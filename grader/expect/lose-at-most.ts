/** How many requests are lost while something happens in the cluster. */
import { type Hop, toMs } from "service-bootcamp";
import { Route } from "../check/subjects.ts";
import type { Finding } from "../diagnosis/diagnosis.ts";
import { diagnoseRoute } from "../diagnosis/index.ts";
import { lostRequest } from "../diagnosis/lost-request.ts";
import { counted, type Text } from "../text.ts";
import { question } from "./question.ts";
import { detour, FAILURES, isLost } from "./send.ts";

declare global {
  namespace Chai {
    interface Assertion {
      /** `await expect(client.to("http://web")).to.loseAtMost(0, { of: "60s", while: update })`: requests without a good answer. */
      loseAtMost(count: number, options: LossOptions): Promise<void>;
    }
  }
}

export interface LossOptions {
  /** How long requests are sent, in simulated time. */
  readonly of: string;
  /** From one request to the next, in simulated time. Default 10 ms: each short moment without a server is met. */
  readonly every?: string;
  /** What happens meanwhile; it begins with the first request. */
  readonly while?: () => void;
}

/** Shorter than nodes need to hear of a change. */
const EVERY = "10ms";

export const loseAtMost = question(
  "loseAtMost",
  Route,
  async (route: Route, count: number, { of, every = EVERY, while: happen }: LossOptions) => {
    const sending = route.traffic(Math.ceil(toMs(of) / toMs(every)), every);
    happen?.();
    const hops = await sending;
    const lost = hops.filter(isLost);
    const astray = detour(route, hops);
    const [first] = lost;
    const told = first === undefined ? { en: "", ko: "" } : firstLoss(first, hops[0]?.at ?? 0);
    const wanted =
      count === 0
        ? { en: "none may be", ko: "하나도 잃으면 안 됩니다" }
        : { en: `at most ${count} may be`, ko: `${count}개까지만 잃어도 됩니다` };
    return {
      holds: lost.length <= count && astray === undefined,
      why: astray ?? {
        en: `${lost.length} of ${counted(hops.length, "request")} to ${route.url} were lost, and ${wanted.en}${told.en}`,
        ko: `${route.url}에 보낸 요청 ${hops.length}개 중 ${lost.length}개를 잃었습니다. ${wanted.ko}${told.ko}`,
      },
      whyNot: {
        en: `${lost.length} of ${counted(hops.length, "request")} to ${route.url} were lost`,
        ko: `${route.url}에 보낸 요청 ${hops.length}개 중 ${lost.length}개를 잃었습니다`,
      },
      finding: first && (() => findingOf(route, lost.find(hadNoServer) ?? first, lost.length < hops.length)),
      expected: { lostMax: count },
      actual: { lost: lost.length },
    };
  },
);

function firstLoss({ at, status, error }: Hop, begunAt: number): Text {
  const seconds = ((at - begunAt) / 1_000).toFixed(1);
  const what =
    error === undefined
      ? { en: `the answer had the status ${status}`, ko: `응답의 상태 코드가 ${status}입니다` }
      : FAILURES[error];
  return {
    en: `. The first one, after ${seconds} s: ${what.en}`,
    ko: `. 처음으로 잃은 요청은 ${seconds}초 뒤였고, ${what.ko}`,
  };
}

function hadNoServer({ error, endpoint }: Hop): boolean {
  return error !== undefined && endpoint === undefined;
}

/** What the state says of Pods that are as they should be, but for the moment. */
const PASSING = ["replicas", "target-port"];

/** @param isPassing whether other requests were answered. */
function findingOf(route: Route, lost: Hop, isPassing: boolean): Finding | undefined {
  const found = diagnoseRoute(route);
  const wasAnswered = lost.error === undefined;
  if (!isPassing || wasAnswered || (found !== undefined && !PASSING.includes(found.cause))) return found;
  return lostRequest(route.service, lost);
}
