/** `ifconfig` and `route -n`, as far as they show. Texts measured with busybox 1.35 and net-tools 2.10. Counters stand still. */
import type { NetworkClient } from "../../network/http.ts";
import { fail, type Machine, type ShellCommand, succeed } from "../command.ts";
import { broadcastOf, type Link, linksOf, maskOf, type RouteEntry, routesOf } from "../host/links.ts";

export function ifconfig(machine: Machine, network: NetworkClient): ShellCommand {
  const isBusybox = machine.flavour === "busybox";
  return async (args) => {
    const [name, ...more] = args.filter((arg) => arg !== "-a" && arg !== "-v");
    if (more.length > 0) return fail(1, "ifconfig: to change a device is not part of this simulation");
    const all = linksOf(network.source);
    const links = name === undefined ? [...all].reverse() : all.filter((link) => link.name === name);
    if (links.length === 0)
      return fail(
        1,
        isBusybox
          ? `ifconfig: ${name}: error fetching interface information: Device not found`
          : `${name}: error fetching interface information: Device not found`,
      );
    return succeed(links.map(isBusybox ? asBusybox : asNetTools).join(""));
  };
}

function asBusybox(link: Link): string {
  const { name, isLoopback, mac, mtu, ip, prefix, ip6 } = link;
  const pad = " ".repeat(10);
  const first = isLoopback
    ? "Link encap:Local Loopback  "
    : `Link encap:Ethernet  HWaddr ${mac.toUpperCase()}  `;
  const bcast = isLoopback ? "" : `Bcast:${broadcastOf(link)}  `;
  const flags = isLoopback ? "UP LOOPBACK RUNNING" : "UP BROADCAST RUNNING MULTICAST";
  return [
    name.padEnd(10) + first,
    `${pad}inet addr:${ip}  ${bcast}Mask:${maskOf(prefix)}`,
    `${pad}inet6 addr: ${ip6} Scope:${isLoopback ? "Host" : "Link"}`,
    `${pad}${flags}  MTU:${mtu}  Metric:1`,
    `${pad}RX packets:0 errors:0 dropped:0 overruns:0 frame:0`,
    `${pad}TX packets:0 errors:0 dropped:0 overruns:0 carrier:0`,
    `${pad}collisions:0 txqueuelen:1000 `,
    `${pad}RX bytes:0 (0.0 B)  TX bytes:0 (0.0 B)`,
    "",
    "",
  ].join("\n");
}

function asNetTools(link: Link): string {
  const { name, isLoopback, mac, mtu, ip, prefix, ip6 } = link;
  const [six, length] = ip6.split("/");
  const pad = " ".repeat(8);
  const flags = isLoopback ? "73<UP,LOOPBACK,RUNNING>" : "4163<UP,BROADCAST,RUNNING,MULTICAST>";
  const bcast = isLoopback ? "" : `  broadcast ${broadcastOf(link)}`;
  return [
    `${name}: flags=${flags}  mtu ${mtu}`,
    `${pad}inet ${ip}  netmask ${maskOf(prefix)}${bcast}`,
    `${pad}inet6 ${six}  prefixlen ${length}  scopeid ${isLoopback ? "0x10<host>" : "0x20<link>"}`,
    isLoopback
      ? `${pad}loop  txqueuelen 1000  (Local Loopback)`
      : `${pad}ether ${mac}  txqueuelen 1000  (Ethernet)`,
    `${pad}RX packets 0  bytes 0 (0.0 B)`,
    `${pad}RX errors 0  dropped 0  overruns 0  frame 0`,
    `${pad}TX packets 0  bytes 0 (0.0 B)`,
    `${pad}TX errors 0  dropped 0 overruns 0  carrier 0  collisions 0`,
    "",
    "",
  ].join("\n");
}

export function route(_machine: Machine, network: NetworkClient): ShellCommand {
  return async (args) => {
    if (args.some((arg) => !/^-[ne]+$/.test(arg)))
      return fail(1, `route: ${args.join(" ")}: to change routes is not part of this simulation`);
    return succeed(routeTable(network, "Metric Ref    Use", "0      0        0"));
  };
}

/** As `route -n` and `netstat -rn` print it, which differ in three columns. */
export function routeTable(network: NetworkClient, columns: string, values: string): string {
  const rows = routesOf(network.source).map((entry) => `${tableLine(entry)} ${values} ${entry.dev}\n`);
  return `Kernel IP routing table\nDestination     Gateway         Genmask         Flags ${columns} Iface\n${rows.join("")}`;
}

function tableLine({ to, via = "0.0.0.0" }: RouteEntry): string {
  const [address = "", prefix = "32"] = to === "default" ? ["0.0.0.0", "0"] : to.split("/");
  const flags = `U${via === "0.0.0.0" ? "" : "G"}${prefix === "32" ? "H" : ""}`;
  return `${address.padEnd(15)} ${via.padEnd(15)} ${maskOf(Number(prefix)).padEnd(15)} ${flags.padEnd(5)}`;
}
