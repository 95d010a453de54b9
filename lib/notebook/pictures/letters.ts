/**
 * A letter and a colour for everyone who can answer. Whoever lives keeps both through all pictures of a lab; a letter comes
 * back when its Pod is gone. Colours are Okabe and Ito's, which colour-blind readers can tell apart; no meaning hangs on a
 * colour alone.
 */

export type Colour = string;

/** Of the first five Pods, then the same paler; further ones are told apart by their letters alone. */
const PALETTE: readonly Colour[] = [
  ...["#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#F0E442"],
  ...["#BBE1F6", "#F5D999", "#99D8C7", "#EBC9DC", "#F9F4B4"],
];
const FURTHER: Colour = "#BBBBBB";
/** Always together with a cross. */
export const FAILURE: Colour = "#D55E00";

export interface Mark {
  readonly letter: string;
  readonly colour: Colour;
}

export const FAILED: Mark = { letter: "✕", colour: FAILURE };

export class Letters {
  readonly #indexes = new Map<string, number>();
  readonly #isAlive: (id: string) => boolean;

  /** @param isAlive whether somebody with a letter is still there; else the letter is free for others. */
  constructor(isAlive: (id: string) => boolean = () => true) {
    this.#isAlive = isAlive;
  }

  /** @param ids who is in the picture, in the order in which letters are given: `namespace/name` of a Pod, or an address. */
  marksOf(ids: readonly string[]): ReadonlyMap<string, Mark> {
    const wanted = new Set(ids);
    for (const id of [...this.#indexes.keys()])
      if (!wanted.has(id) && !this.#isAlive(id)) this.#indexes.delete(id);
    const taken = new Set(this.#indexes.values());
    for (const id of wanted) {
      if (this.#indexes.has(id)) continue;
      let index = 0;
      while (taken.has(index)) index++;
      taken.add(index);
      this.#indexes.set(id, index);
    }
    return new Map([...wanted].map((id) => [id, markAt(this.#indexes.get(id) ?? 0)]));
  }
}

export function markAt(index: number): Mark {
  return { letter: letterAt(index), colour: PALETTE[index] ?? FURTHER };
}

function letterAt(index: number): string {
  return index < 26
    ? String.fromCharCode(97 + index)
    : `${letterAt(Math.floor(index / 26) - 1)}${letterAt(index % 26)}`;
}
