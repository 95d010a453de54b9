/** Traffic that runs while later cells act, with a line that tells how far it is. */
import { inspect } from "node:util";
import type { Cluster } from "../cluster.ts";
import { toMs } from "../duration.ts";
import type { Hop } from "../network/http.ts";
import type { BackgroundTraffic, BackgroundTrafficOptions } from "../traffic.ts";
import { type LiveDisplay, openDisplay } from "./display.ts";
import type { Language } from "./language.ts";
import { isAnswered, isLost } from "./outcomes.ts";
import { spanOf } from "./spans.ts";
import { inTurn } from "./turns.ts";

export interface LabTrafficOptions extends Omit<BackgroundTrafficOptions, "every" | "timeout" | "onHop"> {
  /** Simulated time between two requests: milliseconds or `1s`. Default `100ms`. */
  readonly every?: number | string;
  /** How long a client waits for its answer. Default `2s`. */
  readonly timeout?: number | string;
}

const EVERY_DEFAULT = "100ms";
const TIMEOUT_DEFAULT = "2s";
/** How often a person sees it move. */
const UPDATE_MS = 100;
/** How far time goes at once while the last answers are awaited. */
const STEP_MS = 1_000;

const TEXTS = {
  ko: {
    running: (count: number, ended: number, lost: number) =>
      `트래픽: 요청 ${count}개 가운데 ${ended}개가 끝났습니다. 실패 ${lost}개.`,
    ended: (count: number, span: string, failures: Failures) =>
      `트래픽: ${span} 동안 요청 ${count}개. 응답 ${count - sumOf(failures)}개, 실패 ${sumOf(failures)}개${listed(
        failures,
        {
          refused: (many) => `연결 거절 ${many}`,
          timedOut: (many) => `시간 초과 ${many}`,
          errors: (many) => `서버 오류 ${many}`,
          others: (many) => `그 밖의 실패 ${many}`,
        },
      )}.`,
  },
  en: {
    running: (count: number, ended: number, lost: number) =>
      `Traffic: ${ended} of ${count} requests have ended, ${lost} of them failed.`,
    ended: (count: number, span: string, failures: Failures) =>
      `Traffic: ${count} requests in ${span}. ${count - sumOf(failures)} were answered, ${sumOf(failures)} failed${listed(
        failures,
        {
          refused: (many) => `${many} refused`,
          timedOut: (many) => `${many} timed out`,
          errors: (many) => `${many} with an error of the server`,
          others: (many) => `${many} in another way`,
        },
      )}.`,
  },
} as const;

export class LabTraffic {
  readonly #cluster: Cluster;
  readonly #language: Language;
  readonly #display: LiveDisplay = openDisplay();
  readonly #traffic: BackgroundTraffic;
  readonly #span: string;
  /** In simulated milliseconds since the cluster's start. */
  readonly startedAt: number;
  #shownAt = 0;

  /** @throws RangeError for a number out of range, or a destination that is none; ApiError for a client that is not there. */
  constructor(cluster: Cluster, options: LabTrafficOptions, language: Language) {
    const every = options.every ?? EVERY_DEFAULT;
    this.#cluster = cluster;
    this.startedAt = cluster.now;
    this.#language = language;
    this.#traffic = cluster.startTraffic({
      timeout: TIMEOUT_DEFAULT,
      ...options,
      every,
      onHop: () => this.#show(),
    });
    this.#span = spanOf(toMs(options.for), language);
    this.#show();
  }

  /** Its requests that have ended, in the order in which they were started. */
  get hops(): readonly Hop[] {
    return this.#traffic.hops;
  }

  get isEnded(): boolean {
    return this.#traffic.isEnded;
  }

  /** Lets time pass until the last request has ended. */
  done(): Promise<void> {
    return inTurn(() => this.finish());
  }

  /** The same, for what has its turn already. */
  async finish(): Promise<void> {
    const restMs = this.#traffic.lastStartAt - this.#cluster.now;
    if (restMs > 0) await this.#cluster.advance(restMs);
    while (!this.isEnded) await this.#cluster.advance(STEP_MS);
  }

  /** A cell that ends with it has its line already. */
  [inspect.custom](): string {
    return "";
  }

  #show(): void {
    const now = performance.now();
    if (!this.isEnded && now - this.#shownAt < UPDATE_MS) return;
    this.#shownAt = now;
    const { hops } = this;
    const { count } = this.#traffic;
    const words = TEXTS[this.#language];
    if (this.isEnded) this.#display.end(words.ended(count, this.#span, failuresIn(hops)));
    else
      this.#display.update(
        words.running(count, hops.length, hops.filter(isLost).length),
        hops.length / count,
      );
  }
}

interface Failures {
  readonly refused: number;
  readonly timedOut: number;
  /** Answers with an error of the server. */
  readonly errors: number;
  readonly others: number;
}

function failuresIn(hops: readonly Hop[]): Failures {
  const lost = hops.filter(isLost);
  const refused = lost.filter(({ error }) => error === "ECONNREFUSED").length;
  const timedOut = lost.filter(({ error }) => error === "ETIMEDOUT").length;
  const errors = lost.filter(isAnswered).length;
  return { refused, timedOut, errors, others: lost.length - refused - timedOut - errors };
}

function sumOf(failures: Failures): number {
  return Object.values(failures).reduce((sum: number, count: number) => sum + count, 0);
}

/** `2 refused, 1 timed out`: what happened at all. */
function listed(
  failures: Failures,
  words: Readonly<Record<keyof Failures, (count: number) => string>>,
): string {
  const kinds = Object.keys(words) as (keyof Failures)[];
  const parts = kinds.filter((kind) => failures[kind] > 0).map((kind) => words[kind](failures[kind]));
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}
