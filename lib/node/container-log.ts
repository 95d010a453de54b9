/**
 * What a container printed. Models the log files of the CRI as containerd writes them, line by line, each with the time
 * at which it was complete, and their rotation: the oldest output goes when there is too much.
 */
import type { OutputStream } from "../api/api.ts";

export interface LogEntry {
  /** Unix milliseconds. */
  readonly at: number;
  /** One line with its end; without it, what was printed before the container ended, or of a line that is too long. */
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
/** From how many characters on a line is written in pieces (containerd's max_container_log_line_size). */
const LINE_MAX = 16_384;

export class ContainerLog {
  readonly #followers = new Set<(entry: LogEntry) => void>();
  /** Lines that have only begun. */
  readonly #begun: Record<OutputStream, string> = { stdout: "", stderr: "" };
  #entries: LogEntry[] = [];
  #size = 0;

  append(at: number, text: string, stream: OutputStream = "stdout"): void {
    const lines = (this.#begun[stream] + text).split(/(?<=\n)/);
    const last = lines.at(-1) ?? "";
    this.#begun[stream] = last.endsWith("\n") || last.length > LINE_MAX ? "" : (lines.pop() ?? "");
    for (const line of lines) this.#add({ at, text: line });
  }

  /** The container has ended: lines that have only begun stay as they are. */
  end(at: number): void {
    for (const stream of ["stdout", "stderr"] as const) {
      if (this.#begun[stream] !== "") this.#add({ at, text: this.#begun[stream] });
      this.#begun[stream] = "";
    }
  }

  read({ tailLines, since, timestamps = false }: LogSelection = {}): string {
    const entries = since === undefined ? this.#entries : this.#entries.filter(({ at }) => at >= since);
    const wanted =
      tailLines === undefined || tailLines < 0
        ? entries
        : entries.slice(Math.max(0, entries.length - tailLines));
    return wanted.map((entry) => textOf(entry, timestamps)).join("");
  }

  /** Calls `follow` with what is appended from now on. @returns what ends it. */
  follow(
    follow: (text: string) => void,
    { timestamps = false }: Pick<LogSelection, "timestamps"> = {},
  ): () => void {
    const receive = (entry: LogEntry): void => follow(textOf(entry, timestamps));
    this.#followers.add(receive);
    return () => this.#followers.delete(receive);
  }

  #add(entry: LogEntry): void {
    this.#entries.push(entry);
    this.#size += entry.text.length;
    while (this.#size > CONTAINER_LOG_MAX && this.#entries.length > 1)
      this.#size -= (this.#entries.shift() as LogEntry).text.length;
    for (const follow of this.#followers) follow(entry);
  }
}

function textOf({ at, text }: LogEntry, timestamps: boolean): string {
  return timestamps ? `${new Date(at).toISOString().replace("Z", "000000Z")} ${text}` : text;
}
