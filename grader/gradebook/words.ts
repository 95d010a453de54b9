/** Words that stand for learners where reports are anonymous. The key is in the gradebook alone. */
import type { Db } from "./open.ts";

const COLOURS =
  "amber azure beige black blue brown coral cream cyan gold green grey indigo ivory jade khaki lemon lilac lime maroon mint navy olive orange peach pearl pink plum purple red rose ruby rust sand scarlet silver teal violet white yellow".split(
    " ",
  );
const ANIMALS =
  "ant badger bat bear beaver bee bison boar camel cat cod crab crane crow deer dingo dove duck eagle eel elk falcon finch fox frog gecko goat goose hare hawk heron horse ibex jay koala lark lion llama lynx mole moose moth mouse newt otter owl ox panda perch pike pony puma quail ram raven robin seal shark sheep snail stork swan tiger toad trout tuna vole wasp whale wolf wren yak zebra".split(
    " ",
  );

export async function wordsOf(
  db: Db,
  learners: readonly string[],
  draw: (below: number) => number,
): Promise<ReadonlyMap<string, string>> {
  return db.transaction().execute(async (transaction) => {
    // A transaction that writes first waits for another one; one that reads first would be refused.
    await transaction.updateTable("learners").set({ word: null }).where("word", "=", "").execute();
    const rows = await transaction.selectFrom("learners").select(["learner", "word"]).execute();
    const words = new Map(rows.map(({ learner, word }) => [learner, word]));
    const taken = new Set(words.values());
    for (const learner of learners) {
      if ((words.get(learner) ?? null) !== null) continue;
      const word = freeWord(taken, draw);
      taken.add(word);
      words.set(learner, word);
      await transaction.updateTable("learners").set({ word }).where("learner", "=", learner).execute();
    }
    return new Map(learners.map((learner) => [learner, words.get(learner) ?? ""]));
  });
}

/** A number behind it where the word is another learner's. */
function freeWord(taken: ReadonlySet<string | null>, draw: (below: number) => number): string {
  const word = `${COLOURS[draw(COLOURS.length)]}-${ANIMALS[draw(ANIMALS.length)]}`;
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? word : `${word}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}
