/** Names of kube-proxy's iptables chains: a hash, because a chain's name has at most 28 characters. Models pkg/proxy/iptables. */
import { sha256 } from "./sha256.ts";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const HASH_LENGTH = 16;

/**
 * @param prefix `KUBE-SVC` for a Service port, `KUBE-SVL` for its endpoints on this node, `KUBE-EXT` for what comes from outside, `KUBE-SEP` for an endpoint.
 * @param port `namespace/name`, with `:port` where the port has a name.
 * @param endpoint `ip:port`, for KUBE-SEP.
 */
export function chainName(prefix: "KUBE-SVC" | "KUBE-SVL" | "KUBE-EXT" | "KUBE-SEP", port: string, endpoint = ""): string {
  return `${prefix}-${base32(sha256(`${port}tcp${endpoint}`)).slice(0, HASH_LENGTH)}`;
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
