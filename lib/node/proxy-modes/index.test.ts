import { expect, test } from "vitest";
import { type ProxyModeName, proxyModeNamed, proxyModes } from "./index.ts";

const names = Object.keys(proxyModes) as ProxyModeName[];

test("a mode is found by its own name, and any other name is refused with those that there are", () => {
  for (const name of names) expect(proxyModeNamed(name).name).toBe(name);
  for (const name of ["kernelspace", "toString"])
    expect(() => proxyModeNamed(name as ProxyModeName)).toThrow(
      `kube-proxy has no mode "${name}": proxyMode is one of ${names.join(", ")}`,
    );
});
