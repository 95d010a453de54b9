/**
 * The hash by which kube-proxy names its chains: SHA-256 (FIPS 180-4) in base32. Written out, because this code also runs
 * where there is no Node.
 */

const ROUNDS = 64;
const BLOCK_BYTES = 64;

/** The first 32 bits of the fractional part of a root of each of the first primes. */
function fractions(count: number, root: (prime: number) => number): Uint32Array {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++) {
    let isPrime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++)
      if (candidate % divisor === 0) isPrime = false;
    if (isPrime) found.push(Math.floor((root(candidate) % 1) * 2 ** 32));
  }
  return Uint32Array.from(found);
}

const START = fractions(8, Math.sqrt);
const CONSTANTS = fractions(ROUNDS, Math.cbrt);

const rotated = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** @param length how many of the 52 letters and digits. */
export function chainHash(text: string, length: number): string {
  let hash = "";
  let bits = 0;
  let value = 0;
  for (const byte of sha256(text)) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    for (; bits >= 5; bits -= 5) hash += BASE32[(value >>> (bits - 5)) & 31];
  }
  return hash.slice(0, length);
}

export function sha256(text: string): Uint8Array {
  const state = START.slice();
  const message = padded(new TextEncoder().encode(text));
  for (let at = 0; at < message.byteLength; at += BLOCK_BYTES)
    compress(state, new DataView(message.buffer, at, BLOCK_BYTES));
  const digest = new DataView(new ArrayBuffer(32));
  for (const [at, word] of state.entries()) digest.setUint32(at * 4, word);
  return new Uint8Array(digest.buffer);
}

/** The message, a one bit, zeros, and its length in bits, up to a whole block. */
function padded(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / BLOCK_BYTES) * BLOCK_BYTES);
  bytes.set(message);
  bytes[message.length] = 0x80;
  new DataView(bytes.buffer).setUint32(bytes.length - 4, message.length * 8);
  return bytes;
}

function compress(state: Uint32Array, block: DataView): void {
  const schedule = new Uint32Array(ROUNDS);
  const word = (at: number): number => schedule[at] as number;
  for (let at = 0; at < ROUNDS; at++) {
    if (at < 16) schedule[at] = block.getUint32(at * 4);
    else
      schedule[at] =
        mixed(word(at - 2), 17, 19, 10) + word(at - 7) + mixed(word(at - 15), 7, 18, 3) + word(at - 16);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let at = 0; at < ROUNDS; at++) {
    const first =
      h +
      (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) +
      ((e & f) ^ (~e & g)) +
      (CONSTANTS[at] as number) +
      word(at);
    const second = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  for (const [at, value] of [a, b, c, d, e, f, g, h].entries()) state[at] = (state[at] as number) + value;
}

const mixed = (word: number, first: number, second: number, shift: number): number =>
  rotated(word, first) ^ rotated(word, second) ^ (word >>> shift);
