/** The order of texts in the locale C, and so in C.UTF-8: that of their bytes. */
export function byBytes(a: string, b: string): number {
  if (a === b) return 0;
  // UTF-16 has characters beyond U+FFFF before those from U+E000 on; as bytes they come behind.
  const [left, right] = isWide(a) || isWide(b) ? [[...a], [...b]] : [a, b];
  for (let at = 0; at < left.length && at < right.length; at++) {
    const difference = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function isWide(text: string): boolean {
  return /[\ud800-\udfff]/.test(text);
}
