import { expect, test } from "vitest";
import { type Observed, type OutcomeName, outcomes } from "./outcomes.ts";

type Told = Observed["hops"][number];

const CODES = { R: "ECONNREFUSED", T: "ETIMEDOUT", N: "ENOTFOUND", X: "ECONNRESET" } as const;

/** `a b R`: two answers and a refusal. `1:a`: from client 1. `a5`: an error of server a. */
function requests(text: string): Told[] {
  return text.split(" ").map((word) => {
    const [, client = "1", who = ""] = /^(?:(\d):)?(.*)$/.exec(word) ?? [];
    const from = { ip: `10.244.1.${client}` };
    if (who in CODES) return { from, error: CODES[who as keyof typeof CODES] };
    return { from, servedBy: who[0] as string, status: who.endsWith("5") ? 503 : 200 };
  });
}

function namesOf(text: string, backends = ["a", "b", "c"]): string[] {
  const observed = { hops: requests(text), backends };
  return Object.keys(outcomes).filter((name) => outcomes[name as OutcomeName](observed));
}

test.each([
  ["a", ["answered", "none-lost", "one-server"]],
  ["R R", ["refused", "all-lost", "some-lost"]],
  ["T", ["timeout", "all-lost", "some-lost"]],
  ["N N", ["unknown-name", "all-lost", "some-lost"]],
  ["X", ["all-lost", "some-lost"]],
  ["R T", ["all-lost", "some-lost"]],
  ["a R b", ["some-refused", "some-lost"]],
  ["a T a T", ["some-timeout", "some-lost"]],
  ["a T R", ["some-lost"]],
  ["a5 a5", ["answered", "one-server", "all-lost", "some-lost"]],
  ["a a5", ["answered", "one-server", "some-lost"]],
  ["a b c a b c a", ["answered", "none-lost", "in-turn", "even"]],
  ["a b a b", ["answered", "none-lost", "in-turn", "uneven"]],
  ["a c b a b c", ["answered", "none-lost", "no-order", "even"]],
  ["a a b a c a", ["answered", "none-lost", "no-order", "uneven"]],
  ["1:a 2:b 1:a 2:b", ["answered", "none-lost", "in-turn", "uneven", "one-server-each"]],
  ["1:a 1:a 2:a 2:a", ["answered", "none-lost", "one-server", "one-server-each"]],
  ["1:a 1:b 2:b 2:b", ["answered", "none-lost", "no-order", "uneven"]],
])("%s is %j", (text, names) => {
  expect(namesOf(text).sort()).toEqual([...names].sort());
});

test("one who could have answered and never did makes it uneven", () => {
  expect(namesOf("a b a b", ["a", "b"])).toContain("even");
  expect(namesOf("a b a b", ["a", "b", "c"])).not.toContain("even");
});
