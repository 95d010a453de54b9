/**
 * What a terminal would show of a script: each command behind its `$`, then what it printed, in few pieces.
 *
 * A notebook shows standard error as a failure, in red. What a command that succeeds says there, such as a warning or a
 * progress line, is none: it is shown as output. So from the first such line on, the rest waits until the command has ended.
 */
import type { OnOutput, OutputStream } from "../api/api.ts";
import type { RunOptions } from "../cluster.ts";
import { GatheredOutput } from "./gathered-output.ts";
import type { Language } from "./language.ts";
import { noteOn, spentTime } from "./time-notes.ts";
import { typedText } from "./typed-text.ts";

export interface TerminalScreen {
  readonly write: OnOutput;
  /** The lab's own words between those of the commands. */
  readonly note: (text: string) => void;
  /** How the text behind a prompt is written. */
  readonly command: (text: string) => string;
}

type Told = Required<Pick<RunOptions, "onOutput" | "onStatementBegin" | "onStatement">>;

export class TerminalOutput implements Told {
  readonly #screen: TerminalScreen;
  readonly #language: Language;
  readonly #typed: ((text: string) => string) | undefined;
  readonly #gathered: GatheredOutput;
  #held: [text: string, stream: OutputStream][] = [];
  #beganAt = 0;
  #isAtLineStart = true;
  /** Said when the command's last output is there. */
  #note: string | undefined;

  /** @param script whose commands are shown; undefined: only what they print. */
  constructor(screen: TerminalScreen, language: Language, script: string | undefined) {
    this.#screen = screen;
    this.#language = language;
    this.#typed = script === undefined ? undefined : typedText(script);
    this.#gathered = new GatheredOutput(screen.write);
  }

  readonly onStatementBegin: Told["onStatementBegin"] = ({ text, at }) => {
    this.#beganAt = at;
    this.#endStatement();
    if (this.#typed === undefined) return;
    const lineEnd = this.#isAtLineStart ? "" : "\n";
    this.#add(`${lineEnd}${this.#screen.command(this.#typed(text))}\n`, "stdout");
  };

  readonly onOutput: OnOutput = (text, stream) => {
    const spent = stream === "stderr" ? spentTime(text, this.#language) : undefined;
    if (spent !== undefined) this.#note = spent;
    else if (stream === "stderr" || this.#held.length > 0) this.#held.push([text, stream]);
    else this.#add(text, stream);
  };

  readonly onStatement: Told["onStatement"] = ({ text, exitCode, at }) => {
    this.#release(exitCode === 0 ? "stdout" : "stderr");
    this.#note = noteOn({ text, exitCode, tookMs: at - this.#beganAt }, this.#language);
  };

  /** Everything is shown; nothing more comes. */
  end(): void {
    this.#endStatement();
    this.#gathered.flush();
  }

  #endStatement(): void {
    this.#release("stderr");
    const note = this.#note;
    this.#note = undefined;
    if (note === undefined) return;
    this.#gathered.flush();
    this.#screen.note(note);
    this.#isAtLineStart = true;
  }

  /** @param errors where standard error goes. */
  #release(errors: OutputStream): void {
    const held = this.#held;
    this.#held = [];
    for (const [text, stream] of held) this.#add(text, stream === "stderr" ? errors : stream);
  }

  #add(text: string, stream: OutputStream): void {
    if (text === "") return;
    this.#isAtLineStart = text.endsWith("\n");
    this.#gathered.add(text, stream);
  }
}
