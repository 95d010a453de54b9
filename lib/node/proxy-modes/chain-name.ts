/**
 * Names of kube-proxy's chains: in iptables a hash, because a chain's name has at most 28 characters there, in nftables
 * a hash and the words behind it. Models pkg/proxy/{iptables,nftables}.
 */
import { sha256 } from "../kernel-rules/sha256.ts";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const HASH_LENGTH = 16;
const NFT_HASH_LENGTH = 8;

/**
 * @param prefix `KUBE-SVC` for a Service port, `KUBE-SVL` for its endpoints on this node, `KUBE-EXT` for what comes from outside, `KUBE-FW` for
 * who may use the load balancer, `KUBE-SEP` for an endpoint.
 * @param port `namespace/name`, with `:port` where the port has a name.
 * @param endpoint `ip:port`, for KUBE-SEP.
 */
export function chainName(
  prefix: "KUBE-SVC" | "KUBE-SVL" | "KUBE-EXT" | "KUBE-FW" | "KUBE-SEP",
  port: string,
  endpoint = "",
): string {
  return `${prefix}-${base32(sha256(`${port}tcp${endpoint}`)).slice(0, HASH_LENGTH)}`;
}

/**
 * @param service `namespace/name`.
 * @param port the port's name, or `""`.
 * @param endpoint `ip:port`, for `endpoint` and `affinity`.
 */
export function nftName(
  prefix: "service" | "local" | "external" | "firewall" | "endpoint" | "affinity",
  service: string,
  port: string,
  endpoint = "",
): string {
  const name = `${service}/tcp/${port}${endpoint === "" ? "" : `__${endpoint.replace(":", "/")}`}`;
  return `${prefix}-${base32(sha256(name)).slice(0, NFT_HASH_LENGTH)}-${name}`;
}

function base32(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += BASE32[(value >>> (bits - 5)) & 31];
  }
  return text;
}
