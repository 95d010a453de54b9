/** How GNU wget shows a download where no terminal is: rows of dots, a dot for each KiB. */

const DOTS_PER_ROW = 50;
const DOTS_PER_GROUP = 10;
const ROW_BYTES = DOTS_PER_ROW * 1024;

/** @param length what the server announced. @param elapsedMs above 0. */
export function dotRows(bytes: number, length: number | undefined, elapsedMs: number): string {
  let text = "";
  for (let at = 0; at === 0 || at < bytes; at += ROW_BYTES) {
    const upTo = Math.min(bytes, at + ROW_BYTES);
    const isLast = upTo === bytes;
    const percent = length === undefined || length === 0 ? "" : `${Math.floor((100 * upTo) / length)}%`;
    const end = isLast ? `=${elapsedText(elapsedMs)}` : " 0s";
    text += `${String(at / 1024).padStart(6)}K ${dots(upTo - at)}${percent.padStart(4)} ${shortRate(bytes, elapsedMs).padStart(5)}${end}\n`;
  }
  return text;
}

function dots(bytes: number): string {
  const count = Math.floor(bytes / 1024);
  let text = "";
  for (let dot = 0; dot < DOTS_PER_ROW; dot++) {
    text += dot < count ? "." : " ";
    if (dot % DOTS_PER_GROUP === DOTS_PER_GROUP - 1) text += " ";
  }
  return text.slice(0, -1);
}

/** `0.001s`, `2.5s`, `1m5s`. */
function elapsedText(elapsedMs: number): string {
  const seconds = elapsedMs / 1000;
  if (seconds >= 60) return `${Math.floor(seconds / 60)}m${Math.floor(seconds % 60)}s`;
  return `${Number(seconds.toPrecision(seconds < 0.01 ? 1 : 2))}s`;
}

const RATE_UNITS = ["", "K", "M", "G"] as const;

function scale(bytes: number, elapsedMs: number): readonly [digits: string, unit: string] {
  let rate = (bytes * 1000) / elapsedMs;
  let unit = 0;
  for (; rate >= 1024 && unit < RATE_UNITS.length - 1; unit++) rate /= 1024;
  return [rate.toFixed(rate >= 99.95 ? 0 : rate >= 9.995 ? 1 : 2), RATE_UNITS[unit] ?? ""];
}

function shortRate(bytes: number, elapsedMs: number): string {
  const [digits, unit] = scale(bytes, elapsedMs);
  return digits + (unit || " ");
}

/** `32.2 KB/s` */
export function rateText(bytes: number, elapsedMs: number): string {
  const [digits, unit] = scale(bytes, elapsedMs);
  return `${digits} ${unit}B/s`;
}

/** `12K`, `3.4M`. */
export function sizeText(bytes: number): string {
  let size = bytes / 1024;
  let unit = 0;
  for (; size >= 1024; unit++) size /= 1024;
  return `${size >= 10 ? Math.round(size) : size.toFixed(1)}${"KMG"[unit]}`;
}
