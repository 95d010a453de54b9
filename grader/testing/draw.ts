/** Numbers that look drawn by chance, and are the same for the same seed. */

/** Draws a whole number from 0 to below its argument. */
export type Draw = (below: number) => number;

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below); // the lowest bits of such a state hardly change
  };
}

/** Characters that hardly pack. */
export function noise(length: number, seed: number): Buffer {
  const draw = drawFrom(seed);
  return Buffer.from(Array.from({ length }, () => 33 + draw(90)));
}
