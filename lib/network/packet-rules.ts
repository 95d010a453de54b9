/** What the rules of one node do with the packets that pass it: the network asks, kube-proxy answers. */
import type { Source } from "./http.ts";

/** What a node's rules do with a packet to an address that is theirs. */
export type Verdict =
  | {
      readonly action: "forward";
      readonly ip: string;
      readonly port: number;
      readonly clientIP: string;
      readonly service: string;
      readonly endpoint: string;
    }
  | { readonly action: "refuse" | "drop"; readonly reason: string; readonly service?: string };

/** What they do with a ping. @property from who refuses, where that is not the node itself. */
export type EchoVerdict =
  | { readonly action: "refuse"; readonly from?: string | undefined }
  | { readonly action: "drop" };

/** kube-proxy, as the network sees it. */
export interface PacketRules {
  /** The mode that kube-proxy works in. */
  readonly mode: string;
  /** @param protocol default TCP. @returns undefined when the address is none of its own. */
  translate(source: Source, ip: string, port: number, protocol?: "TCP" | "UDP"): Verdict | undefined;
  /** An ICMP echo request. @returns undefined when the address is none of its own. */
  echo(ip: string): EchoVerdict | undefined;
}
