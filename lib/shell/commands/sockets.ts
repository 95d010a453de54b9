/**
 * `ss` and `netstat`: what listens on the machine, and at which address. Texts measured with iproute2 6.1, net-tools 2.10 and
 * busybox 1.35. No connection lasts long enough to be shown, and there are no UDP sockets.
 */
import type { ExecResult } from "../../api/api.ts";
import type { NetworkClient } from "../../network/http.ts";
import type { ListeningSocket } from "../../network/listening-sockets.ts";
import { fail, type Machine, type ShellCommand, succeed } from "../command.ts";
import { busyboxBanner } from "./busybox.ts";
import { routeTable } from "./ifconfig.ts";
import { serviceName } from "./service-names.ts";

/** What Go asks of the kernel, and who asks for something else. */
const BACKLOG = 4_096;
const BACKLOGS: Readonly<Record<string, number>> = { nginx: 511, httpd: 511, "redis-server": 511, nc: 1 };

const SS_USAGE =
  "Usage: ss [ OPTIONS ]\n       ss [ OPTIONS ] [ FILTER ]\n   -n, --numeric       don't resolve service names\n   -a, --all           display all sockets\n   -l, --listening     display listening sockets\n   -p, --processes     show process using socket\n   -t, --tcp           display only TCP sockets\n   -4, --ipv4          display only IP version 4 sockets";

const BUSYBOX_USAGE =
  "\n\nUsage: netstat [-ral] [-tuwx] [-enWp]\n\nDisplay networking information\n\n\t-r\tRouting table\n\t-a\tAll sockets\n\t-l\tListening sockets\n\t\tElse: connected sockets\n\t-t\tTCP sockets\n\t-u\tUDP sockets\n\t-w\tRaw sockets\n\t-x\tUnix sockets\n\t\tElse: all socket types\n\t-e\tOther/more information\n\t-n\tDon't resolve names\n\t-W\tWide display\n\t-p\tShow PID/program name for sockets";

/** Letters of all arguments; a long name stands for its letter. @returns the first that the table lacks instead, after `!`. */
function lettersOf(args: readonly string[], known: string, long: Readonly<Record<string, string>>): string {
  let letters = "";
  for (const arg of args) {
    if (arg.startsWith("--")) {
      const letter = long[arg];
      if (letter === undefined) return `!${arg}`;
      letters += letter;
    } else if (arg.startsWith("-")) letters += arg.slice(1);
    else return `!${arg}`;
  }
  const unknown = [...letters].find((letter) => !known.includes(letter));
  return unknown === undefined ? letters : `!${unknown}`;
}

/** The process of a socket, where this container's first process is the one. */
function pidOf({ program }: ListeningSocket, machine: Machine): number | undefined {
  const name = machine.mainProcess?.argv[0] ?? "";
  return name.slice(name.lastIndexOf("/") + 1) === program ? 1 : undefined;
}

function portText(port: number, isNumeric: boolean): string {
  return isNumeric ? String(port) : (serviceName(port) ?? String(port));
}

export function ss(machine: Machine, network: NetworkClient): ShellCommand {
  return async (args) => {
    if (args.includes("-V") || args.includes("--version")) return succeed("ss utility, iproute2-6.14.0\n");
    if (args.includes("-h") || args.includes("--help")) return succeed(`${SS_USAGE}\n`);
    const letters = lettersOf(args, "natulpx46Hwreomi", {
      "--numeric": "n",
      "--all": "a",
      "--listening": "l",
      "--tcp": "t",
      "--udp": "u",
      "--processes": "p",
      "--ipv4": "4",
      "--ipv6": "6",
      "--no-header": "H",
    });
    if (letters.startsWith("!"))
      return letters === "!s"
        ? summary(network)
        : fail(
            255,
            `ss: ${letters.slice(1)}: this is not part of this simulation: ss -tlnp shows what listens`,
          );
    const has = (letter: string): boolean => letters.includes(letter);
    const kinds = ["t", "u", "x", "w"].filter(has);
    const shows = (has("l") || has("a")) && (kinds.length === 0 || has("t"));
    const sockets = shows ? ofFamily(network.sockets?.all ?? [], has("4"), has("6")) : [];
    const rows = sockets.map((socket) => ssRow(socket, machine, has("n"), has("p")));
    const isMixed = kinds.length !== 1;
    const head = [
      ...(isMixed ? ["Netid"] : []),
      "State",
      "Recv-Q",
      "Send-Q",
      "Local Address",
      "Port",
      "Peer Address",
      "Port",
    ];
    const shown = rows.map((row) => [...(isMixed ? ["tcp"] : []), ...row]);
    return succeed(ssTable([...(has("H") ? [] : [[...head, "Process"]]), ...shown]));
  };
}

function ssRow(socket: ListeningSocket, machine: Machine, isNumeric: boolean, hasProcess: boolean): string[] {
  const { address, port, program } = socket;
  const pid = hasProcess ? pidOf(socket, machine) : undefined;
  const process = pid === undefined ? "" : `users:(("${program}",pid=${pid},fd=3))`;
  const local = address.includes(":") ? `[${address}]` : address;
  const peer = address === "*" ? "*" : address.includes(":") ? "[::]" : "0.0.0.0";
  const backlog = String(BACKLOGS[program] ?? BACKLOG);
  return ["LISTEN", "0", backlog, local, portText(port, isNumeric), peer, "*", process];
}

