/** The letter that a learner meant. */

/** Where the letters lie on a Korean keyboard, for who forgot to switch it back. */
const KOREAN_KEYS = new Map(Object.entries({ ㅁ: "a", ㅠ: "b", ㅊ: "c", ㅇ: "d", ㄷ: "e", ㄹ: "f" }));

/** `C`, ` c `, `c)`, `(c)`, `ｃ` and `ㅊ` are c; anything else comes back as it was typed, without what stands around it. */
export function letterOf(typed: string): string {
  const text = (KOREAN_KEYS.get(typed.trim()) ?? typed.normalize("NFKC")).trim().toLowerCase();
  return /^\(?([a-z])[).:]?$/.exec(text)?.[1] ?? text;
}

/** `a, b` and `c` with the word of the language between the last two. */
export function lettersOf(choices: Readonly<Record<string, unknown>>, or: string): string {
  const letters = Object.keys(choices);
  return letters.length < 2 ? letters.join("") : `${letters.slice(0, -1).join(", ")}${or}${letters.at(-1)}`;
}
