import { describe, expect, it } from "vitest";
import { ipFamily, ipv4ToNumber, isCIDR, numberToIPv4, parseIP } from "./ip-address.ts";
import { validateEndpointIP } from "./ip-validation.ts";

it.each([
  ["10.96.0.1", "IPv4"],
  ["010.96.0.1", "IPv4"],
  ["2001:db8::ffff", "IPv6"],
  ["::", "IPv6"],
  ["::ffff:1.2.3.4", "IPv6"],
  ["1:2:3:4:5:6:7:8", "IPv6"],
  ["256.0.0.1", undefined],
  ["1.2.3", undefined],
  ["1:2", undefined],
  ["1::2::3", undefined],
  ["fe80::1%eth0", undefined],
  ["1:2:3:4:5:6:7:8:9", undefined],
  ["", undefined],
  ["localhost", undefined],
])("%j is of family %s", (text, family) => {
  expect(ipFamily(text)).toBe(family);
});

it("fills the gap of an IPv6 address with zeros", () => {
  expect(parseIP("1::a:0.0.0.9")).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 9]);
});

it("counts IPv4 addresses", () => {
  expect(numberToIPv4((ipv4ToNumber("10.96.0.255") ?? 0) + 1)).toBe("10.96.1.0");
  expect(numberToIPv4(ipv4ToNumber("255.255.255.255") ?? 0)).toBe("255.255.255.255");
});

it.each([
  ["10.0.0.0/8", true],
  ["::/0", true],
  ["10.0.0.0/33", false],
  ["10.0.0.0", false],
  ["10.0.0.0/8/8", false],
  ["x/8", false],
])("%j is a block: %s", (text, expected) => {
  expect(isCIDR(text)).toBe(expected);
});

describe("an endpoint may not be", () => {
  it.each([
    ["0.0.0.0", "may not be unspecified (0.0.0.0)"],
    ["::", "may not be unspecified (::)"],
    ["127.1.2.3", "may not be in the loopback range (127.0.0.0/8, ::1/128)"],
    ["::1", "may not be in the loopback range (127.0.0.0/8, ::1/128)"],
    ["169.254.169.254", "may not be in the link-local range (169.254.0.0/16, fe80::/10)"],
    ["fe80::1", "may not be in the link-local range (169.254.0.0/16, fe80::/10)"],
    ["224.0.0.7", "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)"],
    ["ff02::1", "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)"],
  ])("%s", (ip, why) => {
    expect(validateEndpointIP("ip", ip)).toEqual([
      { reason: "FieldValueInvalid", field: "ip", message: `Invalid value: "${ip}": ${why}` },
    ]);
  });
});
