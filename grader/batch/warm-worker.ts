/** A learner's process that is kept for the next learner, which saves most of what a small submission costs. */
import type { Isolation } from "../result.ts";
import type { Ending, JobOptions } from "./child-process.ts";
import { KeptChild } from "./kept-child.ts";
import { type LearnerProcessOptions, startLearnerProcess } from "./learner-process.ts";
import type { Job, Message } from "./messages.ts";

/** Answers that one process judges (judgedMax). The first hundred take twice the time of later ones, so there are many. */
const JUDGED_MAX = 2_000;
/** Megabytes that a process may hold when it is done with a learner (warmMbMax); with more there is another one for the next. */
const WARM_MB_MAX = 400;

export class WarmWorker {
  readonly isolation: Isolation;
  readonly #child: KeptChild<Message>;
  #judged = 0;

  constructor(options: LearnerProcessOptions) {
    this.isolation = options.isolation ?? "none";
    this.#child = new KeptChild(() => {
      this.#judged = 0;
      return startLearnerProcess(options);
    });
  }

  /** @throws ProcessFault */
  async run(job: Job, { onMessage, ...options }: JobOptions<Message>): Promise<Ending> {
    let residentMb = 0;
    const watched = (message: Message): number => {
      if (message.type === "exercise") this.#judged++;
      if (message.type === "done") residentMb = message.residentMb;
      return onMessage(message);
    };
    const ending = await this.#child.run(job, { ...options, onMessage: watched });
    if (this.#judged >= JUDGED_MAX || residentMb > WARM_MB_MAX) this.end();
    return ending;
  }

  end(): void {
    this.#child.end();
  }
}