/** Columns as wide as what is in them; addresses end at the colon of their port. */
function ssTable(rows: readonly (readonly string[])[]): string {
  const count = Math.max(...rows.map((row) => row.length), 0);
  const widths = Array.from({ length: count }, (_, at) =>
    Math.max(...rows.map((row) => (row[at] ?? "").length)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => {
        const width = widths[at] ?? 0;
        if (at === count - 1) return cell.padEnd(width);
        if (at === count - 5 || at === count - 3) return `${cell.padStart(width)}:`;
        return at === count - 2 ? cell.padEnd(width) : `${cell.padEnd(width)} `;
      })
      .join("");
  return rows.map((row) => `${line(row)}\n`).join("");
}

function summary({ sockets }: NetworkClient): ExecResult {
  const count = sockets?.all.length ?? 0;
  const row = (name: string, total: number) => `${name}\t  ${total}         ${total}         0        \n`;
  return succeed(
    `Total: ${count}\nTCP:   ${count} (estab 0, closed 0, orphaned 0, timewait 0)\n\nTransport Total     IP        IPv6\n${row("RAW", 0)}${row("UDP", 0)}${row("TCP", count)}${row("INET", count)}${row("FRAG", 0)}\n`,
  );
}

function ofFamily(
  all: readonly ListeningSocket[],
  isFour: boolean,
  isSix: boolean,
): readonly ListeningSocket[] {
  const isSixSocket = ({ address }: ListeningSocket): boolean => address === "*" || address.includes(":");
  if (isFour === isSix) return all;
  return all.filter((socket) => isSixSocket(socket) === isSix);
}

export function netstat(machine: Machine, network: NetworkClient): ShellCommand {
  const isBusybox = machine.flavour === "busybox";
  return async (args) => {
    const letters = lettersOf(args, isBusybox ? "ralntuwxeWp" : "ralntuwxeWpN46ovcisgMF", {
      "--route": "r",
      "--all": "a",
      "--listening": "l",
      "--numeric": "n",
      "--tcp": "t",
      "--udp": "u",
      "--programs": "p",
    });
    if (letters.startsWith("!"))
      return isBusybox
        ? fail(
            1,
            `netstat: invalid option -- '${letters.slice(1)}'\n${busyboxBanner(machine)}${BUSYBOX_USAGE}`,
          )
        : fail(
            4,
            `netstat: ${letters.slice(1)}: this is not part of this simulation: netstat -tlnp shows what listens`,
          );
    const has = (letter: string): boolean => letters.includes(letter);
    if (has("r")) return succeed(routeTable(network, "  MSS Window  irtt", "    0 0          0"));
    const lacking = ["i", "s", "g", "M", "F", "c"].find(has);
    if (lacking !== undefined)
      return fail(
        4,
        `netstat: -${lacking}: this is not part of this simulation: netstat -tlnp shows what listens`,
      );
    return succeed(internetTable(machine, network, has) + unixTable(has));
  };
}

type Has = (letter: string) => boolean;

function internetTable(machine: Machine, network: NetworkClient, has: Has): string {
  if (has("x") && !has("t") && !has("u") && !has("w")) return "";
  const isBusybox = machine.flavour === "busybox";
  const which = has("l") ? "only servers" : has("a") ? "servers and established" : "w/o servers";
  const process = has("p") ? (isBusybox ? "PID/Program name    " : " PID/Program name    ") : "";
  const state = isBusybox ? "State       " : "State      ";
  const head = `Active Internet connections (${which})\nProto Recv-Q Send-Q Local Address           Foreign Address         ${state}${process}\n`;
  const shows = (has("l") || has("a")) && (has("t") || !(has("u") || has("w")));
  const all = shows ? (network.sockets?.all ?? []) : [];
  return head + all.map((socket) => netstatRow(socket, machine, has)).join("");
}

function netstatRow(socket: ListeningSocket, machine: Machine, has: Has): string {
  const { address, port, program } = socket;
  const isBusybox = machine.flavour === "busybox";
  const isSix = address === "*" || address.includes(":");
  const local = `${isSix && address === "*" ? "::" : address}:${portText(port, has("n"))}`;
  const foreign = isSix ? ":::*" : "0.0.0.0:*";
  const pid = pidOf(socket, machine);
  const owner = pid === undefined ? "-" : `${pid}/${program}`;
  const process = has("p") ? `${isBusybox ? "" : " "}${owner.padEnd(20)}` : "";
  const proto = isSix && !isBusybox ? "tcp6 " : "tcp  ";
  return `${proto} ${"0".padStart(6)} ${"0".padStart(6)} ${local.padEnd(23)} ${foreign.padEnd(23)} ${"LISTEN".padEnd(isBusybox ? 12 : 11)}${process}\n`;
}

/** Without a kind of socket all are shown; nothing here has Unix sockets. */
function unixTable(has: Has): string {
  if (["t", "u", "w"].some(has) && !has("x")) return "";
  const which = has("l") ? "only servers" : has("a") ? "servers and established" : "w/o servers";
  return `Active UNIX domain sockets (${which})\nProto RefCnt Flags       Type       State         I-Node   Path\n`;
}
