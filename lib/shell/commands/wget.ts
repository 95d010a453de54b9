/** `wget`: busybox's or GNU's, by the machine. */
import type { NetworkClient } from "../../network/http.ts";
import type { Machine, ShellCommand } from "../command.ts";
import { busyboxWget } from "./busybox-wget.ts";
import { gnuWget } from "./gnu-wget.ts";

export function wget(machine: Machine, network: NetworkClient): ShellCommand {
  return machine.flavour === "busybox" ? busyboxWget(machine, network) : gnuWget(machine, network);
}
