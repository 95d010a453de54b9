/**
 * Simulated time. One loop orders everything that happens in a cluster: timers by (due, sequence), and actors.
 *
 * An actor is asynchronous code that lives in simulated time: a learner's script, a shell in a Pod, one request.
 * Time stands still while any actor runs, and moves while all of them sleep or are parked. So a script may wait for
 * real input or output (a mocked host answering through Node's HTTP client) without a simulated millisecond passing.
 *
 * Knows no word of Kubernetes, and touches no clock of the host: `lib/http` drives the loop in real time from outside.
 */
import { onStop } from "./stop.ts";

export interface Timer {
  readonly due: number;
  cancel(): void;
}

export interface TimerOptions {
  /** Periodic work that never ends (probes, retries with long back-off): `settle` does not wait for it. */
  readonly background?: boolean;
}

export interface SleepOptions extends TimerOptions {
  /** Ends the sleep before its time. */
  readonly signal?: AbortSignal | undefined;
}

interface Entry extends Timer {
  readonly sequence: number;
  readonly background: boolean;
  run: (() => void) | undefined;
}

/** The loop ran out of a named budget, or of things to do while an actor still waits. */
export class LoopError extends Error {
  override readonly name = "LoopError";
}

const ENDLESS =
  "nothing is left to happen in the cluster, and the command still waits: to go on beside it, put & behind it";

export class Loop {
  /** Simulated milliseconds since the epoch of the cluster. */
  now = 0;
  /** In real time `run` only waits: who sets this also calls `advance` as the host's clock moves. */
  realTime = false;

  readonly #heap: Entry[] = [];
  #sequence = 0;
  #foreground = 0;
  #actors = 0;
  #eventsLeft = Number.POSITIVE_INFINITY;
  #eventsMax = Number.POSITIVE_INFINITY;
  #idle: (() => void)[] = [];

  /**
   * Bounds what may happen from now on, so that work without an end ends after as much of it on every machine. Whoever lets
   * time move then gets a LoopError. @param eventsMax timers that may fall due.
   */
  limitEvents(eventsMax: number): void {
    this.#eventsMax = eventsMax;
    this.#eventsLeft = eventsMax;
  }

  /** Calls `run` in `delayMs` simulated milliseconds; at equal times, in the order of scheduling. */
  schedule(delayMs: number, run: () => void, options: TimerOptions = {}): Timer {
    const background = options.background ?? false;
    const loop = this;
    const entry: Entry = {
      due: this.now + Math.max(0, delayMs),
      sequence: this.#sequence++,
      background,
      run,
      cancel() {
        if (entry.run === undefined) return;
        entry.run = undefined;
        if (!background) loop.#foreground--;
      },
    };
    if (!background) this.#foreground++;
    push(this.#heap, entry);
    return entry;
  }

  /** Starts an actor that nobody waits for, such as the process of a container. */
  spawn(work: () => Promise<unknown>): void {
    this.#actors++;
    void this.#left(work());
  }

  /** Runs an actor and lets time move for it until it is done. One that is alone, and done at once, takes no turn of the loop. */
  run<T>(work: () => T | Promise<T>): Promise<T> {
    const isAlone = this.#actors === 0;
    this.#actors++;
    const begun = begin(work);
    if (!isAlone || begun instanceof Promise) return this.#untilDone(begun);
    this.#leave();
    return Promise.resolve(begun);
  }

  /** Only inside an actor: lets `delayMs` simulated milliseconds pass. @throws the reason of the signal when it comes first. */
  sleep(delayMs: number, options: SleepOptions = {}): Promise<void> {
    let timer: Timer | undefined;
    const end = this.park((wake) => {
      timer = this.schedule(delayMs, wake, options);
    }, options.signal);
    return options.signal === undefined ? end : end.finally(() => timer?.cancel());
  }

  /** Only inside an actor: waits until something in the simulation calls `wake`. @throws the reason of the signal when it comes first. */
  park<T = void>(arrange: (wake: (value: T) => void) => void, signal?: AbortSignal): Promise<T> {
    if (signal !== undefined) return this.#parkUntilStopped(arrange, signal);
    return new Promise<T>((resolve) => {
      let woken = false;
      arrange((value) => {
        if (woken) return;
        woken = true;
        this.#actors++;
        resolve(value);
      });
      this.#leave();
    });
  }

  async #parkUntilStopped<T>(arrange: (wake: (value: T) => void) => void, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    let forget = (): void => {};
    const reached = await this.park<{ readonly value: T } | undefined>((wake) => {
      forget = onStop(signal, () => wake(undefined));
      arrange((value) => wake({ value }));
    });
    forget();
    if (reached === undefined) throw signal.reason;
    return reached.value;
  }

