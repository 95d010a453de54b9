/** What commands printed on standard error, message by message: an error of the API may have several lines. */
import type { Cluster } from "service-bootcamp";
import type { Text } from "../../text.ts";

/** What a command printed; the transcript of a result is a list of these. */
export interface Said {
  readonly command: string;
  readonly stderr: string;
  readonly stdout?: string;
  readonly exitCode: number;
}

export interface Message {
  /** All its lines. */
  readonly text: string;
  /** The command that printed it, or the script. */
  readonly command: string;
  readonly cluster: Cluster;
}

/** @returns what a message means and what helps; undefined when it is another message. */
export type Reading = (message: Message) => Text | undefined;

/** A line that goes on with the message before it. */
const CONTINUES = /^(?:\* |\s|See '|Did you mean|ensure CRDs|\{|to:$|Resource: |Name: |for: |$)/;
/** What kubectl prints though nothing is wrong. */
const HARMLESS =
  /^(?:Warning: resource \S+ is missing the \S+last-applied-configuration|Warning: .* is deprecated|If you don't see a command prompt|Unable to use a TTY|Defaulted container)/;

/** A word of more than 300 characters (wordMax), which no name has: a value that a message repeats may be as long as a file. */
const LONG_WORD = /(\S{60})\S{240,}?(["':;,.)\]}]*)(?=\s|$)/g;

export function messagesOf(transcript: readonly Said[], cluster: Cluster): readonly Message[] {
  return transcript.flatMap(({ command, stderr }) => {
    const texts: string[] = [];
    for (const line of stderr.split("\n")) {
      const last = texts.pop();
      if (last === undefined) texts.push(line);
      else if (CONTINUES.test(line)) texts.push(`${last}\n${line}`);
      else texts.push(last, line);
    }
    return texts
      .map((text) => text.trim().replaceAll(LONG_WORD, "$1...$2"))
      .filter((text) => text !== "" && !HARMLESS.test(text))
      .map((text) => ({ text, command, cluster }));
  });
}
