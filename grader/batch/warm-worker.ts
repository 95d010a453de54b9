/** A learner's process that is kept for the next learner, which saves most of what a small submission costs. */
import type { Child, Ending, JobOptions } from "./child-process.ts";
import { type LearnerProcessOptions, startLearnerProcess } from "./learner-process.ts";
import type { Grading, Message } from "./messages.ts";

/** Learners that one process grades (learnersMax). */
const LEARNERS_MAX = 50;
/** Megabytes that a process may hold when it is done with a learner (warmMbMax); with more there is another one for the next. */
const WARM_MB_MAX = 400;

export class WarmWorker {
  readonly #options: LearnerProcessOptions;
  #process: Child<Message> | undefined;
  #graded = 0;

  constructor(options: LearnerProcessOptions) {
    this.#options = options;
  }

  /** @throws ProcessFault */
  async run(job: Grading, { onMessage, ...options }: JobOptions<Message>): Promise<Ending> {
    this.#process ??= startLearnerProcess(this.#options);
    let isLast = ++this.#graded >= LEARNERS_MAX;
    const watched = (message: Message): number => {
      if (message.type === "done" && message.residentMb > WARM_MB_MAX) isLast = true;
      return onMessage(message);
    };
    try {
      const ending = await this.#process.run(job, { ...options, onMessage: watched });
      if (ending.kind !== "done" || isLast) this.end();
      return ending;
    } catch (error) {
      this.end();
      throw error;
    }
  }

  end(): void {
    this.#process?.kill();
    this.#process = undefined;
    this.#graded = 0;
  }
}
