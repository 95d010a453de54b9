import { describe, expect, test } from "vitest";
import { contains, formatIPv4, parseCidr, parseIPv4 } from "./ip-address.ts";
import { IpPool } from "./ip-pool.ts";

describe("an IPv4 address", () => {
  test.each(["0.0.0.0", "10.96.0.1", "223.130.195.200", "255.255.255.255"])(
    "%s survives being a number",
    (text) => {
      expect(formatIPv4(parseIPv4(text) ?? -1)).toBe(text);
    },
  );

  test.each(["", "10.96.0", "10.96.0.256", "10.96.0.01", "a.b.c.d", "10.96.0.1.2", "::1"])(
    "%j is none",
    (text) => {
      expect(parseIPv4(text)).toBeUndefined();
    },
  );

  test("lies in its block or not", () => {
    const services = parseCidr("10.96.0.0/12");
    expect(
      ["10.96.0.0", "10.111.255.255", "10.112.0.0", "10.95.255.255", "web"].map((ip) =>
        contains(services, ip),
      ),
    ).toEqual([true, true, false, false, false]);
    expect(() => parseCidr("10.96.0.0")).toThrow(
      '"10.96.0.0" is no block of IPv4 addresses such as 10.96.0.0/12',
    );
  });
});

describe("a pool", () => {
  test("hands out addresses in turn, leaves the network's own ones free, and lets a released one rest", () => {
    const pool = new IpPool(parseCidr("10.244.1.0/29"));
    expect([pool.allocate(), pool.allocate()]).toEqual(["10.244.1.2", "10.244.1.3"]);
    pool.release("10.244.1.2");
    expect([pool.allocate(), pool.allocate(), pool.allocate(), pool.allocate(), pool.allocate()]).toEqual([
      "10.244.1.4",
      "10.244.1.5",
      "10.244.1.6",
      "10.244.1.2",
      undefined,
    ]);
  });

  test("begins where it is told", () => {
    expect(new IpPool(parseCidr("10.244.1.0/24"), 40).allocate()).toBe("10.244.1.42");
  });
});
