/** curl's progress meter: a head, a row at the start, one for each second, one at the end. Speeds are simulated bytes a second. */

const HEAD = `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed
`;
const NO_TIME = "--:--:--";
/** Shows a speed also for what took no simulated time. */
const ELAPSED_MS_MIN = 1;

export interface Progress {
  readonly received: number;
  /** Undefined: unknown. */
  readonly expected?: number | undefined;
  readonly sent: number;
  readonly elapsedMs: number;
}

export class ProgressMeter {
  #text = "";
  #elapsedS = 0;

  /** @param isHeadless whether it goes on under an earlier head, as for another try. */
  begin(isHeadless: boolean): void {
    this.#text += `${isHeadless ? "" : HEAD}\r${row({ received: 0, expected: 0, sent: 0, elapsedMs: 0 })}`;
  }

  /** Rows for the seconds that passed before something else is said. */
  wait(elapsedMs: number): void {
    for (let second = this.#elapsedS + 1; second < Math.floor(elapsedMs / 1000); second++) {
      this.#text += `\r${row({ received: 0, expected: 0, sent: 0, elapsedMs: second * 1000 })}`;
      this.#elapsedS = second;
    }
  }

  end(progress: Progress): void {
    this.#text += `\r${row(progress)}\n`;
  }

  /** What there is to print since the last time. */
  take(): string {
    const text = this.#text;
    this.#text = "";
    return text;
  }
}

function row({ received, expected, sent, elapsedMs }: Progress): string {
  const seconds = Math.max(ELAPSED_MS_MIN, elapsedMs) / 1000;
  const total = (expected ?? received) + sent;
  const percent = (part: number, whole: number) =>
    String(whole === 0 ? 0 : Math.floor((100 * part) / whole)).padStart(3);
  return [
    `${percent(received + sent, total)} ${size(total)} `,
    `${expected === undefined ? "  0" : percent(received, expected)} ${size(received)} `,
    `${percent(sent, sent)} ${size(sent)} `,
    `${size(Math.floor(received / seconds))} `,
    size(Math.floor(sent / seconds)),
    NO_TIME,
    elapsedMs < 1000 ? NO_TIME : clock(Math.floor(elapsedMs / 1000)),
    NO_TIME,
    size(Math.floor((received + sent) / seconds)),
  ].join(" ");
}

/** Five characters: `   33`, `  12k`, `1.5M`. */
function size(bytes: number): string {
  if (bytes < 100_000) return String(bytes).padStart(5);
  if (bytes < 10_000 * 1024) return `${String(Math.floor(bytes / 1024)).padStart(4)}k`;
  const megabytes = bytes / (1024 * 1024);
  return megabytes < 100
    ? `${megabytes.toFixed(1).padStart(4)}M`
    : `${String(Math.floor(megabytes)).padStart(4)}M`;
}

function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${String(Math.floor(seconds / 3600)).padStart(2)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
