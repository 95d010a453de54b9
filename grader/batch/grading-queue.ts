/**
 * Who is graded next. Whoever takes a job has it for a while, its lease: when that runs out, somebody else may take it, and the first
 * result counts.
 */
export interface GradingQueue<Job> {
  enqueue(job: Job): Promise<void>;
  /** @returns the oldest job that nobody has; undefined when there is none, now. */
  claim(leaseMs: number): Promise<Lease<Job> | undefined>;
  /** @returns whether this result counts: false when the job has been completed before. */
  complete(lease: Lease<Job>): Promise<boolean>;
  /** The job is for somebody else. */
  giveUp(lease: Lease<Job>): Promise<void>;
}

export interface Lease<Job> {
  readonly id: number;
  readonly job: Job;
  /** When it runs out, in milliseconds of the queue's clock. */
  readonly until: number;
}

/** In the memory of one grader. */
export class EmbeddedQueue<Job> implements GradingQueue<Job> {
  readonly #now: () => number;
  /** What is not completed, the oldest first, each with its last lease. */
  readonly #open = new Map<number, Lease<Job>>();
  #enqueued = 0;

  /** @param now a clock in milliseconds that never goes back. */
  constructor(now: () => number) {
    this.#now = now;
  }

  async enqueue(job: Job): Promise<void> {
    const id = this.#enqueued++;
    this.#open.set(id, { id, job, until: this.#now() });
  }

  async claim(leaseMs: number): Promise<Lease<Job> | undefined> {
    const now = this.#now();
    for (const { id, job, until } of this.#open.values()) {
      if (until > now) continue;
      const lease = { id, job, until: now + leaseMs };
      this.#open.set(id, lease);
      return lease;
    }
    return undefined;
  }

  async complete({ id }: Lease<Job>): Promise<boolean> {
    return this.#open.delete(id);
  }

  async giveUp(lease: Lease<Job>): Promise<void> {
    // Somebody else may have it already.
    if (this.#open.get(lease.id) === lease) this.#open.set(lease.id, { ...lease, until: this.#now() });
  }
}
