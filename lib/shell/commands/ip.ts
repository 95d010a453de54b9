/**
 * `ip`, as far as it shows: addresses, links, routes, neighbours. Texts measured with iproute2 6.1 and busybox 1.35. Leaves
 * out all that changes something, and other tables than the main one.
 */
import type { ExecResult } from "../../api/api.ts";
import type { NetworkClient } from "../../network/http.ts";
import { fail, type Machine, type ShellCommand, succeed } from "../command.ts";
import { broadcastOf, type Link, linksOf, type RouteEntry, routesOf } from "../host/links.ts";
import { busyboxBanner } from "./busybox.ts";

const BUSYBOX_USAGE = `

Usage: ip [OPTIONS] address|route|link|tunnel|neigh|rule [ARGS]

OPTIONS := -f[amily] inet|inet6|link | -o[neline]

ip addr add|del IFADDR dev IFACE | show|flush [dev IFACE] [to PREFIX]
ip route list|flush|add|del|change|append|replace|test ROUTE
ip link set IFACE [up|down] [arp on|off] [multicast on|off]
	[promisc on|off] [mtu NUM] [name NAME] [qlen NUM] [address MAC]
	[master IFACE | nomaster] [netns PID]`;

const LACKING = "is not part of this simulation: ip addr, ip link and ip route show what there is";
const SHOWS = ["show", "list", "lst", "ls", "s", "l", "sh", "li", "lis", "sho"];

interface Settings {
  readonly isBusybox: boolean;
  readonly family: "4" | "6" | undefined;
  readonly isBrief: boolean;
  readonly isOneLine: boolean;
}

export function ip(machine: Machine, network: NetworkClient): ShellCommand {
  const isBusybox = machine.flavour === "busybox";
  return async (args) => {
    let at = 0;
    let family: Settings["family"];
    const has = new Set<string>();
    for (; args[at]?.startsWith("-"); at++) {
      const option = (args[at] ?? "").replace(/^-+/, "");
      if (option === "4" || option === "6") family = option;
      else if (/^(?:br|brief|o|oneline|c|color|d|details|h|human)$/.test(option)) has.add(option);
      else if (option === "V") return succeed("ip utility, iproute2-6.14.0\n");
      else return fail(isBusybox ? 1 : 255, `ip: ${args[at]}: this option ${LACKING}`);
    }
    if (isBusybox && (has.has("br") || has.has("brief")))
      return fail(1, busyboxBanner(machine) + BUSYBOX_USAGE);
    const isBrief = has.has("br") || has.has("brief");
    const settings = { isBusybox, family, isBrief, isOneLine: has.has("o") || has.has("oneline") };
    const [object = "", ...rest] = args.slice(at);
    const verb = rest[0] ?? "show";
    if (
      object !== "" &&
      rest.length > 0 &&
      /^(?:add|del|delete|set|flush|change|replace|append|up|down)$/.test(verb)
    )
      return fail(isBusybox ? 1 : 2, `ip: ip ${object} ${verb} ${LACKING}`);
    const asked = SHOWS.includes(verb) ? rest.slice(1) : rest;
    if (/^a(?:d(?:d(?:r(?:ess)?)?)?)?$/.test(object)) return showLinks(network, asked, settings, true);
    if (/^l(?:i(?:n(?:k)?)?)?$/.test(object)) return showLinks(network, asked, settings, false);
    if (/^r(?:o(?:u(?:t(?:e)?)?)?)?$/.test(object)) return showRoutes(network, asked, settings);
    if (/^n(?:e(?:i(?:g(?:h(?:bor|bour)?)?)?)?)?$/.test(object)) return succeed("");
    if (/^ru(?:l(?:e)?)?$/.test(object))
      return succeed(
        "0:\tfrom all lookup local\n32766:\tfrom all lookup main\n32767:\tfrom all lookup default\n",
      );
    if (/^(?:netns|tunnel|maddr|monitor|xfrm|vrf|addrlabel|ntable|tuntap)$/.test(object))
      return fail(isBusybox ? 1 : 255, `ip: ip ${object} ${LACKING}`);
    if (isBusybox || object === "" || object === "help")
      return fail(isBusybox ? 1 : 255, isBusybox ? busyboxBanner(machine) + BUSYBOX_USAGE : USAGE);
    return fail(1, `Object "${object}" is unknown, try "ip help".`);
  };
}

const USAGE = `Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }
where  OBJECT := { address | link | neighbor | route | rule }
       OPTIONS := { -4 | -6 | -br[ief] | -o[neline] }`;

