/**
 * Connections that leave HTTP behind: exec, attach and port-forward. What is wrong is answered as plain HTTP before
 * protocols change, so that kubectl can print it as the server's own words.
 */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Api } from "../api/api.ts";
import { ApiError, badRequest } from "../api/api-error.ts";
import type { Loop } from "../sim/loop.ts";
import {
  acceptSpdyPortForward,
  acceptTunnelledPortForward,
  offersTunnel,
  PORT_FORWARD_PROTOCOLS,
} from "./port-forward.ts";
import { parseRemoteCommand, type RemoteStreams, runRemoteCommand } from "./remote-command.ts";
import { acceptSpdyCommand, REMOTE_COMMAND_PROTOCOLS } from "./remote-command-spdy.ts";
import { acceptWebSocketCommand } from "./remote-command-websocket.ts";
import { malformedUrl, unauthorized, urlOf } from "./request-url.ts";
import { parseResourcePath, type ResourcePath } from "./resource-path.ts";
import { offeredProtocols } from "./spdy/accept.ts";

export interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

export function upgrade(api: Api, loop: Loop, token: string, connection: Upgrade): void {
  // Nobody else listens for the end of a connection that is cut while it changes protocols.
  connection.socket.on("error", () => connection.socket.destroy());
  try {
    const url = urlOf(connection.request);
    if (url === undefined) throw malformedUrl(connection.request);
    if (connection.request.headers.authorization !== `Bearer ${token}`) throw unauthorized();
    const resource = parseResourcePath(api.kinds, url.pathname);
    if (resource === undefined || !resource.kind.subresources.includes(resource.subresource))
      throw noSuchResource();
    accept(api, loop, resource, url.searchParams, connection);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    refuse(connection.socket, error);
  }
}

const noSuchResource = (): ApiError =>
  new ApiError(404, "NotFound", "the server could not find the requested resource");

/** @throws ApiError */
function accept(
  api: Api,
  loop: Loop,
  resource: ResourcePath,
  query: URLSearchParams,
  connection: Upgrade,
): void {
  if (resource.subresource === "portforward") acceptPortForward(api, loop, resource, connection);
  else if (resource.subresource === "exec" || resource.subresource === "attach")
    acceptCommand(api, loop, resource, query, connection);
  else throw noSuchResource();
}

function acceptPortForward(
  api: Api,
  loop: Loop,
  { namespace, name }: ResourcePath,
  connection: Upgrade,
): void {
  const forward = api.pods.portForward(namespace, name);
  if (!isWebSocket(connection))
    acceptSpdyPortForward(connection, negotiate(connection, PORT_FORWARD_PROTOCOLS), loop, forward);
  else if (offersTunnel(connection.request)) acceptTunnelledPortForward(connection, loop, forward);
  else throw badRequest("unable to upgrade: no tunneling spdy protocols provided");
}

function acceptCommand(
  api: Api,
  loop: Loop,
  resource: ResourcePath,
  query: URLSearchParams,
  connection: Upgrade,
): void {
  const remote = parseRemoteCommand(api, resource, query);
  const run = (streams: RemoteStreams): void => runRemoteCommand(api, loop, remote, streams);
  if (isWebSocket(connection)) acceptWebSocketCommand(connection, loop, run);
  else acceptSpdyCommand(connection, negotiate(connection, REMOTE_COMMAND_PROTOCOLS), loop, remote, run);
}

const isWebSocket = ({ request }: Upgrade): boolean => request.headers.upgrade?.toLowerCase() === "websocket";

/** @returns what is spoken on the streams of a SPDY connection. @throws ApiError */
function negotiate({ request }: Upgrade, accepted: readonly string[]): string {
  if (request.headers.upgrade?.toUpperCase() !== "SPDY/3.1") throw badRequest("Upgrade request required");
  const offered = offeredProtocols(request);
  const protocol = offered.find((candidate) => accepted.includes(candidate));
  if (protocol !== undefined) return protocol;
  const quoted = (names: readonly string[]): string => `[${names.join(" ")}]`;
  throw new ApiError(
    403,
    "Forbidden",
    `unable to negotiate protocol: client supports ${quoted(offered)}, server accepts ${quoted(accepted)}`,
  );
}

function refuse(socket: Duplex, error: ApiError): void {
  const body = JSON.stringify(error.toStatus());
  const headers = [
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`HTTP/1.1 ${error.code} ${error.reason}\r\n${headers.join("\r\n")}\r\n\r\n${body}`);
}
