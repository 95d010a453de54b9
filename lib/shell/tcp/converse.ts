/** One connection of a client that speaks by hand: all that it says at once, and all that the server says to it. */
import type { ConnectError, NetworkClient } from "../../network/http.ts";
import { closesConnection } from "../../network/kept-connections.ts";
import { BAD_REQUEST, readRequest, replyText } from "./http-wire.ts";

export interface Target {
  readonly host: string;
  readonly port: number;
  /** Absent: as long as the kernel tries to connect. */
  readonly connectTimeoutMs?: number;
  /** How long the client waits for an answer. */
  readonly timeoutMs?: number;
  /** The connection that stands already, as in OutgoingRequest. */
  readonly keepAlive?: object;
}

export type Conversation =
  | { readonly error: ConnectError }
  | {
      readonly ip: string;
      readonly heard: string;
      /** After how long the server ends the connection by itself; absent: never. */
      readonly endsAfterMs?: number;
    };

export async function converse(network: NetworkClient, target: Target, said: string): Promise<Conversation> {
  const { host, port, connectTimeoutMs, timeoutMs, keepAlive } = target;
  const request = readRequest(said);
  if (request !== undefined) {
    const { version: _, ...sent } = request;
    const outcome = await network.send({
      ...sent,
      headers: { host: port === 80 ? host : `${host}:${port}`, ...sent.headers },
      host,
      port,
      ...(connectTimeoutMs === undefined ? {} : { connectTimeoutMs }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(keepAlive === undefined ? {} : { keepAlive }),
    });
    if ("error" in outcome)
      return outcome.error.connected ? { ip: outcome.hop.ip, heard: "", endsAfterMs: 0 } : outcome;
    const { reply } = outcome;
    const isLast = request.version === "1.0" || closesConnection(reply) || closesConnection(request);
    const endsAfterMs = isLast ? 0 : reply.idleTimeoutMs;
    const heard = replyText(reply, request);
    return { ip: outcome.hop.ip, heard, ...(endsAfterMs === undefined ? {} : { endsAfterMs }) };
  }
  const connected = await network.connect(host, port, connectTimeoutMs);
  if ("error" in connected) return connected;
  const { ip, raw } = connected;
  if (raw !== undefined) return { ip, heard: await raw(said) };
  // A request that has not ended yet is waited for; anything else is none.
  return said === "" || isBegunRequest(said) ? { ip, heard: "" } : { ip, heard: BAD_REQUEST, endsAfterMs: 0 };
}

/** Whether the text goes on as a request. */
export function isBegunRequest(said: string): boolean {
  return /^[A-Z]+ \S+ HTTP\/1\.[01]\r?\n/.test(said);
}
