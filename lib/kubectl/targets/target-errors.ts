/**
 * What goes wrong with many objects, one after the other. Models ContinueOnErrorVisitor around EagerVisitorList of
 * cli-runtime/pkg/resource, and their use of apimachinery/pkg/util/errors.
 */
import { Aggregate, leaves } from "../verb.ts";

export class TargetErrors {
  readonly #ofTargets: unknown[];
  readonly #ofSources: unknown[] = [];

  /** @param before what went wrong already, if anything */
  constructor(before?: unknown) {
    this.#ofTargets = before === undefined ? [] : [before];
  }

  /** An object that cannot be had, or with which something went wrong. */
  add(error: unknown): void {
    this.#ofTargets.push(error);
  }

  /** A list or a manifest that cannot be had: those are one error together, behind the objects'. */
  addOfSource(error: unknown): void {
    this.#ofSources.push(error);
  }

  /** Runs `work`, and goes on where it fails. */
  async collect(work: () => Promise<void> | void): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.add(error);
    }
  }

  /** Undefined when all went well, one error as it is, several as an Aggregate. */
  get error(): unknown {
    const all = [
      ...this.#ofTargets,
      ...(this.#ofSources.length === 0 ? [] : [new Aggregate(this.#ofSources)]),
    ];
    return all.length > 1 ? new Aggregate(all) : all[0];
  }
}

/** @throws the error, if there is one */
export function throwAny(error: unknown): void {
  if (error !== undefined) throw error;
}

/** @throws Aggregate of those that are errors. Models NewAggregate */
export function throwAggregate(errors: readonly unknown[]): void {
  const all = errors.filter((error) => error !== undefined);
  if (all.length > 0) throw new Aggregate(all);
}

/** @throws Aggregate of what they are made of. Models Reduce of Flatten */
export function throwFlattened(errors: readonly unknown[]): void {
  throwAggregate(leaves(errors));
}

/** Without the errors that do not count. Models FilterOut */
export function filterOut(error: unknown, isIgnored: (error: unknown) => boolean): unknown {
  if (!(error instanceof Aggregate)) return isIgnored(error) ? undefined : error;
  const kept = error.errors.map((each) => filterOut(each, isIgnored)).filter((each) => each !== undefined);
  return kept.length === 0 ? undefined : new Aggregate(kept);
}
