/**
 * What the engine lends a command: its own context. The engine would guard each object in it against commands of strangers, with a
 * signal of its own for each command; all commands here are ours, and the guard cost half the time of each.
 */

/** The engine's context of one command, as far as it is touched here. */
interface Context {
  readonly signal?: AbortSignal | undefined;
  exec?: Starter | undefined;
  origCommand?: Starter | undefined;
}

type Starter = (...given: never[]) => unknown;

/** @returns the context, and what the engine calls when the command has to end: the signal has said so by then. */
export function lentContext<T extends Context>(context: T): { readonly context: T; revoke(): void } {
  const { signal } = context;
  if (signal !== undefined) {
    context.exec = unlessStopped(signal, context.exec);
    context.origCommand = unlessStopped(signal, context.origCommand);
  }
  return { context, revoke() {} };
}

/** A command that was stopped starts no others. */
function unlessStopped(signal: AbortSignal, start: Starter | undefined): Starter | undefined {
  if (start === undefined) return undefined;
  return (...given) => {
    signal.throwIfAborted();
    return start(...given);
  };
}
