/** The grammar of random command lines: how often each verb is drawn. */
import fc, { type Arbitrary } from "fast-check";
import * as changing from "./changing.ts";
import * as looking from "./looking.ts";
import * as making from "./making.ts";
import { type Phrase, wordsOf } from "./phrase.ts";

const COMMANDS_MAX = 25;

const weighted = (weight: number, ...phrases: readonly Phrase[]) => ({
  weight,
  arbitrary: fc.oneof(...phrases.map(wordsOf)),
});

const words = fc.oneof(
  weighted(8, looking.get),
  weighted(3, looking.describe),
  weighted(2, looking.logs),
  weighted(2, looking.exec),
  weighted(2, looking.wait),
  weighted(5, ...making.create),
  weighted(4, ...making.run),
  weighted(4, making.expose),
  weighted(4, making.apply),
  weighted(2, changing.deletion),
  weighted(4, changing.scale),
  weighted(4, ...changing.rollout),
  weighted(3, changing.label),
  weighted(1, changing.annotate),
  weighted(3, ...changing.patch),
  weighted(3, ...changing.set),
);

/** Command lines as text for a shell, that build on each other. */
export const commands: Arbitrary<string[]> = fc.array(
  words.map((line) => ["kubectl", ...line.map(shellWord)].join(" ")),
  { minLength: 1, maxLength: COMMANDS_MAX, size: "max" },
);

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
