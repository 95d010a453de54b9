/** The network devices and routes of a machine, as kind's plug-in sets them up: what ip, ifconfig and route print. */
import type { Source } from "../../network/http.ts";

export interface Link {
  readonly index: number;
  readonly name: string;
  /** As iproute2 shows it: `eth0@if7`. */
  readonly shownName: string;
  readonly isLoopback: boolean;
  readonly mac: string;
  readonly mtu: number;
  readonly ip: string;
  readonly prefix: number;
  readonly ip6: string;
}

export interface RouteEntry {
  /** `default`, or an address with its prefix. */
  readonly to: string;
  readonly via?: string;
  readonly dev: string;
  readonly isLink: boolean;
  readonly src?: string;
}

export const LOOPBACK: Link = {
  index: 1,
  name: "lo",
  shownName: "lo",
  isLoopback: true,
  mac: "00:00:00:00:00:00",
  mtu: 65_536,
  ip: "127.0.0.1",
  prefix: 8,
  ip6: "::1/128",
};

/** Pods have addresses of this block; all other machines are on the nodes' network. */
const isPodAddress = (ip: string): boolean => ip.startsWith("10.244.");

export function linksOf({ ip }: Source): readonly Link[] {
  const bytes = ip.split(".").map(Number);
  const isPod = isPodAddress(ip);
  const head = isPod ? [0x0a, 0x58] : [0x02, 0x42];
  const mac = [...head, ...bytes].map((byte) => byte.toString(16).padStart(2, "0"));
  const eth0: Link = {
    index: 2,
    name: "eth0",
    shownName: `eth0@if${(bytes[3] ?? 0) + 2}`,
    isLoopback: false,
    mac: mac.join(":"),
    mtu: 1_500,
    ip,
    prefix: isPod ? 24 : 16,
    ip6: `${linkLocal(mac)}/64`,
  };
  return [LOOPBACK, eth0];
}

/** EUI-64 of RFC 4291. */
function linkLocal(mac: readonly string[]): string {
  const [first = "0", ...rest] = mac;
  const bytes = [(Number.parseInt(first, 16) ^ 2).toString(16).padStart(2, "0"), ...rest];
  const words = [`${bytes[0]}${bytes[1]}`, `${bytes[2]}ff`, `fe${bytes[3]}`, `${bytes[4]}${bytes[5]}`];
  return `fe80::${words.map((word) => word.replace(/^0+(?=.)/, "")).join(":")}`;
}

export function routesOf({ ip, node }: Source): readonly RouteEntry[] {
  const [a, b, c] = ip.split(".");
  if (isPodAddress(ip)) {
    const gateway = `${a}.${b}.${c}.1`;
    return [
      { to: "default", via: gateway, dev: "eth0", isLink: false },
      { to: `${a}.${b}.${c}.0/24`, via: gateway, dev: "eth0", isLink: false, src: ip },
      { to: gateway, dev: "eth0", isLink: true, src: ip },
    ];
  }
  const own: RouteEntry = { to: `${a}.${b}.0.0/16`, dev: "eth0", isLink: true, src: ip };
  return node === undefined
    ? [own]
    : [{ to: "default", via: `${a}.${b}.0.1`, dev: "eth0", isLink: false }, own];
}

export function broadcastOf({ ip, prefix }: Link): string {
  const bytes = ip.split(".");
  return [...bytes.slice(0, prefix / 8), ...Array(4 - prefix / 8).fill("255")].join(".");
}

export function maskOf(prefix: number): string {
  return Array.from({ length: 4 }, (_, at) => (at < prefix / 8 ? 255 : 0)).join(".");
}
