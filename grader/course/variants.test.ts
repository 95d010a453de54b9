import { expect, test } from "vitest";
import { drawVariant, filled, variantAt, variantCount, variantsOf } from "./variants.ts";

const variants = variantsOf({
  service: ["http-svc", "http-svc-a", "http-svc-b"],
  port: { from: 81, to: 84 },
});
const drawn = (learner: string, secret = "a secret", id = "01-mine") =>
  drawVariant(variants, id, { secret, learner });
const learners = Array.from({ length: 200 }, (_, at) => `2026-${at}`);

test("a range is all of its numbers", () => {
  expect(variants.port).toEqual(["81", "82", "83", "84"]);
});

test("without a learner the first values count", () => {
  expect(drawVariant(variants, "01-mine", undefined)).toEqual({ service: "http-svc", port: "81" });
});

test("a learner has the same values each time, however they write their name", () => {
  expect(drawn("Kim ")).toEqual(drawn("kim"));
  expect(drawn("정하늘".normalize("NFD"))).toEqual(drawn("정하늘"));
});

test("in a class each value is drawn, and another secret, exercise or name draws others", () => {
  const services = (secret?: string, id?: string) => learners.map((each) => drawn(each, secret, id).service);
  expect(new Set(services())).toEqual(new Set(variants.service));
  expect(services("another secret")).not.toEqual(services());
  expect(services("a secret", "02-other")).not.toEqual(services());
  const pairs = new Set(learners.map((each) => JSON.stringify(drawn(each))));
  expect(pairs.size).toBe(12);
});

test("the turns come by all values", () => {
  expect(variantCount(variants)).toBe(4);
  const turns = [0, 1, 2, 3].map((turn) => variantAt(variants, turn));
  expect(turns.map(({ port }) => port)).toEqual(variants.port);
  expect(turns.map(({ service }) => service)).toEqual(["http-svc", "http-svc-a", "http-svc-b", "http-svc"]);
});

test("values are put into texts, keys and lists, and templates of kubectl stay", () => {
  const run = () => {};
  const data = { "Service/{{service}}": ["{{port}}", 5, null], go: "{{range .items}}{{.name}}{{end}}", run };
  expect(filled(data, { service: "web", port: "81" })).toEqual({
    "Service/web": ["81", 5, null],
    go: "{{range .items}}{{.name}}{{end}}",
    run,
  });
});
