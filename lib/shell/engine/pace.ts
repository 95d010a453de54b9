/**
 * The pace of a person at a prompt: simulated time between two top-level statements of a script.
 *
 * Time passes late: when a program that could notice it starts, and at the end of the script. So the statements
 * themselves are untouched, and `$?`, PIPESTATUS, `set -e`, `set -x` and line numbers are as without a pace.
 */
import type { StatementNode } from "just-bash";
import type { Loop } from "../../sim/loop.ts";

export class Pace {
  readonly #loop: Loop;
  readonly #paceMs: number;
  #begun = 0;
  #paid = 0;
  #last = 0;
  #order = new Map<StatementNode, number>();

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

  /** @param statements those of the script's top level, in their order */
  expect(statements: readonly StatementNode[]): void {
    this.#last = statements.length - 1;
    this.#order = new Map(statements.map((statement, index) => [statement, index]));
  }

  isOfTopLevel(statement: StatementNode): boolean {
    return this.#order.has(statement);
  }

  /** A statement begins, at the top level or inside another one. */
  begin(statement: StatementNode): void {
    this.#begun = Math.max(this.#begun, this.#order.get(statement) ?? 0);
  }

  /** Lets the time pass that is owed. */
  async catchUp(): Promise<void> {
    const owedMs = this.owedMs;
    this.#paid = this.#begun;
    if (owedMs > 0) await this.#loop.sleep(owedMs);
  }
}
