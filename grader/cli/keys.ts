/** Keys of a person: one at a time at a terminal, and the first letter of each line where there is none. */
import type { ReadStream } from "node:tty";

export const ENTER = "\r";
/** The input has ended, or the person has pressed Ctrl-C or Ctrl-D. */
export const END = "\u0004";

/** With a Korean keyboard the same keys give these letters. */
const HANGUL: Readonly<Record<string, string>> = { ㅗ: "h", ㅅ: "t", ㄱ: "r", ㅜ: "n", ㅂ: "q" };

type Input = NodeJS.ReadableStream &
  Partial<Pick<ReadStream, "isTTY" | "setRawMode">> & { unref?: () => void };

export class Keys {
  readonly #input: Input;
  readonly #onKey: (key: string) => void;
  readonly #read = (piece: Buffer | string): void => this.#take(String(piece));
  readonly #end = (): void => this.#onKey(END);
  #line = "";

  constructor(input: Input, onKey: (key: string) => void) {
    this.#input = input;
    this.#onKey = onKey;
    input.on("data", this.#read);
    input.on("end", this.#end);
  }

  get isTerminal(): boolean {
    return this.#input.isTTY === true;
  }

  /** While keys are taken singly, Ctrl-C is one of them; otherwise it ends the process, whatever that is busy with. */
  takeSingly(isOn: boolean): void {
    if (this.isTerminal) this.#input.setRawMode?.(isOn);
  }

  close(): void {
    this.takeSingly(false);
    this.#input.off("data", this.#read);
    this.#input.off("end", this.#end);
    this.#input.pause();
  }

  #take(text: string): void {
    // Arrows and the like come as a sequence, and mean nothing here.
    if (this.isTerminal && text.startsWith("\u001b")) return;
    if (this.isTerminal) for (const key of text) this.#onKey(keyOf(key));
    else {
      const lines = `${this.#line}${text}`.split("\n");
      this.#line = lines.pop() ?? "";
      for (const line of lines) this.#onKey(keyOf([...line.trim()][0] ?? ENTER));
    }
  }
}

function keyOf(key: string): string {
  if (key === "\u0003") return END;
  return key === "\n" ? ENTER : (HANGUL[key] ?? key.toLowerCase());
}
