/**
 * exec and attach over WebSocket, as kubectl speaks them from 1.31 on: sub-protocol `v5.channel.k8s.io`, each message
 * one byte of channel and then data. Leaves out SPDY/3.1 (kubectl 1.30 and older): it is refused with a sentence.
 */
import { type WebSocket, WebSocketServer } from "ws";
import type { Api, ExecRequest, ExecResult, TerminalConnection } from "../api/api.ts";
import { ApiError } from "../api/api-error.ts";
import type { Loop } from "../sim/loop.ts";
import type { ResourcePath } from "./resource-path.ts";
import type { Upgrade } from "./upgrade.ts";

const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;
const ERROR = 3;
const CLOSE = 255;
const PROTOCOLS = ["v5.channel.k8s.io", "v4.channel.k8s.io"] as const;
/** How much input a session takes that nobody reads (stdinBytesMax). */
const STDIN_BYTES_MAX = 4 * 1024 * 1024;

const sockets = new WebSocketServer({
  noServer: true,
  maxPayload: STDIN_BYTES_MAX,
  handleProtocols: (offered) => PROTOCOLS.find((protocol) => offered.has(protocol)) ?? false,
});

/** Takes over an upgraded connection and runs the command behind it. */
export function remoteCommand(api: Api, loop: Loop, resource: ResourcePath, query: URLSearchParams, { request, socket, head }: Upgrade): void {
  sockets.handleUpgrade(request, socket, head, (webSocket) => {
    const input = readInput(webSocket, loop);
    // What comes from the host is awaited outside the simulation: inside, its time would run on without bound.
    const stdin = query.get("stdin") === "true" && query.get("tty") !== "true" ? input.all() : Promise.resolve(undefined);
    stdin
      .then((text) => loop.run(() => connect(api, resource, query, webSocket, input, text)))
      .then(
        (exitCode) => finish(webSocket, exitStatus(exitCode)),
        (error: unknown) => finish(webSocket, failureStatus(error)),
      );
  });
}

/** @returns the exit code. */
async function connect(api: Api, resource: ResourcePath, query: URLSearchParams, webSocket: WebSocket, input: Input, stdin?: string): Promise<number> {
  const wantsInput = query.get("stdin") === "true";
  const tty = query.get("tty") === "true";
  const container = query.get("container");
  const common = {
    ...(container === null ? {} : { container }),
    tty,
    ...(wantsInput && tty ? { terminal: terminalOf(webSocket, input) } : {}),
    ...(stdin === undefined ? {} : { stdin }),
  };
  const result = await run(api, resource, { ...common, command: query.getAll("command") });
  send(webSocket, STDOUT, result.stdout);
  send(webSocket, tty ? STDOUT : STDERR, result.stderr);
  return result.exitCode;
}

function run(api: Api, { namespace, name, subresource }: ResourcePath, request: ExecRequest): Promise<ExecResult> {
  return subresource === "attach" ? api.pods.attach(namespace, name, request) : api.pods.exec(namespace, name, request);
}

function terminalOf(webSocket: WebSocket, input: Input): TerminalConnection {
  return { write: (text) => send(webSocket, STDOUT, text), read: () => input.next() };
}

interface Input {
  /** What came since the last call; undefined at the end. */
  next(): Promise<string | undefined>;
  all(): Promise<string>;
}

function readInput(webSocket: WebSocket, loop: Loop): Input {
  const pieces: Buffer[] = [];
  let unreadBytes = 0;
  let ended = false;
  let wake: () => void = () => {};
  const end = (): void => {
    ended = true;
    wake();
  };
  webSocket.on("message", (data: Buffer) => {
    if (data[0] === STDIN) {
      unreadBytes += data.length - 1;
      if (unreadBytes > STDIN_BYTES_MAX) return webSocket.close(1009, `more than ${STDIN_BYTES_MAX} bytes of input wait unread (stdinBytesMax)`);
      pieces.push(data.subarray(1));
    }
    if (data[0] === CLOSE && data[1] === STDIN) return end();
    wake();
  });
  webSocket.on("close", end);
  webSocket.on("error", end);
  const take = (): string => {
    unreadBytes = 0;
    return Buffer.concat(pieces.splice(0)).toString("utf8");
  };
  const more = (): Promise<void> =>
    loop.park((call) => {
      wake = call;
    });
  const moreFromHost = (): Promise<void> =>
    new Promise((call) => {
      wake = call;
    });
  return {
    async next() {
      while (pieces.length === 0 && !ended) await more();
      return pieces.length === 0 ? undefined : take();
    },
    async all() {
      while (!ended) await moreFromHost();
      return take();
    },
  };
}

function send(webSocket: WebSocket, channel: number, text: string): void {
  if (text !== "" && webSocket.readyState === webSocket.OPEN) webSocket.send(Buffer.concat([Buffer.from([channel]), Buffer.from(text)]));
}

function finish(webSocket: WebSocket, status: object): void {
  send(webSocket, ERROR, JSON.stringify(status));
  webSocket.close(1000);
}

function exitStatus(exitCode: number): object {
  if (exitCode === 0) return { metadata: {}, status: "Success" };
  return {
    metadata: {},
    status: "Failure",
    message: `command terminated with non-zero exit code: exit status ${exitCode}`,
    reason: "NonZeroExitCode",
    details: { causes: [{ reason: "ExitCode", message: String(exitCode) }] },
  };
}

function failureStatus(error: unknown): object {
  if (error instanceof ApiError) return error.toStatus();
  const message = error instanceof Error ? error.message : String(error);
  return new ApiError(500, "InternalError", `Internal error occurred: ${message}`).toStatus();
}
