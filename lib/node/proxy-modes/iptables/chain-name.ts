/** Names of kube-proxy's chains in iptables, where a name has at most 28 characters. Models pkg/proxy/iptables. */
import { chainHash } from "../chain-hash.ts";

const HASH_LENGTH = 16;

/**
 * @param prefix `KUBE-SVC` for a Service port, `KUBE-SVL` for its endpoints on this node, `KUBE-EXT` for what comes from
 * outside, `KUBE-FW` for who may use the load balancer, `KUBE-SEP` for an endpoint.
 * @param port `namespace/name`, with `:port` where the port has a name.
 * @param endpoint `ip:port`, for KUBE-SEP.
 * @param protocol in lower case.
 */
export function chainName(
  prefix: "KUBE-SVC" | "KUBE-SVL" | "KUBE-EXT" | "KUBE-FW" | "KUBE-SEP",
  port: string,
  endpoint = "",
  protocol = "tcp",
): string {
  return `${prefix}-${chainHash(`${port}${protocol}${endpoint}`, HASH_LENGTH)}`;
}
