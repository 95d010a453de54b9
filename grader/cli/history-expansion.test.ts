// The answers are bash's, 5.2.
import { expect, test } from "vitest";
import { expandHistory } from "./history-expansion.ts";

const history = ["kubectl get svc", "echo a 'b c'", "curl web"];

test.each([
  ["!!", "curl web"],
  ["sudo !!", "sudo curl web"],
  ["!1 -o wide", "kubectl get svc -o wide"],
  ["!-2", "echo a 'b c'"],
  ["!kub", "kubectl get svc"],
  ["!kub; !cu", "kubectl get svc; curl web"],
  ["!?get?", "kubectl get svc"],
  ["cat !$", "cat web"],
  ["cat !ec$", "cat 'b c'"],
  ["cat !ec*", "cat a 'b c'"],
  ["cat !1^", "cat get"],
  ['echo "x!!y"', 'echo "xcurl weby"'],
  ["echo '!!'", "echo '!!'"],
  ["echo \\!!", "echo \\!!"],
  ["echo hi!", "echo hi!"],
  ['echo "hi!"', 'echo "hi!"'],
  ['echo "!cu" x', 'echo "curl web" x'],
  ["echo !#", "echo echo "],
  ["! false", "! false"],
  ["[ a != b ]", "[ a != b ]"],
  ["echo $! [!a]", "echo $! [!a]"],
  [`echo \${!x}`, `echo \${!x}`],
])("%s", (typed, line) => {
  expect(expandHistory(typed, history)).toEqual({ line });
});

test.each([
  ["!9", "!9: event not found"],
  ["!-9", "!-9: event not found"],
  ["echo !nope x", "!nope: event not found"],
  ['echo "hi!there"', "!there: event not found"],
  ['echo hi!there"x"', '!there"x": event not found'],
  ["!!:p", "!!: modifiers are not part of this simulated shell"],
])("%s is refused", (typed, error) => {
  expect(expandHistory(typed, history)).toEqual({ error });
});

test("nothing was typed before", () => {
  expect(expandHistory("!!", [])).toEqual({ error: "!!: event not found" });
});
