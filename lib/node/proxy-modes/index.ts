/** The modes of kube-proxy by name. To add one, write its folder and a line here. */
import { iptables } from "./iptables/index.ts";
import { ipvs } from "./ipvs/index.ts";
import { nftables } from "./nftables/index.ts";
import type { ProxyMode } from "./proxy-mode.ts";

export const proxyModes = { ipvs, iptables, nftables } satisfies Record<string, ProxyMode>;

export type ProxyModeName = keyof typeof proxyModes;

/** Round robin, as the course teaches it. */
export const PROXY_MODE_DEFAULT: ProxyModeName = "ipvs";

/** @throws RangeError for a name that a notebook without types may give. */
export function proxyModeNamed(name: ProxyModeName): ProxyMode {
  if (Object.hasOwn(proxyModes, name)) return proxyModes[name];
  throw new RangeError(
    `kube-proxy has no mode "${name}": proxyMode is one of ${Object.keys(proxyModes).join(", ")}`,
  );
}
