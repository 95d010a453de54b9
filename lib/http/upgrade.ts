/** Connections that leave HTTP behind: exec and attach. What is wrong is answered as plain HTTP before protocols change. */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Api } from "../api/api.ts";
import { ApiError, badRequest, notFound } from "../api/api-error.ts";
import type { Loop } from "../sim/loop.ts";
import { remoteCommand } from "./remote-command.ts";
import { malformedUrl, unauthorized, urlOf } from "./request-url.ts";
import { parseResourcePath, type ResourcePath } from "./resource-path.ts";

export interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

const SPDY_REFUSED =
  "this server speaks WebSocket, not SPDY: use kubectl 1.31 or newer, or set KUBECTL_REMOTE_COMMAND_WEBSOCKETS=true with kubectl 1.29 or 1.30";

export function upgrade(api: Api, loop: Loop, token: string, connection: Upgrade): void {
  // Nobody else listens for the end of a connection that is cut while it changes protocols.
  connection.socket.on("error", () => connection.socket.destroy());
  const url = urlOf(connection.request);
  const resource = url === undefined ? undefined : parseResourcePath(api.kinds, url.pathname);
  const error = url === undefined ? malformedUrl(connection.request) : refusal(api, token, connection.request, resource);
  if (error === undefined && resource !== undefined && url !== undefined) remoteCommand(api, loop, resource, url.searchParams, connection);
  else refuse(connection.socket, error as ApiError);
}

function refusal(api: Api, token: string, request: IncomingMessage, resource: ResourcePath | undefined): ApiError | undefined {
  if (request.headers.authorization !== `Bearer ${token}`) return unauthorized();
  if (resource === undefined || !["exec", "attach"].includes(resource.subresource)) {
    return new ApiError(404, "NotFound", "the server could not find the requested resource");
  }
  if (request.headers.upgrade?.toLowerCase() !== "websocket") return badRequest(SPDY_REFUSED);
  return api.find(resource.kind, resource.namespace, resource.name) === undefined ? notFound(resource.kind, resource.name) : undefined;
}

function refuse(socket: Duplex, error: ApiError): void {
  const body = JSON.stringify(error.toStatus());
  const headers = ["Content-Type: application/json", `Content-Length: ${Buffer.byteLength(body)}`, "Connection: close"];
  socket.end(`HTTP/1.1 ${error.code} ${error.reason}\r\n${headers.join("\r\n")}\r\n\r\n${body}`);
}
