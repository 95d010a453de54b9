/** The hint of a failed check: what the cluster shows or the author says, then what the learner's commands were told. */
import type { Finding } from "../diagnosis/diagnosis.ts";
import type { Text } from "../text.ts";

/** The cause where an answer has the values of somebody else. */
export const ANOTHER_VARIANT = "another-variant";

/** How many answers of commands stand in one hint: the first ones, for the others often follow from them. */
const COMMANDS_MAX = 2;

export interface Hint {
  readonly hint: Text;
  /** The id of what was found; absent when nothing was. */
  readonly cause?: string | undefined;
}

/** @param said what the answers of the learner's commands mean, in their order. */
export function withCommands({ hint, cause }: Hint, said: readonly Finding[]): Hint {
  const more = said.filter((each) => !isSaid(each.cause, cause)).slice(0, COMMANDS_MAX);
  const all = [hint, ...more.map((each) => each.hint)];
  return {
    hint: { en: joined(all.map(({ en }) => en)), ko: joined(all.map(({ ko }) => ko)) },
    cause: cause ?? more[0]?.cause,
  };
}

/** Whatever else the cluster shows follows from it, so nothing else is said. */
export function ofAnotherVariant(foreign: Text): Hint {
  return { hint: foreign, cause: ANOTHER_VARIANT };
}

function joined(sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== "").join(". ");
}

/** That something is not there is said once. */
function isSaid(command: string, cause: string | undefined): boolean {
  return command === "not-found" && cause === "missing-service";
}
