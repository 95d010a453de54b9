/**
 * An interactive session: what a shell in a real terminal does with the keys that a person types. A prompt, one line at
 * a time, echo and a little editing, output with the line ends that a terminal wants.
 *
 * Leaves out programs that take over the whole screen, and history: the shells of small images have none either.
 */
import type { Shell } from "./shell.ts";

export interface TerminalOptions {
  readonly shell: Shell;
  /** `/ # ` in busybox, `root@http-go:/usr/src/app# ` in Debian's bash. */
  readonly prompt: () => string;
  readonly write: (text: string) => void;
  /** The session is over: `exit`, or end of input. */
  readonly onExit: (code: number) => void;
}

const INTERRUPT = "\u0003";
const END = "\u0004";
const CLEAR = "\u0015";
/** What somebody may have typed on one line (lineLengthMax). */
const LINE_LENGTH_MAX = 64 * 1024;

/** Only inside an actor: a command may take simulated time. */
export class Terminal {
  readonly #options: TerminalOptions;
  #line = "";
  #isRunning = false;
  #ended = false;
  #lastCode = 0;
  readonly #typed: string[] = [];

  constructor(options: TerminalOptions) {
    this.#options = options;
    options.write(options.prompt());
  }

  /** Takes keys as they come. Those typed while a command runs wait for it. */
  async type(keys: string): Promise<void> {
    this.#typed.push(...keys.replaceAll(/\u001b\[[0-9;]*[A-Za-z~]/g, ""));
    if (this.#isRunning) return;
    this.#isRunning = true;
    while (this.#typed.length > 0 && !this.#ended) await this.#press(this.#typed.shift() as string);
    this.#isRunning = false;
  }

  async #press(key: string): Promise<void> {
    const { write } = this.#options;
    if (key === "\r" || key === "\n") return this.#enter();
    if (key === INTERRUPT) {
      write(`^C\r\n${this.#options.prompt()}`);
      this.#line = "";
    } else if (key === END) {
      if (this.#line === "") this.#end(this.#lastCode);
    } else if (key === "\u007f" || key === "\b") {
      if (this.#line === "") return;
      this.#line = [...this.#line].slice(0, -1).join("");
      write("\b \b");
    } else if (key === CLEAR) {
      write("\b \b".repeat([...this.#line].length));
      this.#line = "";
    } else if (key >= " " && this.#line.length < LINE_LENGTH_MAX) {
      this.#line += key;
      write(key);
    }
  }

  async #enter(): Promise<void> {
    const { shell, write, prompt } = this.#options;
    const line = this.#line.trim();
    this.#line = "";
    write("\r\n");
    const leave = /^(?:exit|logout)(?:\s+(\d+))?$/.exec(line);
    if (leave !== null) return this.#end(leave[1] === undefined ? this.#lastCode : Number(leave[1]) & 255);
    if (line !== "") {
      const { stdout, stderr, exitCode } = await shell.run(line, { tty: true });
      this.#lastCode = exitCode;
      write(`${stdout}${stderr}`.replaceAll(/\r?\n/g, "\r\n"));
    }
    write(prompt());
  }

  #end(code: number): void {
    this.#ended = true;
    this.#options.onExit(code);
  }
}
