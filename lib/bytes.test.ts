import fc from "fast-check";
import { expect, test } from "vitest";
import {
  byteLength,
  bytesOfBase64,
  bytesOfLatin1,
  latin1,
  textOfUtf8,
  toBase64,
  toBase64url,
  toHex,
  utf8,
} from "./bytes.ts";

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.constant("안녕 \ud83d"),
);

test("any text has the bytes, base64 and digits that Node's Buffer gives it", () => {
  fc.assert(
    fc.property(text, (value) => {
      const buffer = Buffer.from(value);
      expect(byteLength(value)).toBe(buffer.length);
      expect(utf8(value)).toEqual(new Uint8Array(buffer));
      expect(toBase64(value)).toBe(buffer.toString("base64"));
      expect(toBase64url(value)).toBe(buffer.toString("base64url"));
      expect(toHex(utf8(value))).toBe(buffer.toString("hex"));
      expect(bytesOfLatin1(latin1(utf8(value)))).toEqual(utf8(value));
    }),
  );
});

test("any text is read as base64 as Node's Buffer reads it", () => {
  const almost = fc.string({ unit: fc.constantFrom(..."AQgw09+/-_=\n *".split("")) });
  fc.assert(
    fc.property(almost, (value) => {
      expect(bytesOfBase64(value)).toEqual(new Uint8Array(Buffer.from(value, "base64")));
    }),
  );
});

test("any bytes are read as UTF-8 as Node's Buffer reads them", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(textOfUtf8(bytes)).toBe(Buffer.from(bytes).toString());
    }),
  );
});
