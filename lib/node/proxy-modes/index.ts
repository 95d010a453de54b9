/** The modes of kube-proxy by name. To add one, write its file and a line here. */
import { iptables } from "./iptables/balancer.ts";
import { ipvs } from "./ipvs/balancer.ts";
import { nftables } from "./nftables/balancer.ts";
import type { CreateProxyMode } from "./proxy-mode.ts";

export const proxyModes = { ipvs, iptables, nftables } satisfies Record<string, CreateProxyMode>;

export type ProxyModeName = keyof typeof proxyModes;
