/** One who waits for connections and says the same to each: `nc -l`. */
import type { HttpHandler, HttpReply, NetworkClient, ServerFailure } from "../../network/http.ts";
import type { BindError } from "../../network/listening-sockets.ts";
import type { Loop } from "../../sim/loop.ts";
import { onStop } from "../../sim/stop.ts";
import { readReply, requestText } from "./http-wire.ts";

/** Until a loop around it listens again: a client is not back sooner. */
const BACK_AGAIN_MS = 1;

export interface ListenerOptions {
  readonly address: string;
  readonly port: number;
  /** What a client gets to hear. @param heard what it said. */
  readonly answer: (heard: string) => string | Promise<string>;
  /** Called with what a client said. */
  readonly onHeard: (heard: string, clientIP: string) => void;
  /** Whether a client who was told all waits for more, as for the end of a reply without a length. */
  readonly staysOpen: boolean;
  /** For one client after the other, instead of the first alone. */
  readonly isPersistent: boolean;
  /** How long it waits for a client; absent: for ever. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Only inside an actor. @returns why it cannot listen, or how it ended. */
export async function listen(
  loop: Loop,
  { sockets, source }: NetworkClient,
  options: ListenerOptions,
): Promise<BindError | "served" | "timeout" | "stopped"> {
  if (sockets === undefined) return "not available";
  const { address, port, signal, timeoutMs, isPersistent } = options;
  let wake: (end: "served" | "timeout" | "stopped") => void = () => {};
  const socket = {
    address,
    port,
    program: "nc",
    handler: handlerOf(options, () => isPersistent || end("served")),
  };
  const error = sockets.open(socket, source.ip);
  if (error !== undefined) return error;
  const end = (how: "served" | "timeout" | "stopped"): void => {
    sockets.close(socket);
    wake(how);
  };
  const forget = signal === undefined ? () => {} : onStop(signal, () => end("stopped"));
  const timer =
    timeoutMs === undefined
      ? undefined
      : loop.schedule(timeoutMs, () => end("timeout"), { background: true });
  const how = await loop.park<"served" | "timeout" | "stopped">((resume) => {
    wake = resume;
    if (signal?.aborted) end("stopped");
  });
  timer?.cancel();
  forget();
  return how;
}

function handlerOf({ answer, onHeard, staysOpen }: ListenerOptions, onServed: () => void): HttpHandler {
  const reply = (said: string): HttpReply | ServerFailure => {
    const given = readReply(said);
    if (given === undefined) return { failure: staysOpen ? "silent" : "empty" };
    return { ...given, delayMs: BACK_AGAIN_MS };
  };
  const handler = (request: Parameters<HttpHandler>[0]): ReturnType<HttpHandler> => {
    const heard = requestText(request);
    onHeard(heard, request.clientIP);
    onServed();
    const said = answer(heard);
    return said instanceof Promise ? said.then(reply) : reply(said);
  };
  const raw = (heard: string, clientIP: string): string | Promise<string> => {
    onHeard(heard, clientIP);
    onServed();
    return answer(heard);
  };
  return Object.assign(handler, { raw });
}
