/** The text of a file, whatever program wrote it. */
import { NotRead } from "./left-out.ts";
import { reasons } from "./reasons.ts";

/** Beginnings of files of other kinds than text, whose bytes may have no zero among the first. */
const OTHER_KINDS = ["%PDF-", "\x89PNG", "GIF8", "\xff\xd8\xff", "\x1f\x8b", "7z\xbc\xaf", "Rar!"];

/**
 * UTF-8; UTF-16 where a mark says so, as PowerShell writes it; and the older Korean encoding of Windows where it is no UTF-8.
 * @returns the text without a mark at its beginning. @throws NotRead for what is no text.
 */
export function decoded(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString("latin1");
  if (mark === "\xff\xfe") return decodedAs("utf-16le", bytes) ?? refuse();
  if (mark === "\xfe\xff") return decodedAs("utf-16be", bytes) ?? refuse();
  const beginning = bytes.subarray(0, 8).toString("latin1");
  if (bytes.includes(0) || OTHER_KINDS.some((kind) => beginning.startsWith(kind))) return refuse();
  return decodedAs("utf-8", bytes) ?? decodedAs("euc-kr", bytes) ?? bytes.toString("utf8");
}

/** @returns undefined where the bytes are not of this encoding. */
export function decodedAs(
  encoding: "utf-8" | "utf-16le" | "utf-16be" | "euc-kr",
  bytes: Buffer,
): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function refuse(): never {
  throw new NotRead(reasons.binary);
}
