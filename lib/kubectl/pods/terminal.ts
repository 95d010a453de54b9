/** `-i` and `-t`: what of them is possible where the command runs. Models kubectl/pkg/cmd/exec StreamOptions. */
import type { ExecRequest, OnOutput, TerminalConnection } from "../../api/api.ts";
import { boolFlag, podRunningTimeoutFlag } from "../command-line/flag-sets.ts";
import type { Flag, Invocation } from "../verb.ts";

export const stdinFlag = boolFlag("stdin", "Pass standard input to the container.", { short: "i" });
export const ttyFlag = boolFlag("tty", "Standard input is a terminal.", { short: "t" });
export const quietFlag = boolFlag("quiet", "Print only what the container prints.", { short: "q" });

/** Of verbs that pass a container's streams on. */
export const streamFlags: readonly Flag[] = [podRunningTimeoutFlag, quietFlag, stdinFlag, ttyFlag];

export interface Streams {
  /** Undefined without `-i`: the program reads an empty input. */
  readonly stdin: string | undefined;
  readonly tty: boolean;
  /** The person at the terminal, with `-it` where there is one. */
  readonly terminal?: TerminalConnection;
  /** Ends the program when a person presses Ctrl-C. Without -t a real one would go on unseen. */
  readonly signal?: AbortSignal;
  /** Shows what the program prints, when it does. */
  readonly onOutput: OnOutput;
}

const NO_TERMINAL = "Unable to use a TTY - input is not a terminal or the right kind of file\n";

/** A terminal is had only with `-i`, and only where there is one. */
export function openStreams({ flags, client, out }: Invocation): Streams {
  const show: OnOutput = (text, stream) => out[stream](text);
  const { signal } = client.shell;
  const isWatched = client.shell.terminal !== undefined && client.shell.hasTimeLimit !== true;
  const end = isWatched && signal !== undefined ? { signal } : {};
  if (!flags.bool("stdin")) return { stdin: undefined, tty: false, onOutput: show, ...end };
  const wanted = flags.bool("tty");
  if (wanted && !client.shell.tty && !flags.bool("quiet")) out.stderr(NO_TERMINAL);
  const { terminal } = client.shell;
  const tty = wanted && client.shell.tty;
  return {
    stdin: client.shell.stdin,
    tty,
    ...(tty && terminal !== undefined ? { terminal } : {}),
    onOutput: show,
    ...end,
  };
}

/** The streams as the API takes them. */
export function streamRequest({
  stdin,
  tty,
  terminal,
  onOutput,
  signal,
}: Streams): Pick<ExecRequest, "stdin" | "tty" | "terminal" | "onOutput" | "signal"> {
  // A terminal has one stream alone.
  const shown: OnOutput = tty ? (text) => onOutput(text, "stdout") : onOutput;
  return {
    onOutput: shown,
    ...(signal === undefined ? {} : { signal }),
    ...(stdin === undefined ? {} : { stdin }),
    ...(tty ? { tty } : {}),
    ...(tty && terminal !== undefined ? { terminal } : {}),
  };
}
