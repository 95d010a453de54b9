import { describe, expect, test } from "vitest";
import type { Observed } from "../check/observed.ts";
import { trafficOf } from "./traffic.ts";

const way = { client: "visitor", url: "http://web" };
const by = (name: string, uid = name): Observed => ({
  ...way,
  status: 200,
  server: { kind: "pod", namespace: "default", name, uid, ip: "10.0.0.1" },
});
const refused: Observed = { ...way, status: 0, error: "ECONNREFUSED" };

describe("the traffic of a check", () => {
  test("is who answered how often, and the first requests in order", () => {
    expect(trafficOf([by("a"), by("b"), by("a"), refused])).toEqual([
      {
        ...way,
        answers: [
          { by: "a", count: 2 },
          { by: "b", count: 1 },
          { error: "ECONNREFUSED", count: 1 },
        ],
        order: [0, 1, 0, 2],
      },
    ]);
    expect(trafficOf([])).toEqual([]);
  });

  test("tells two of one name apart, and a bad status from a good one", () => {
    const [one] = trafficOf([by("a", "1"), by("a", "2"), { ...by("a", "1"), status: 503 }]);
    expect(one?.answers).toEqual([
      { by: "a", count: 1 },
      { by: "a", count: 1 },
      { by: "a", status: 503, count: 1 },
    ]);
  });

  test("has no status that is none", () => {
    const [one] = trafficOf([
      { ...by("a"), status: Number.NaN },
      { ...by("a"), status: 404.5 },
    ]);
    expect(one?.answers).toEqual([{ by: "a", count: 2 }]);
  });

  test("has visits of single endpoints as one way", () => {
    const visit = (name: string) => ({ ...by(name), url: `http://${name}`, endpointOf: "web" });
    expect(trafficOf([visit("a"), visit("b")])).toEqual([
      {
        client: "visitor",
        endpointsOf: "web",
        answers: [
          { by: "a", count: 1 },
          { by: "b", count: 1 },
        ],
        order: [0, 1],
      },
    ]);
  });

  test("keeps few ways: what failed first, then where most was sent", () => {
    const from = (client: string, count: number, one = by("a")) =>
      Array.from({ length: count }, () => ({ ...one, client }));
    const kept = trafficOf([...from("x", 2), ...from("y", 9), ...from("z", 1, refused), ...from("w", 1)]);
    expect(kept.map(({ client }) => client)).toEqual(["z", "y", "x"]);
  });

  test("stays small, and counts what it leaves out", () => {
    const long = "n".repeat(253);
    const many = Array.from({ length: 500 }, (_, at) => ({ ...by(`${long}${at}`), url: `http://${long}` }));
    const [one] = trafficOf(many);
    expect([one?.answers.length, one?.order, one?.more]).toEqual([8, [0, 1, 2, 3, 4, 5, 6, 7], 492]);
    expect(JSON.stringify(one).length).toBeLessThan(1_500);
    expect(trafficOf(Array.from({ length: 500 }, () => by("a")))[0]?.order).toHaveLength(40);
  });
});
