/** Text as bytes in UTF-8, base64 and hexadecimal digits: what Node's Buffer does, in every JavaScript. */

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** What is no UTF-8 becomes U+FFFD. */
export function textOfUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Of the text in UTF-8; counted without making the bytes, since every HTTP answer tells its length. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    // A surrogate pair is four bytes.
    if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      at++;
    }
  }
  return bytes;
}

/** One character for each byte. */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** @param text in which each character stands for a byte */
export function bytesOfLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function toBase64(text: string): string {
  return btoa(latin1(utf8(text)));
}

/** For URLs, without padding. */
export function toBase64url(text: string): string {
  return toBase64(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Reads both alphabets, and stops at the padding; characters that belong to neither are left out. */
export function bytesOfBase64(text: string): Uint8Array {
  const [digits = ""] = text.split("=", 1);
  const known = digits
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .replaceAll(/[^A-Za-z0-9+/]/g, "");
  return bytesOfLatin1(atob(known.length % 4 === 1 ? known.slice(0, -1) : known));
}

export function textOfBase64(text: string): string {
  return textOfUtf8(bytesOfBase64(text));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
