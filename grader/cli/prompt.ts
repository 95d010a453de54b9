/** The host's terminal as `bootcamp shell` uses it: lines with history and TAB, or bare keys for a Pod's shell. */
import { stdin, stdout } from "node:process";
import { createInterface, type Interface } from "node:readline";
import type { EditedFile, LentFile, TerminalConnection } from "service-bootcamp";
import { openEditor } from "./host-editor.ts";

/** @returns the candidates and the word that they would replace, as readline wants them. */
export type Completer = (line: string) => [string[], string];

/** What `ask` returns when Ctrl-C dropped the line that was typed so far. */
export const INTERRUPTED = "\u0003";

export class Prompt implements TerminalConnection {
  /** Commands as they ran, for `history` and `!`. */
  readonly history: string[] = [];
  readonly #completer: Completer;
  readonly #lines: string[] = [];
  #history: string[] = [];
  #interface: Interface | undefined;
  #wake: () => void = () => {};
  #isAtEnd = false;
  #hasKeys = false;
  /** Who hears of Ctrl-C: the prompt's own, while a command runs, and a program before it. */
  #stopCommand: (() => void) | undefined;
  #stopProgram: (() => void) | undefined;
  #keys = "";
  #wakeReader: ((keys: string) => void) | undefined;

  constructor(completer: Completer) {
    this.#completer = completer;
  }

  /** The next line, or INTERRUPTED; undefined at the end of the input. Several pasted lines are returned one by one. */
  async ask(prompt: string): Promise<string | undefined> {
    this.#returnKeys();
    const lines = this.#open();
    lines.setPrompt(prompt);
    if (this.#lines.length === 0 && !this.#isAtEnd) {
      lines.prompt();
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#lines.shift();
  }

  write(text: string): void {
    stdout.write(text);
  }

  /** Runs a command that Ctrl-C ends by `end`. */
  whileRunning<Result>(end: AbortController, run: () => Promise<Result>): Promise<Result> {
    this.#stopCommand = () => {
      stdout.write("^C");
      this.#lines.length = 0; // what was typed ahead is for nobody any more
      end.abort();
    };
    return run().finally(() => {
      this.#stopCommand = undefined;
      this.#stopProgram = undefined;
    });
  }

  onInterrupt(call: (() => void) | undefined): void {
    this.#stopProgram = call;
  }

  /** Keys as they come, from the first call on until the next `ask`. */
  read(): Promise<string | undefined> {
    this.#takeKeys();
    if (this.#lines.length > 0) return Promise.resolve(`${this.#lines.shift()}\r`);
    const keys = this.#keys;
    this.#keys = "";
    if (keys !== "") return Promise.resolve(keys);
    return new Promise((resolve) => {
      this.#wakeReader = resolve;
    });
  }

  /** The editor has the terminal for itself until it is closed. */
  edit(file: LentFile): Promise<EditedFile | undefined> {
    this.#returnKeys();
    this.#shut();
    return openEditor(file, process.env);
  }

  close(): void {
    this.#returnKeys();
    this.#shut();
    stdin.pause();
  }

  #open(): Interface {
    if (this.#interface !== undefined) return this.#interface;
    const lines = createInterface({
      input: stdin,
      output: stdout,
      terminal: stdin.isTTY === true,
      history: [...this.#history],
      completer: this.#completer,
    });
    lines.on("line", (line) => {
      this.#lines.push(line);
      this.#wake();
    });
    // As in bash: Ctrl-C ends the command, or drops the line, and keeps the shell.
    lines.on("SIGINT", () => {
      if (this.#interrupt()) return;
      this.#shut();
      stdout.write("^C\n");
      this.#lines.splice(0, Number.POSITIVE_INFINITY, INTERRUPTED);
      this.#wake();
    });
    lines.on("history", (history: string[]) => {
      this.#history = [...history];
    });
    lines.on("close", () => {
      if (this.#interface !== lines) return;
      this.#isAtEnd = true;
      this.#wake();
    });
    this.#interface = lines;
    return lines;
  }

  #shut(): void {
    const lines = this.#interface;
    this.#interface = undefined;
    lines?.close();
  }

  /** @returns whether somebody heard of Ctrl-C. */
  #interrupt(): boolean {
    const stop = this.#stopProgram ?? this.#stopCommand;
    stop?.();
    return stop !== undefined;
  }

  readonly #onKeys = (typed: Buffer | string): void => {
    const text = String(typed);
    const wake = this.#wakeReader;
    this.#wakeReader = undefined;
    if (wake !== undefined) wake(text);
    else if (text.includes(INTERRUPTED) && this.#interrupt()) this.#keys = "";
    else this.#keys += text;
  };

  #takeKeys(): void {
    if (this.#hasKeys) return;
    this.#hasKeys = true;
    this.#shut();
    if (stdin.isTTY) stdin.setRawMode(true);
    stdin.on("data", this.#onKeys);
    stdin.resume();
  }

  #returnKeys(): void {
    if (!this.#hasKeys) return;
    this.#hasKeys = false;
    this.#keys = "";
    stdin.off("data", this.#onKeys);
    if (stdin.isTTY) stdin.setRawMode(false);
  }
}
