/**
 * `telnet`, for what people try with it: whether a port is open. busybox's and inetutils' (2.4). What comes on its standard
 * input is sent at once; a person at a terminal is not asked for more.
 */
import type { ExecResult } from "../../api/api.ts";
import type { NetworkClient } from "../../network/http.ts";
import { fail, type Machine, type ShellCommand, succeed } from "../command.ts";
import { converse } from "../tcp/converse.ts";
import { busyboxBanner } from "./busybox.ts";
import { systemReason } from "./http-text.ts";
import { portNumber } from "./service-names.ts";
import { notSimulated, optionTable, readOptions } from "./short-options.ts";

const USAGE = `
Usage: telnet [-a] [-l USER] HOST [PORT]

Connect to telnet server

\t-a\tAutomatic login with $USER variable
\t-l USER\tAutomatic login as USER`;
const TELNET_PORT = 23;
const BUSYBOX_OPTIONS = optionTable({ done: "", inert: "a l:" });
/** What is inert is for servers that speak telnet, and there are none. */
const INETUTILS_OPTIONS = optionTable({
  done: "e:=escape E=no-escape V=version usage",
  inert: `4=ipv4 8=binary a=login c=no-rc d=debug K=no-login l:=user L=binary-output r=rlogin x=encrypt k:=realm
    X:=disable-auth`,
  missing: "6=ipv6 b:=bind n:=trace ?=help",
});
const INETUTILS_VERSION = `telnet (GNU inetutils) 2.4
Copyright (C) 2022 Free Software Foundation, Inc.
License GPLv3+: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>.
This is free software: you are free to change and redistribute it.
There is NO WARRANTY, to the extent permitted by law.

Written by many authors.
`;
const INETUTILS_USAGE = `Usage: telnet [-468acdEKLrx?V] [-b ADDRESS] [-e CHAR] [-l USER] [-n FILE]
            [-k REALM] [-X ATYPE] [--ipv4] [--ipv6] [--binary] [--login]
            [--bind=ADDRESS] [--no-rc] [--debug] [--escape=CHAR] [--no-escape]
            [--no-login] [--user=USER] [--binary-output] [--trace=FILE]
            [--rlogin] [--encrypt] [--realm=REALM] [--disable-auth=ATYPE]
            [--help] [--usage] [--version] [HOST [PORT]]
`;
const WRONG_USAGE = 64;

interface Call {
  readonly operands: readonly string[];
  /** What leaves the connection, as it is shown. */
  readonly escape: string;
  /** What it says before anything else. */
  readonly notice: string;
}

function parse(args: readonly string[], machine: Machine): Call | ExecResult {
  const isBusybox = machine.flavour === "busybox";
  const given = readOptions(args, isBusybox ? BUSYBOX_OPTIONS : INETUTILS_OPTIONS);
  const { options, operands, problem, missing } = given;
  const last = (key: string) => options.findLast(([name]) => name === key)?.[1];
  if (problem !== undefined)
    return isBusybox
      ? fail(1, `telnet: ${problem}\n${busyboxBanner(machine)}\n${USAGE}`)
      : fail(
          WRONG_USAGE,
          `telnet: ${problem}\nTry 'telnet --help' or 'telnet --usage' for more information.`,
        );
  if (missing !== undefined) return notSimulated("telnet", missing);
  if (last("V") !== undefined) return succeed(INETUTILS_VERSION);
  if (last("usage") !== undefined) return succeed(INETUTILS_USAGE);
  const key = last("e");
  const call = {
    operands,
    escape: last("E") === undefined ? (key ?? "^]") : "off",
    notice: key === undefined ? "" : `Telnet escape character is '${key}'.\n`,
  };
  if (operands.length === 1 || operands.length === 2) return call;
  if (isBusybox) return fail(1, `${busyboxBanner(machine)}\n${USAGE}`);
  return operands.length > 2
    ? fail(1, "telnet: too many arguments")
    : fail(1, "telnet: give a host and a port: the prompt of telnet is not part of this simulation");
}

export function telnet(machine: Machine, network: NetworkClient): ShellCommand {
  const isBusybox = machine.flavour === "busybox";
  return async (args, context) => {
    const call = parse(args, machine);
    if ("exitCode" in call) return call;
    const [host = "", service = String(TELNET_PORT)] = call.operands;
    if (call.notice !== "") context.print(call.notice);
    const port = portNumber(service);
    if (port === undefined)
      return isBusybox
        ? fail(1, `telnet: bad port '${service}'`)
        : fail(1, `Server lookup failure:  ${host}:${service}, Servname not supported for ai_socktype`);
    const said = context.stdin.replace(/\r?\n/g, "\r\n");
    const ip = network.resolve(host);
    if (!isBusybox && ip !== undefined) context.print(`Trying ${ip}...\n`);
    const outcome = await converse(network, { host, port }, said);
    if ("error" in outcome) {
      const { code } = outcome.error;
      if (code === "ENOTFOUND")
        return fail(
          1,
          isBusybox
            ? `telnet: bad address '${host}'`
            : `Server lookup failure:  ${host}:${service}, Name or service not known`,
        );
      const reason = systemReason(code);
      return fail(
        1,
        isBusybox
          ? `telnet: can't connect to remote host (${outcome.error.ip}): ${reason}`
          : `telnet: Unable to connect to remote host: ${reason}`,
      );
    }
    const escapeLine = `Escape character is '${call.escape}'.\n`;
    context.print(isBusybox ? `Connected to ${host}\n` : `Connected to ${host}.\n${escapeLine}`);
    context.print(outcome.heard);
    if (!isBusybox) return fail(1, "Connection closed by foreign host.");
    // At the end of its input busybox's leaves, if the server has not gone before.
    if (outcome.endsAfterMs !== 0) return succeed();
    return { stdout: "Connection closed by foreign host\r\n", stderr: "", exitCode: 1 };
  };
}