  /** Moves simulated time forward by `durationMs`, doing all that falls due. */
  async advance(durationMs: number): Promise<void> {
    const target = this.now + durationMs;
    // An actor that runs beside it moves time, too: what was due until then has been done when time is past it.
    while (this.now <= target) {
      if (this.#actors > 0) await this.#quiet();
      else if (this.#nextDue() <= target) this.#step();
      else break;
    }
    this.now = Math.max(this.now, target);
  }

  /** Runs until only background work is left. `limitMs`: the simulated time this may take. */
  async settle(limitMs = 3_600_000): Promise<void> {
    const limit = this.now + limitMs;
    while (true) {
      if (this.#actors > 0) await this.#quiet();
      else if (this.#foreground === 0) return;
      else if (this.#nextDue() > limit)
        throw new LoopError(
          `the cluster did not settle within ${limitMs / 1000} s of simulated time (settleLimit)`,
        );
      else this.#step();
    }
  }

  async #untilDone<T>(begun: T | Promise<T>): Promise<T> {
    let done = false;
    const work = async (): Promise<T> => {
      try {
        return await begun;
      } finally {
        done = true; // before the actor leaves, so that no further event comes between
      }
    };
    const result = this.#left(work());
    result.catch(() => {}); // awaited below; the pump may throw first
    if (!this.realTime) await this.#pump(() => done);
    return result;
  }

  async #left<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } finally {
      this.#leave();
    }
  }

  #leave(): void {
    this.#actors--;
    if (this.#actors > 0) return;
    const waiting = this.#idle;
    this.#idle = [];
    for (const wake of waiting) wake();
  }

  async #pump(done: () => boolean): Promise<void> {
    await null; // actors that the caller starts in one turn begin at the same simulated time
    while (true) {
      if (this.#actors > 0) await this.#quiet();
      else if (done()) return;
      else if (this.#nextDue() === Number.POSITIVE_INFINITY) throw new LoopError(ENDLESS);
      else this.#step();
    }
  }

  /** Resolves when every actor sleeps, is parked or has ended; whoever awaits it looks again, for another may have gone on. */
  #quiet(): Promise<void> {
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  #nextDue(): number {
    while (this.#heap[0] !== undefined && this.#heap[0].run === undefined) pop(this.#heap);
    return this.#heap[0]?.due ?? Number.POSITIVE_INFINITY;
  }

  #step(): void {
    if (this.#eventsLeft-- <= 0)
      throw new LoopError(`the cluster did more than it may: ${this.#eventsMax} events (eventsMax)`);
    const entry = pop(this.#heap);
    const run = entry?.run;
    if (entry === undefined || run === undefined) return;
    entry.run = undefined;
    if (!entry.background) this.#foreground--;
    this.now = Math.max(this.now, entry.due);
    run();
  }
}

function begin<T>(work: () => T | Promise<T>): T | Promise<T> {
  try {
    return work();
  } catch (error) {
    return Promise.reject(error);
  }
}

function before(a: Entry, b: Entry): boolean {
  return a.due < b.due || (a.due === b.due && a.sequence < b.sequence);
}

function push(heap: Entry[], entry: Entry): void {
  let at = heap.length;
  heap.push(entry);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent] as Entry;
    if (!before(entry, above)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = entry;
}

function pop(heap: Entry[]): Entry | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (top === undefined || last === undefined || heap.length === 0) return top;
  let at = 0;
  while (true) {
    const left = 2 * at + 1;
    if (left >= heap.length) break;
    const right = left + 1;
    const child = right < heap.length && before(heap[right] as Entry, heap[left] as Entry) ? right : left;
    if (!before(heap[child] as Entry, last)) break;
    heap[at] = heap[child] as Entry;
    at = child;
  }
  heap[at] = last;
  return top;
}
