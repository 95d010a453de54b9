/** `nslookup`: busybox's, which asks for every name of the search list and counts each miss as a failure, or BIND's. */
import type { NetworkClient } from "../../network/http.ts";
import type { Machine, ShellCommand } from "../command.ts";
import { bindNslookup } from "./bind-nslookup.ts";
import { busyboxNslookup } from "./busybox-nslookup.ts";
import { hasOldNslookup, oldBusyboxNslookup } from "./old-busybox-nslookup.ts";

export function nslookup(machine: Machine, network: NetworkClient): ShellCommand {
  if (machine.flavour === "debian") return bindNslookup(machine, network);
  return (hasOldNslookup(machine) ? oldBusyboxNslookup : busyboxNslookup)(machine, network);
}
