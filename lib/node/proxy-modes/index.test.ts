import { expect, test } from "vitest";
import { type ProxyModeName, proxyModeNamed, proxyModes } from "./index.ts";

test("a mode is found by its own name, and any other name is refused with those that there are", () => {
  for (const name of Object.keys(proxyModes) as ProxyModeName[]) expect(proxyModeNamed(name).name).toBe(name);
  expect(() => proxyModeNamed("userspace" as ProxyModeName)).toThrow(
    'kube-proxy has no mode "userspace": proxyMode is one of ipvs, iptables, nftables',
  );
  expect(() => proxyModeNamed("toString" as ProxyModeName)).toThrow('kube-proxy has no mode "toString"');
});