function showLinks(
  network: NetworkClient,
  asked: readonly string[],
  settings: Settings,
  hasAddresses: boolean,
): ExecResult {
  const name = asked.filter((word) => word !== "dev" && word !== "up")[0];
  const links = linksOf(network.source).filter((link) => name === undefined || link.name === name);
  if (links.length === 0)
    return settings.isBusybox
      ? fail(1, `ip: can't find device '${name}'`)
      : fail(1, `Device "${name}" does not exist.`);
  return succeed(links.map((link) => linkText(link, settings, hasAddresses)).join(""));
}

function linkText(link: Link, settings: Settings, hasAddresses: boolean): string {
  const { isBusybox, isBrief, isOneLine, family } = settings;
  const { index, name, shownName, isLoopback, mac, mtu } = link;
  const state = isLoopback ? "UNKNOWN" : "UP";
  const flags = isLoopback ? "LOOPBACK,UP,LOWER_UP" : "BROADCAST,MULTICAST,UP,LOWER_UP";
  const addresses = hasAddresses ? addressLines(link, settings) : [];
  if (isBrief) {
    const shown = hasAddresses ? briefAddresses(link, family) : `${mac} <${flags}>`;
    return `${shownName.padEnd(16)} ${state.padEnd(14)} ${shown} \n`;
  }
  if (isOneLine && hasAddresses)
    return addresses.map((line) => `${index}: ${name}    ${line.trim().replace("\n", "\\")}\n`).join("");
  const mode = isBusybox ? "" : ` state ${state}${hasAddresses ? "" : " mode DEFAULT"} group default`;
  const first = `${index}: ${shownName}: <${flags}> mtu ${mtu} qdisc noqueue${mode} qlen 1000\n`;
  const kind = isLoopback ? "loopback" : "ether";
  const brd = isLoopback ? "00:00:00:00:00:00" : "ff:ff:ff:ff:ff:ff";
  const peer = isLoopback || isBusybox ? "" : " link-netnsid 0";
  const second = hasAddresses && family !== undefined ? "" : `    link/${kind} ${mac} brd ${brd}${peer}\n`;
  return first + second + addresses.join("");
}

function addressLines(link: Link, { family }: Settings): string[] {
  const { name, ip: address, prefix, ip6, isLoopback } = link;
  const lifetime = "       valid_lft forever preferred_lft forever\n";
  const brd = isLoopback ? "" : `brd ${broadcastOf(link)} `;
  const four = `    inet ${address}/${prefix} ${brd}scope ${isLoopback ? "host" : "global"} ${name}\n${lifetime}`;
  const six = `    inet6 ${ip6} scope ${isLoopback ? "host" : "link"} \n${lifetime}`;
  return [...(family === "6" ? [] : [four]), ...(family === "4" ? [] : [six])];
}

function briefAddresses({ ip: address, prefix, ip6 }: Link, family: Settings["family"]): string {
  return [...(family === "6" ? [] : [`${address}/${prefix}`]), ...(family === "4" ? [] : [ip6])].join(" ");
}

function showRoutes(
  network: NetworkClient,
  asked: readonly string[],
  { isBusybox, family }: Settings,
): ExecResult {
  const routes = routesOf(network.source);
  if (asked[0] === "get") {
    const to = asked[1] ?? "";
    if (isBusybox || !/^\d+\.\d+\.\d+\.\d+$/.test(to)) return fail(1, `ip: ip route get ${LACKING}`);
    const via = routes.find(({ to: target }) => target === "default")?.via;
    const through = via === undefined || to === via ? "" : ` via ${via}`;
    const local = to === network.source.ip || to.startsWith("127.");
    const where = local ? `local ${to} dev lo` : `${to}${through} dev eth0`;
    return succeed(
      `${where} src ${local ? to : network.source.ip} uid 0 \n    cache ${local ? "<local> " : ""}\n`,
    );
  }
  if (family === "6") return succeed("");
  return succeed(routes.map((route) => routeLine(route, isBusybox)).join(""));
}

function routeLine({ to, via, dev, isLink, src }: RouteEntry, isBusybox: boolean): string {
  const kernel = isLink && to.includes("/") && !isBusybox ? " proto kernel" : "";
  const scope = isLink ? ` scope link${isBusybox ? " " : ""}` : "";
  const from = src === undefined ? "" : ` src ${src}`;
  return `${to}${via === undefined ? "" : ` via ${via}`} dev ${dev}${kernel}${scope}${from} \n`;
}
