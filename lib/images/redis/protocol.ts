/** RESP2, the protocol of redis: commands as clients send them, inline ones too, and replies. */
import { byteLength, bytesOfLatin1, latin1, textOfUtf8, utf8 } from "../../bytes.ts";

export type Reply =
  | { readonly ok: string }
  | { readonly error: string }
  | number
  | string
  | null
  | readonly Reply[];

export const OK: Reply = { ok: "OK" };

export function replyText(reply: Reply): string {
  if (reply === null) return "$-1\r\n";
  if (typeof reply === "number") return `:${reply}\r\n`;
  if (typeof reply === "string") return `$${byteLength(reply)}\r\n${reply}\r\n`;
  if ("ok" in reply) return `+${reply.ok}\r\n`;
  if ("error" in reply) return `-${reply.error}\r\n`;
  return `*${reply.length}\r\n${reply.map(replyText).join("")}`;
}

/** The commands in what a client sent, or an error that ends the connection. */
export function* readCommands(text: string): Generator<readonly string[] | { readonly error: string }> {
  const bytes = latin1(utf8(text));
  let at = 0;
  const line = (): string | undefined => {
    const end = bytes.indexOf("\n", at);
    if (end < 0) return undefined;
    const found = bytes.slice(at, end).replace(/\r$/, "");
    at = end + 1;
    return found;
  };
  const decoded = (part: string): string => textOfUtf8(bytesOfLatin1(part));
  while (at < bytes.length) {
    const first = line();
    if (first === undefined) return;
    if (!first.startsWith("*")) {
      const words = splitWords(decoded(first));
      if (words === undefined) yield { error: "ERR Protocol error: unbalanced quotes in request" };
      else if (words.length > 0) yield words;
      continue;
    }
    const words: string[] = [];
    for (let left = Number(first.slice(1)); left > 0; left--) {
      const header = line();
      if (header === undefined) return;
      if (!header.startsWith("$")) {
        yield { error: `ERR Protocol error: expected '$', got '${header[0] ?? ""}'` };
        return;
      }
      const length = Number(header.slice(1));
      words.push(decoded(bytes.slice(at, at + length)));
      at += length + 2;
    }
    yield words;
  }
}

/** Words as redis-cli and inline commands split them. @returns undefined when a quote is not closed. */
export function splitWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  const word = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s"']\S*))(?=\s|$)/y;
  let at = 0;
  const rest = line.trimEnd();
  while (at < rest.length) {
    word.lastIndex = at;
    const found = word.exec(rest);
    if (found === null) return undefined;
    const [, double, single, bare = ""] = found;
    words.push(
      double?.replace(/\\(.)/g, (_, char: string) => ({ n: "\n", r: "\r", t: "\t" })[char] ?? char) ??
        single ??
        bare,
    );
    at = word.lastIndex;
  }
  return words;
}
