import { expect, test } from "vitest";
import { type EndpointPort, type PackedAddress, packSubsets, sortAddresses } from "./pack-subsets.ts";
import { truncateSubsets } from "./truncate-subsets.ts";

const http: EndpointPort = { name: "http", port: 8080, protocol: "TCP" };
const admin: EndpointPort = { name: "admin", port: 9090, protocol: "TCP" };
const pack = (addresses: readonly PackedAddress[]) => packSubsets(sortAddresses(addresses));
const address = (ip: string, ports: readonly EndpointPort[] = [http], isReady = true): PackedAddress => ({
  address: { ip },
  isReady,
  ports,
});

test("addresses are sorted as text, not as numbers", () => {
  const [subset] = pack([address("10.244.1.9"), address("10.244.1.10"), address("10.244.0.200")]);
  expect(subset?.addresses?.map(({ ip }) => ip)).toEqual(["10.244.0.200", "10.244.1.10", "10.244.1.9"]);
});

test("ready and not ready addresses of the same ports share a subset", () => {
  expect(pack([address("10.0.0.1"), address("10.0.0.2", [http], false)])).toEqual([
    { addresses: [{ ip: "10.0.0.1" }], notReadyAddresses: [{ ip: "10.0.0.2" }], ports: [http] },
  ]);
});

test("ports that the same addresses serve stand in one subset", () => {
  expect(pack([address("10.0.0.1", [http, admin]), address("10.0.0.2", [http, admin])])).toEqual([
    { addresses: [{ ip: "10.0.0.1" }, { ip: "10.0.0.2" }], ports: [http, admin] },
  ]);
});

test("a port that only some addresses serve stands alone with them", () => {
  expect(pack([address("10.0.0.1", [http, admin]), address("10.0.0.2", [http])])).toEqual([
    { addresses: [{ ip: "10.0.0.1" }, { ip: "10.0.0.2" }], ports: [http] },
    { addresses: [{ ip: "10.0.0.1" }], ports: [admin] },
  ]);
});

test("a named port with different numbers makes a subset for each number", () => {
  const other = { ...http, port: 8081 };
  expect(pack([address("10.0.0.1"), address("10.0.0.2", [other])])).toEqual([
    { addresses: [{ ip: "10.0.0.1" }], ports: [http] },
    { addresses: [{ ip: "10.0.0.2" }], ports: [other] },
  ]);
});

test("addresses without ports, of a headless Service, make a subset without ports", () => {
  expect(pack([address("10.0.0.1", [])])).toEqual([{ addresses: [{ ip: "10.0.0.1" }] }]);
});

test("nothing makes no subset", () => {
  expect(pack([])).toEqual([]);
});

const many = (count: number, from = 0): { ip: string }[] =>
  Array.from({ length: count }, (_, at) => ({ ip: `10.0.${from}.${at}` }));

test.each([
  { why: "what fits stays whole", ready: [600], notReady: [400], kept: undefined },
  { why: "not ready addresses are cut before ready ones", ready: [900], notReady: [200], kept: [[900, 100]] },
  { why: "too many ready ones leave no room for others", ready: [1500], notReady: [10], kept: [[1000, 0]] },
  {
    why: "several subsets are cut in proportion",
    ready: [900, 300],
    notReady: [0, 0],
    kept: [
      [750, 0],
      [250, 0],
    ],
  },
  {
    why: "rounding up is paid by the last",
    ready: [1001, 1001, 1001],
    notReady: [0, 0, 0],
    kept: [
      [334, 0],
      [334, 0],
      [332, 0],
    ],
  },
])("$why", ({ ready, notReady, kept }) => {
  const subsets = ready.map((count, at) => ({
    addresses: many(count, at),
    notReadyAddresses: many(notReady[at] ?? 0, at + 100),
    ports: [http],
  }));
  const cut = truncateSubsets(subsets)?.map(({ addresses, notReadyAddresses }) => [
    addresses?.length ?? 0,
    notReadyAddresses?.length ?? 0,
  ]);
  expect(cut).toEqual(kept);
});
