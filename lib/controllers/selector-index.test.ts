import { expect, test } from "vitest";
import { Random } from "../sim/random.ts";
import { compilePairs } from "./selector.ts";
import { SelectorIndex } from "./selector-index.ts";

test("among the candidates is each selector that matches, while it is there", () => {
  const random = new Random("selectors");
  const pairs = () =>
    Object.fromEntries(
      ["app", "tier", "track"].filter(() => random.int(2) === 0).map((key) => [key, `${random.int(3)}`]),
    );
  const index = new SelectorIndex<{ namespace: string; selector: Record<string, string> }>();
  const entries = Array.from({ length: 60 }, (_, at) => ({ namespace: `ns-${at % 2}`, selector: pairs() }));
  for (const entry of entries) index.add(entry.namespace, entry.selector, entry);
  const gone = new Set(entries.filter(() => random.int(3) === 0));
  for (const entry of gone) index.delete(entry.namespace, entry.selector, entry);
  for (let at = 0; at < 100; at++) {
    const labels = pairs();
    const expected = entries.filter(
      (entry) => !gone.has(entry) && entry.namespace === "ns-1" && compilePairs(entry.selector)(labels),
    );
    const found = index.candidates("ns-1", labels);
    expect(new Set(found.filter(({ selector }) => compilePairs(selector)(labels)))).toEqual(
      new Set(expected),
    );
    expect(found.length).toBeLessThan(entries.length / 2);
    expect(new Set(found).size).toBe(found.length);
  }
});
