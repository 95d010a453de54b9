/**
 * The pace of a person at a prompt: simulated time between two top-level statements of a script.
 *
 * Time passes late: when a program that could notice it starts, and at the end of the script. So the statements
 * themselves are untouched, and `$?`, PIPESTATUS, `set -e`, `set -x` and line numbers are as without a pace.
 */
import type { Loop } from "../../sim/loop.ts";

/** A statement as the engine's parser gives it; it holds much more. */
interface Statement {
  deferredError?: { message: string; token: string };
}

export class Pace {
  readonly #loop: Loop;
  readonly #paceMs: number;
  #begun = 0;
  #paid = 0;
  #last = 0;

  constructor(loop: Loop, paceMs: number) {
    this.#loop = loop;
    this.#paceMs = paceMs;
  }

  /** Simulated milliseconds that the script is ahead of the clock. */
  get owedMs(): number {
    return (this.#begun - this.#paid) * this.#paceMs;
  }

  /** Whether the script came as far as its last statement. */
  get hasBegunLast(): boolean {
    return this.#begun >= this.#last;
  }

  /** Notices when each of the statements begins. */
  watch(statements: readonly Statement[]): void {
    this.#last = statements.length - 1;
    for (const [index, statement] of statements.entries()) {
      const error = statement.deferredError;
      // The interpreter reads this field first of all when it begins a statement, and never before.
      Object.defineProperty(statement, "deferredError", {
        get: () => {
          this.#begun = Math.max(this.#begun, index);
          return error;
        },
      });
    }
  }

  /** Lets the time pass that is owed. */
  async catchUp(): Promise<void> {
    const owedMs = this.owedMs;
    this.#paid = this.#begun;
    if (owedMs > 0) await this.#loop.sleep(owedMs);
  }
}
