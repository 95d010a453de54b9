import { afterEach, expect, test, vi } from "vitest";
import { markdownLines } from "./markdown.ts";
import { terminalOf } from "./terminal.ts";

const TEXT = `Let it have **exactly five** endpoints of \`http-go-svc\`.

- The first one is a rather long item
1. one

\`\`\`
kubectl get **svc**
\`\`\`
`;

afterEach(() => vi.unstubAllEnvs());

const plain = terminalOf({ isTTY: false, columns: 0 }, "en");

test("without a terminal bold has no marks, and code keeps its quotes", () => {
  expect(markdownLines(TEXT, plain)).toEqual([
    "Let it have exactly five endpoints of `http-go-svc`.",
    "",
    "• The first one is a rather long item",
    "1. one",
    "",
    "    kubectl get **svc**",
  ]);
});

test("at a terminal it is painted, and wrapped under the text of an item", () => {
  vi.stubEnv("NO_COLOR", "").stubEnv("TERM", "xterm");
  const terminal = terminalOf({ isTTY: true, columns: 24 }, "en");
  expect(markdownLines(TEXT, terminal)).toEqual([
    "Let it have \u001b[1mexactly five\u001b[22m",
    "endpoints of",
    "\u001b[36mhttp-go-svc\u001b[39m.",
    "",
    "• The first one is a",
    "  rather long item",
    "1. one",
    "",
    "    \u001b[36mkubectl get **svc**\u001b[39m",
  ]);
});

test("NO_COLOR takes the paint away, and nothing else", () => {
  vi.stubEnv("NO_COLOR", "1").stubEnv("TERM", "xterm");
  expect(markdownLines("**a** `b` c", terminalOf({ isTTY: true, columns: 5 }, "en"))).toEqual(["a `b`", "c"]);
});

test("Hangul takes two columns", () => {
  const terminal = { ...terminalOf({ isTTY: true, columns: 12 }, "ko"), style: plain.style };
  expect(markdownLines("파드 다섯 개가", terminal)).toEqual(["파드 다섯", "개가"]);
});
