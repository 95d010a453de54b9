/**
 * `/dev/tcp/HOST/PORT` and `/dev/udp/HOST/PORT`: bash opens a connection where a redirection names such a file, which is
 * in no folder. Texts: bash 5.2. Leaves out UDP itself: what is sent is lost, and nothing comes back.
 */
import type { ConnectError, NetworkClient } from "../network/http.ts";
import type { Loop } from "../sim/loop.ts";
import type { Machine } from "./command.ts";
import { isAddress, systemReason } from "./commands/http-text.ts";
import { portNumber } from "./commands/service-names.ts";
import type { Device, OpenDevice } from "./engine/index.ts";
import { Dialogue } from "./tcp/dialogue.ts";
import { orStopped } from "./until-stopped.ts";

const PORTS = 65_536;

type Connection = Pick<Dialogue, "heard" | "endsAfterMs" | "say">;
type Opened = Connection | { readonly error: Pick<ConnectError, "code" | "isTemporary"> };

export function deviceConnections({ loop, network }: Machine): OpenDevice {
  return async (path, signal) => {
    const [, protocol, host = "", service = ""] = /^\/dev\/(tcp|udp)\/([^/]*)\/(.*)$/.exec(path) ?? [];
    if (protocol === undefined) return undefined;
    // As getaddrinfo takes it: any number, of which a port keeps 16 bits, or a name.
    const port = /^\d*$/.test(service) ? Number(service) % PORTS : portNumber(service);
    const invalid = (reason: string) => ({ refusal: [reason, `${path}: Invalid argument`] });
    if (port === undefined) return invalid(`${service}: Servname not supported for ai_socktype`);
    if (network === undefined) {
      const reason = "Network is unreachable";
      if (!isAddress(host)) return invalid(`${host}: Temporary failure in name resolution`);
      return { refusal: [`connect: ${reason}`, `${path}: ${reason}`] };
    }
    const opened = await orStopped<Opened | undefined>(loop, signal, undefined, () =>
      protocol === "tcp" ? Dialogue.open(network, host, port) : deaf(network, host),
    );
    if (opened === undefined) return { refusal: [] };
    if (!("error" in opened)) return stoppable(loop, opened);
    const { code, isTemporary = false } = opened.error;
    if (code === "ENOTFOUND")
      return invalid(
        `${host}: ${isTemporary ? "Temporary failure in name resolution" : "Name or service not known"}`,
      );
    const reason = systemReason(code);
    return { refusal: [`connect: ${reason}`, `${path}: ${reason}`] };
  };
}

/** Who is stopped does not wait for an answer. */
function stoppable(loop: Loop, connection: Connection): Device {
  return {
    get heard() {
      return connection.heard;
    },
    get endsAfterMs() {
      return connection.endsAfterMs;
    },
    say: (text, signal) => orStopped(loop, signal, undefined, () => connection.say(text)),
  };
}

/** A socket of UDP, which needs nobody at the other end. */
async function deaf(network: NetworkClient, host: string): Promise<Opened> {
  const { ip, isTemporary = false } = await network.lookUp(host);
  return ip === undefined
    ? { error: { code: "ENOTFOUND", isTemporary } }
    : { heard: "", endsAfterMs: Number.POSITIVE_INFINITY, say: async () => {} };
}
