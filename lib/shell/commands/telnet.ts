/**
 * `telnet`, for what people try with it: whether a port is open. busybox's and inetutils' (2.4). What comes on its standard
 * input is sent at once; a person at a terminal is not asked for more.
 */
import type { NetworkClient } from "../../network/http.ts";
import { fail, type Machine, type ShellCommand, succeed } from "../command.ts";
import { converse } from "../tcp/converse.ts";
import { busyboxBanner } from "./busybox.ts";
import { systemReason } from "./http-text.ts";
import { portNumber } from "./service-names.ts";

const USAGE =
  "\n\nUsage: telnet [-a] [-l USER] HOST [PORT]\n\nConnect to telnet server\n\n\t-a\tAutomatic login with $USER variable\n\t-l USER\tAutomatic login as USER";
const TELNET_PORT = 23;

export function telnet(machine: Machine, network: NetworkClient): ShellCommand {
  const isBusybox = machine.flavour === "busybox";
  return async (args, context) => {
    const option = args.find((arg) => /^-./.test(arg));
    if (option !== undefined && option !== "-4" && option !== "-E")
      return fail(1, `telnet: ${option}: this option is not part of this simulation`);
    const [host, service = String(TELNET_PORT), more] = args.filter((arg) => !arg.startsWith("-"));
    if (host === undefined || more !== undefined)
      return isBusybox
        ? fail(1, `${busyboxBanner(machine)}${USAGE}`)
        : fail(1, "telnet: give a host and a port: the prompt of telnet is not part of this simulation");
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
    const escapeLine = "Escape character is '^]'.\n";
    context.print(isBusybox ? `Connected to ${host}\n` : `Connected to ${host}.\n${escapeLine}`);
    context.print(outcome.heard);
    if (!isBusybox) return fail(1, "Connection closed by foreign host.");
    // At the end of its input busybox's leaves, if the server has not gone before.
    if (outcome.endsAfterMs !== 0) return succeed();
    return { stdout: "Connection closed by foreign host\r\n", stderr: "", exitCode: 1 };
  };
}
