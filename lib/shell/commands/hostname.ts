/** `hostname` and `dnsdomainname`: the name of the machine, and what /etc/hosts says of it. */
import { fail, type Machine, type ShellCommand, type ShellCommandContext, succeed } from "../command.ts";
import { busyboxBanner } from "./busybox.ts";

const BUSYBOX_USAGE =
  "\n\nUsage: hostname [-sidf] [HOSTNAME | -F FILE]\n\nShow or set hostname or DNS domain name\n\n\t-s\tShort\n\t-i\tAddresses for the hostname\n\t-d\tDNS domain name\n\t-f\tFully qualified domain name\n\t-F FILE\tUse FILE's content as hostname";
const USAGE =
  "Usage: hostname [-b] {hostname|-F file}         set host name (from file)\n       hostname [-a|-A|-d|-f|-i|-I|-s|-y]       display formatted name\n       hostname                                 display host name";

const LONG: Readonly<Record<string, string>> = {
  "--fqdn": "f",
  "--long": "f",
  "--short": "s",
  "--domain": "d",
  "--ip-address": "i",
  "--all-ip-addresses": "I",
  "--all-fqdns": "A",
  "--alias": "a",
};

export function hostname(machine: Machine): ShellCommand {
  const isBusybox = machine.flavour === "busybox";
  return async (args, context) => {
    const [option] = args;
    if (option === undefined) return succeed(`${machine.hostname}\n`);
    if (!option.startsWith("-"))
      return isBusybox
        ? fail(1, "hostname: sethostname: Operation not permitted")
        : fail(1, "hostname: you must be root to change the host name");
    const letter = LONG[option] ?? option.slice(1);
    if (letter === "F" || letter === "b")
      return fail(1, "hostname: you must be root to change the host name");
    const known = isBusybox ? ["s", "i", "d", "f"] : ["s", "i", "d", "f", "I", "A", "a"];
    if (!known.includes(letter))
      return fail(
        1,
        `hostname: invalid option -- '${letter[0] ?? ""}'\n${isBusybox ? busyboxBanner(machine) + BUSYBOX_USAGE : USAGE}`,
      );
    const { name, address } = await ownEntry(machine, context);
    const ownIP = machine.network?.source.ip ?? address;
    if (letter === "s") return succeed(`${machine.hostname.split(".")[0]}\n`);
    if (letter === "i") return succeed(`${address}\n`);
    if (letter === "I") return succeed(`${ownIP} \n`);
    if (letter === "A") return succeed(`${name} \n`);
    if (letter === "a") return succeed(name === machine.hostname ? "\n" : `${machine.hostname}\n`);
    if (letter === "d") return domain(name);
    return succeed(`${name}\n`);
  };
}

export function dnsdomainname(machine: Machine): ShellCommand {
  return async (_, context) => domain((await ownEntry(machine, context)).name);
}

function domain(name: string) {
  const rest = name.split(".").slice(1).join(".");
  return succeed(rest === "" ? "" : `${rest}\n`);
}

/** The first name of the line in /etc/hosts that holds the machine's name: that is the whole one. */
async function ownEntry(
  machine: Machine,
  context: ShellCommandContext,
): Promise<{ readonly name: string; readonly address: string }> {
  const text = await context.readFile("/etc/hosts").catch(() => "");
  for (const line of text.split("\n")) {
    const [address = "", ...names] = line.replace(/#.*/, "").trim().split(/\s+/);
    if (names.includes(machine.hostname)) return { name: names[0] ?? machine.hostname, address };
  }
  return { name: machine.hostname, address: machine.network?.source.ip ?? "127.0.0.1" };
}
