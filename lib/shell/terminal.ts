/**
 * An interactive session: what a shell at a real terminal does with the keys that a person types. A prompt, one line at
 * a time, echo and a little editing, output with the line ends that a terminal wants.
 *
 * Leaves out programs that take over the whole screen, and history: the shells of small images have none either.
 */
import type { ExecResult, TerminalConnection } from "../api/api.ts";
import { isUnfinished } from "./engine/index.ts";
import type { RunOptions, Shell } from "./shell.ts";

export type { ExecResult, TerminalConnection };

const INTERRUPT = "\u0003";
/** Of a program that SIGINT ended. */
const INTERRUPTED_EXIT_CODE = 130;
const END = "\u0004";
const CLEAR = "\u0015";
// biome-ignore lint/suspicious/noControlCharactersInRegex: the keys that no line is made of begin with this one
const ARROWS = /\u001b\[[0-9;]*[A-Za-z~]/g;
/** What somebody may have typed on one line (lineLengthMax). */
const LINE_LENGTH_MAX = 64 * 1024;
const CONTINUED = "> ";

/**
 * Talks with whoever sits at the terminal until `exit`, Ctrl-D or the end of the line. Only inside an actor.
 * @param prompt made anew before each line. @returns the exit code of the shell.
 */
export async function interact(
  shell: Shell,
  prompt: () => string,
  terminal: TerminalConnection,
): Promise<number> {
  const session = new Session(shell, prompt, terminal);
  terminal.write(prompt());
  for (let keys = await terminal.read(); keys !== undefined; keys = await terminal.read()) {
    for (const key of keys.replaceAll(ARROWS, "")) {
      await session.press(key);
      if (session.exitCode !== undefined) return session.exitCode;
    }
  }
  return session.lastCode;
}

class Session {
  exitCode: number | undefined;
  lastCode = 0;
  #line = "";
  #script = "";
  readonly #shell: Shell;
  readonly #prompt: () => string;
  readonly #terminal: TerminalConnection;

  constructor(shell: Shell, prompt: () => string, terminal: TerminalConnection) {
    this.#shell = shell;
    this.#prompt = prompt;
    this.#terminal = terminal;
  }

  async press(key: string): Promise<void> {
    if (key === "\r" || key === "\n") await this.#enter();
    else if (key === INTERRUPT) this.#interrupt();
    else if (key === END) this.#end();
    else if (key === "\u007f" || key === "\b") this.#erase(1);
    else if (key === CLEAR) this.#erase([...this.#line].length);
    else if (key >= " " && this.#line.length < LINE_LENGTH_MAX) {
      this.#line += key;
      this.#terminal.write(key);
    }
  }

  #interrupt(): void {
    this.#line = "";
    this.#script = "";
    this.#terminal.write(`^C\r\n${this.#prompt()}`);
  }

  #end(): void {
    if (this.#line === "") this.exitCode = this.lastCode;
  }

  #erase(count: number): void {
    const letters = [...this.#line];
    const erased = Math.min(count, letters.length);
    this.#line = letters.slice(0, letters.length - erased).join("");
    this.#terminal.write("\b \b".repeat(erased));
  }

  async #enter(): Promise<void> {
    this.#terminal.write("\r\n");
    this.#script += `${this.#line}\n`;
    this.#line = "";
    if (isUnfinished(this.#script)) {
      this.#terminal.write(CONTINUED);
      return;
    }
    const script = this.#script.trim();
    this.#script = "";
    const leave = /^(?:exit|logout)(?:\s+(\d+))?$/.exec(script);
    if (leave !== null) {
      this.exitCode = leave[1] === undefined ? this.lastCode : Number(leave[1]) & 255;
      return;
    }
    if (script !== "") await this.#run(script);
    this.#terminal.write(this.#prompt());
  }

  async #run(script: string): Promise<void> {
    const onOutput = (text: string): void => this.#terminal.write(forTerminal(text));
    const { exitCode } = await interruptibly(this.#terminal, (signal) =>
      this.#shell.run(script, { tty: true, signal, onOutput }),
    );
    this.lastCode = exitCode;
    if (exitCode !== INTERRUPTED_EXIT_CODE) return;
    this.#terminal.write("\r\n");
    await this.#shell.run(`(exit ${exitCode})`); // for $?, since the shell itself knows of one kind of stop alone
  }
}

/** Starts a program that Ctrl-C ends. Only inside an actor. @returns undefined where there is no such program. */
export async function execAt(
  terminal: TerminalConnection,
  shell: Shell,
  argv: readonly string[],
  options: RunOptions,
): Promise<ExecResult | undefined> {
  return interruptibly(terminal, (signal) =>
    shell.exec(argv, {
      ...options,
      terminal,
      signal: AbortSignal.any([signal, ...(options.signal ? [options.signal] : [])]),
    }),
  );
}

async function interruptibly<T extends ExecResult | undefined>(
  terminal: TerminalConnection,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  terminal.onInterrupt?.(() => {
    terminal.write("^C");
    controller.abort();
  });
  const result = await run(controller.signal);
  terminal.onInterrupt?.(undefined);
  return result !== undefined && controller.signal.aborted
    ? { ...result, exitCode: INTERRUPTED_EXIT_CODE }
    : result;
}

/** With the line ends of a terminal in raw mode. */
export function forTerminal(text: string): string {
  return text.replaceAll(/\r?\n/g, "\r\n");
}
