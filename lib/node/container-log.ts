/** What a container printed. Models the log files of the CRI with their rotation: the oldest output goes when there is too much. */

export interface LogEntry {
  /** Unix milliseconds. */
  readonly at: number;
  /** Whole lines, or the beginning of one. */
  readonly text: string;
}

export interface LogSelection {
  readonly tailLines?: number;
  /** Unix milliseconds. */
  readonly since?: number;
  readonly timestamps?: boolean;
}

/** Characters that one container's log keeps (containerLogMax). */
const CONTAINER_LOG_MAX = 1_000_000;

export class ContainerLog {
  readonly #followers = new Set<(text: string) => void>();
  #entries: LogEntry[] = [];
  #size = 0;

  append(at: number, text: string): void {
    if (text === "") return;
    this.#entries.push({ at, text });
    this.#size += text.length;
    while (this.#size > CONTAINER_LOG_MAX && this.#entries.length > 1) this.#size -= (this.#entries.shift() as LogEntry).text.length;
    for (const follow of this.#followers) follow(text);
  }

  read({ tailLines, since, timestamps = false }: LogSelection = {}): string {
    const lines = this.#entries.filter(({ at }) => since === undefined || at >= since).flatMap(linesOf);
    const wanted = tailLines === undefined || tailLines < 0 ? lines : lines.slice(Math.max(0, lines.length - tailLines));
    return wanted.map(({ at, text }) => (timestamps ? `${new Date(at).toISOString().replace("Z", "000000Z")} ${text}` : text)).join("");
  }

  /** Calls `follow` with what is appended from now on. @returns what ends it. */
  follow(follow: (text: string) => void): () => void {
    this.#followers.add(follow);
    return () => this.#followers.delete(follow);
  }
}

function linesOf({ at, text }: LogEntry): LogEntry[] {
  return (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) => ({ at, text: line }));
}
