/** A process that is kept for the next job, for as long as its jobs end well. */
import type { Child, Ending, JobOptions } from "./child-process.ts";

export class KeptChild<Message extends { readonly type: string }> {
  readonly #start: () => Child<Message>;
  #child: Child<Message> | undefined;

  constructor(start: () => Child<Message>) {
    this.#start = start;
  }

  /** @throws ProcessFault, as Child. */
  async run(job: unknown, options: JobOptions<Message>): Promise<Ending> {
    this.#child ??= this.#start();
    try {
      const ending = await this.#child.run(job, options);
      if (ending.kind !== "done") this.end();
      return ending;
    } catch (error) {
      this.end();
      throw error;
    }
  }

  /** The next job has a process of its own. */
  end(): void {
    this.#child?.kill();
    this.#child = undefined;
  }
}
