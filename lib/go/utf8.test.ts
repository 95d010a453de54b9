import { expect, it } from "vitest";
import { utf8Length } from "./utf8.ts";

it.each(["", "web", "é", "서비스", "a서é", "🚀", "a🚀서", "\ud83d", "\ude80x", "\ud83d\ud83d\ude80"])(
  "counts the bytes of %j as an encoder writes them",
  (text) => {
    expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
  },
);
