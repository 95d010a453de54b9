/** `nc`: busybox's, which follows netcat 1.10, or OpenBSD's. */
import type { NetworkClient } from "../../network/http.ts";
import type { Machine, WrapperCommand } from "../command.ts";
import { networkUntilStopped, untilStopped } from "../until-stopped.ts";
import { busyboxNc } from "./busybox-nc.ts";
import { openbsdNc } from "./openbsd-nc.ts";

export function nc(machine: Machine, network: NetworkClient): WrapperCommand {
  const flavour = machine.flavour === "busybox" ? busyboxNc : openbsdNc;
  return (args, context) =>
    untilStopped(machine.loop, context.signal, () =>
      flavour(machine, networkUntilStopped(network, context.signal))(args, context),
    );
}
