/**
 * exec and attach, whatever carries them: runs the command in the Pod and tells its end as a Status, as the kubelet
 * words it. `remote-command-websocket.ts` and `remote-command-spdy.ts` are the two carriers.
 */
import type { Api, ExecResult, OutputStream, TerminalConnection } from "../api/api.ts";
import { badRequest } from "../api/api-error.ts";
import type { Loop } from "../sim/loop.ts";
import { asApiError } from "./exchange.ts";
import { isSet } from "./list-query.ts";
import type { RemoteInput } from "./remote-input.ts";
import type { ResourcePath } from "./resource-path.ts";

/** What the client asked for in its URL. */
export interface RemoteCommand {
  readonly resource: ResourcePath;
  readonly command: readonly string[];
  readonly container: string;
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly tty: boolean;
}

/** The client's end. */
export interface RemoteStreams {
  readonly input: RemoteInput;
  write(stream: OutputStream, text: string): void;
  /** Says how it ended, and closes the connection. @param status a v1.Status. */
  finish(status: object): void;
}

/** @throws ApiError for what is refused before the protocol changes: no such Pod or container, no node yet, no streams. */
export function parseRemoteCommand(api: Api, resource: ResourcePath, query: URLSearchParams): RemoteCommand {
  const is = (name: string): boolean => isSet(query, name);
  const container = api.pods.containerOf(
    resource.namespace,
    resource.name,
    query.get("container") ?? undefined,
  );
  const tty = is("tty");
  const streams = { stdin: is("stdin"), stdout: is("stdout"), stderr: is("stderr") && !tty };
  if (!Object.values(streams).includes(true))
    throw badRequest("you must specify at least 1 of stdin, stdout, stderr");
  return { resource, command: query.getAll("command"), container, ...streams, tty };
}

export function runRemoteCommand(api: Api, loop: Loop, remote: RemoteCommand, streams: RemoteStreams): void {
  // What comes from the host is awaited outside the simulation: inside, its time would run on without bound.
  const stdin = remote.stdin && !remote.tty ? streams.input.all() : Promise.resolve(undefined);
  stdin
    .then((text) => loop.run(() => connect(api, remote, streams, text)))
    .then(
      (exitCode) => streams.finish(exitStatus(exitCode)),
      (error: unknown) => streams.finish(asApiError(error).toStatus()),
    );
}

/** @returns the exit code. */
async function connect(
  api: Api,
  { resource, command, container, ...remote }: RemoteCommand,
  streams: RemoteStreams,
  stdin?: string,
): Promise<number> {
  const { namespace, name, subresource } = resource;
  const { input } = streams;
  const terminal: TerminalConnection = {
    write: (text) => streams.write("stdout", text),
    read: () => input.next(),
    onInterrupt: (call) => input.onInterrupt(call),
  };
  const request = {
    container,
    tty: remote.tty,
    ...(remote.stdin && remote.tty ? { terminal } : {}),
    ...(stdin === undefined ? {} : { stdin }),
    onOutput: (text: string, stream: OutputStream) => {
      if (remote.tty) streams.write("stdout", forTerminal(text));
      else if (remote[stream]) streams.write(stream, text);
    },
  };
  const running: Promise<ExecResult> =
    subresource === "attach"
      ? api.pods.attach(namespace, name, request)
      : api.pods.exec(namespace, name, { ...request, command });
  return (await running).exitCode;
}

/** A terminal has one stream alone, and line ends of its own. */
const forTerminal = (text: string): string => text.replaceAll(/\r?\n/g, "\r\n");

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
