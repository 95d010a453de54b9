import { describe, expect, test } from "vitest";
import type { EndpointSlice, SliceEndpoint, SlicePort } from "../../api/kinds/endpoint-slice.ts";
import { packSlices } from "./pack-slices.ts";
import { planSlices } from "./slice-plan.ts";

const endpoint = (at: number, ready = true): SliceEndpoint => ({
  addresses: [`10.0.${Math.floor(at / 250)}.${at % 250}`],
  conditions: { ready },
  targetRef: { name: `pod-${at}` },
});
const range = (from: number, to: number): SliceEndpoint[] =>
  Array.from({ length: to - from }, (_, at) => endpoint(from + at));
const labels = { app: "http-go" };
const slice = (
  name: string,
  endpoints: readonly SliceEndpoint[],
  ports: readonly SlicePort[] = [{ name: "", protocol: "TCP", port: 8080 }],
): EndpointSlice =>
  ({ metadata: { name, labels }, addressType: "IPv4", endpoints, ports }) as unknown as EndpointSlice;

/** Names and sizes of all slices after the packing, new ones as `+`. */
function sizes(
  desired: readonly SliceEndpoint[],
  existing: readonly EndpointSlice[],
): Record<string, number> {
  const { created, updated, removed } = packSlices(desired, existing);
  const result: Record<string, number> = {};
  for (const each of existing)
    if (!removed.includes(each)) result[each.metadata.name] = each.endpoints.length;
  for (const { slice: changed, endpoints } of updated) result[changed.metadata.name] = endpoints.length;
  for (const [at, endpoints] of created.entries()) result[`+${at}`] = endpoints.length;
  return result;
}

describe("endpoints are packed into slices of a hundred", () => {
  test.each([
    {
      why: "250 new endpoints make three slices",
      desired: range(0, 250),
      existing: [],
      expected: { "+0": 100, "+1": 100, "+2": 50 },
    },
    { why: "exactly a hundred make one", desired: range(0, 100), existing: [], expected: { "+0": 100 } },
    {
      why: "a few new ones go into an unchanged slice with room",
      desired: range(0, 60),
      existing: [slice("a", range(0, 50))],
      expected: { a: 60 },
    },
    {
      why: "of two with room, the fuller one is taken",
      desired: [...range(0, 20), ...range(100, 170), ...range(300, 310)],
      existing: [slice("a", range(0, 20)), slice("b", range(100, 170))],
      expected: { a: 20, b: 80 },
    },
    {
      why: "when they do not fit together, they get a slice of their own",
      desired: range(0, 150),
      existing: [slice("a", range(0, 80))],
      expected: { a: 80, "+0": 70 },
    },
    {
      why: "a slice that changes anyway is filled up first",
      desired: [...range(1, 90), ...range(200, 230)],
      existing: [slice("a", range(0, 90))],
      expected: { a: 100, "+0": 19 },
    },
    {
      why: "slices are not merged when they empty",
      desired: [...range(0, 10), ...range(100, 110)],
      existing: [slice("a", range(0, 100)), slice("b", range(100, 200))],
      expected: { a: 10, b: 10 },
    },
    {
      why: "a slice of which nothing is left goes",
      desired: range(0, 100),
      existing: [slice("a", range(0, 100)), slice("b", range(100, 150))],
      expected: { a: 100 },
    },
  ])("$why", ({ desired, existing, expected }) => {
    expect(sizes(desired, existing)).toEqual(expected);
  });

  test("nothing is written when nothing changed", () => {
    expect(packSlices(range(0, 150), [slice("a", range(0, 100)), slice("b", range(100, 150))])).toEqual({
      created: [],
      updated: [],
      removed: [],
    });
  });

  test("an endpoint that is ready now stays where it was", () => {
    const { updated } = packSlices(
      [endpoint(0), endpoint(1)],
      [slice("a", [endpoint(0, false), endpoint(1)])],
    );
    expect(updated.map(({ endpoints }) => endpoints)).toEqual([[endpoint(0), endpoint(1)]]);
  });
});

describe("a plan for a Service", () => {
  const port = (number: number): SlicePort => ({ name: "http", protocol: "TCP", port: number });
  const group = (number: number, endpoints: SliceEndpoint[]) => ({ ports: [port(number)], endpoints });

  test("without any endpoint is one slice without endpoints and ports", () => {
    expect(planSlices(new Map(), [], labels)).toEqual({
      create: [{ ports: undefined, endpoints: [] }],
      update: [],
      remove: [],
    });
  });

  test("leaves the stand-in alone while there is nothing else", () => {
    expect(planSlices(new Map(), [slice("stand-in", [], [])], labels)).toEqual({
      create: [],
      update: [],
      remove: [],
    });
  });

  test("turns the stand-in into the first slice with endpoints", () => {
    const plan = planSlices(
      new Map([["http/TCP/8080/", group(8080, range(0, 2))]]),
      [slice("stand-in", [], [])],
      labels,
    );
    expect(plan).toMatchObject({
      create: [],
      update: [{ slice: { metadata: { name: "stand-in" } }, content: { endpoints: range(0, 2) } }],
      remove: [],
    });
  });

  test("turns the last slice into the stand-in when its endpoints go", () => {
    const plan = planSlices(new Map(), [slice("last", range(0, 3))], labels);
    expect(plan).toMatchObject({
      create: [],
      update: [{ slice: { metadata: { name: "last" } }, content: { ports: undefined, endpoints: [] } }],
      remove: [],
    });
  });

  test("has slices of their own for Pods with other port numbers", () => {
    const groups = new Map([
      ["http/TCP/8080/", group(8080, range(0, 2))],
      ["http/TCP/8081/", group(8081, range(2, 3))],
    ]);
    expect(
      planSlices(groups, [], labels).create.map(({ ports, endpoints }) => [
        ports?.[0]?.port,
        endpoints.length,
      ]),
    ).toEqual([
      [8080, 2],
      [8081, 1],
    ]);
  });

  test("rewrites slices whose labels are not the Service's", () => {
    const existing = slice("a", range(0, 1), [port(8080)]);
    const plan = planSlices(new Map([["http/TCP/8080/", group(8080, range(0, 1))]]), [existing], {
      app: "other",
    });
    expect(plan.update.map(({ slice: changed }) => changed)).toEqual([existing]);
  });
});
