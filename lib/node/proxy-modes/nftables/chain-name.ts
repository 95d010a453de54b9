/** Names of kube-proxy's chains and sets in nftables: a hash, and the words behind it. Models pkg/proxy/nftables. */
import { chainHash } from "../chain-hash.ts";

const HASH_LENGTH = 8;

/**
 * @param service `namespace/name`.
 * @param port the port's name, or `""`.
 * @param endpoint `ip:port`, for `endpoint` and `affinity`.
 * @param protocol in lower case.
 */
export function chainName(
  prefix: "service" | "local" | "external" | "firewall" | "endpoint" | "affinity",
  service: string,
  port: string,
  endpoint = "",
  protocol = "tcp",
): string {
  const name = `${service}/${protocol}/${port}${endpoint === "" ? "" : `__${endpoint.replace(":", "/")}`}`;
  return `${prefix}-${chainHash(name, HASH_LENGTH)}-${name}`;
}
