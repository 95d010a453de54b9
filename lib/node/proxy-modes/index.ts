/** The modes of kube-proxy by name. To add one, write its file and a line here. */
import { iptables } from "./iptables.ts";
import { ipvs } from "./ipvs.ts";
import { nftables } from "./nftables.ts";
import type { CreateProxyMode } from "./proxy-mode.ts";

export const proxyModes = { ipvs, iptables, nftables } satisfies Record<string, CreateProxyMode>;

export type ProxyModeName = keyof typeof proxyModes;
