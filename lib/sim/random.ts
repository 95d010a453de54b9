/** Seeded randomness. Streams are forked by name, so that one part drawing more never changes another part's history. */
const LOWER = "bcdfghjklmnpqrstvwxz2456789";
const HEX = "0123456789abcdef";
const UUID_VARIANTS = "89ab";
/** Of version 4: `x` is a hexadecimal digit, `v` tells the variant. */
const UUID_PATTERN = "xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx";

export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;
  readonly #name: string;

  /** @param name the seed; a fork's seed is its parent's with a label behind it. */
  constructor(name: string) {
    this.#name = name;
    const hash = hash32(name);
    this.#a = hash();
    this.#b = hash();
    this.#c = hash();
    for (let round = 0; round < 12; round++) this.#next32();
  }

  fork(label: string): Random {
    return new Random(`${this.#name}/${label}`);
  }

  /** A number in [0, 1). */
  next(): number {
    return this.#next32() / 4_294_967_296;
  }

  /** An integer in [0, limit). */
  int(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** The suffix of a generated name, from the letters that Kubernetes uses: no vowels, so no words. */
  suffix(length = 5): string {
    return this.#letters(LOWER, length);
  }

  hex(length: number): string {
    return this.#letters(HEX, length);
  }

  /** A version 4 UUID. */
  uuid(): string {
    const codes = new Array<number>(UUID_PATTERN.length);
    for (let at = 0; at < codes.length; at++) {
      const letter = UUID_PATTERN[at];
      if (letter === "x") codes[at] = this.#code(HEX);
      else codes[at] = letter === "v" ? this.#code(UUID_VARIANTS) : UUID_PATTERN.charCodeAt(at);
    }
    return String.fromCharCode.apply(undefined, codes);
  }

  #letters(alphabet: string, length: number): string {
    const codes = new Array<number>(length);
    for (let at = 0; at < length; at++) codes[at] = this.#code(alphabet);
    return String.fromCharCode.apply(undefined, codes);
  }

  /** Texts are made of codes in one piece: what is joined letter by letter stays as many objects in memory. */
  #code(alphabet: string): number {
    return alphabet.charCodeAt(this.int(alphabet.length));
  }

  // sfc32, by Chris Doty-Humphrey (public domain algorithm): small, fast, and passes PractRand.
  #next32(): number {
    const sum = (this.#a + this.#b + this.#counter++) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}

/** FNV-1a over the text, then an avalanche per call: enough to seed, not for secrets. */
function hash32(text: string): () => number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
}
