/**
 * Connections that leave HTTP behind: exec, attach and port-forward. What is wrong is answered as plain HTTP before
 * protocols change, so that kubectl can print it as the server's own words.
 */
import type { Duplex } from "node:stream";
import type { Api } from "../api/api.ts";
import { ApiError, badRequest, noSuchResource } from "../api/api-error.ts";
import type { Loop } from "../sim/loop.ts";
import { authorize, type Upgrade, urlOf } from "./incoming-request.ts";
import {
  acceptSpdyPortForward,
  acceptTunnelledPortForward,
  offersTunnel,
  PORT_FORWARD_PROTOCOLS,
} from "./port-forward.ts";
import { acceptWebSocketPortForward, portsOf } from "./port-forward-websocket.ts";
import { parseRemoteCommand, type RemoteStreams, runRemoteCommand } from "./remote-command.ts";
import { acceptSpdyCommand, REMOTE_COMMAND_PROTOCOLS } from "./remote-command-spdy.ts";
import { acceptWebSocketCommand } from "./remote-command-websocket.ts";
import { parseResourcePath, type ResourcePath } from "./resource-path.ts";
import { offeredProtocols } from "./spdy/accept.ts";

/** A request for another protocol that is about a Pod. */
interface PodUpgrade extends Upgrade {
  readonly api: Api;
  readonly loop: Loop;
  readonly resource: ResourcePath;
  readonly query: URLSearchParams;
}

/** By sub-resource. */
const ACCEPT: Readonly<Record<string, (upgrade: PodUpgrade) => void>> = {
  exec: acceptCommand,
  attach: acceptCommand,
  portforward: acceptPortForward,
};

export function acceptUpgrade(api: Api, loop: Loop, token: string, upgrade: Upgrade): void {
  // Nobody else listens for the end of a connection that is cut while it changes protocols.
  upgrade.socket.on("error", () => upgrade.socket.destroy());
  try {
    const url = urlOf(upgrade.request);
    if (url === undefined) throw badRequest("the path of the request cannot be read");
    authorize(upgrade.request, url, token);
    const { path, query } = url;
    const resource = parseResourcePath(api.kinds, path);
    const accept = ACCEPT[resource?.subresource ?? ""];
    if (
      resource === undefined ||
      accept === undefined ||
      !resource.kind.subresources.includes(resource.subresource)
    )
      throw noSuchResource();
    accept({ ...upgrade, api, loop, resource, query });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    refuse(upgrade.socket, error);
  }
}

/** @throws ApiError */
function acceptPortForward(upgrade: PodUpgrade): void {
  const { api, loop, resource } = upgrade;
  const forward = api.pods.portForward(resource.namespace, resource.name);
  if (!isWebSocket(upgrade))
    acceptSpdyPortForward(upgrade, negotiate(upgrade, PORT_FORWARD_PROTOCOLS), loop, forward);
  else if (offersTunnel(upgrade.request)) acceptTunnelledPortForward(upgrade, loop, forward);
  else acceptWebSocketPortForward(upgrade, portsOf(upgrade.query), loop, forward);
}

/** @throws ApiError */
function acceptCommand(upgrade: PodUpgrade): void {
  const { api, loop, resource, query } = upgrade;
  const remote = parseRemoteCommand(api, resource, query);
  const run = (streams: RemoteStreams): void => runRemoteCommand(api, loop, remote, streams);
  if (isWebSocket(upgrade)) acceptWebSocketCommand(upgrade, loop, run);
  else acceptSpdyCommand(upgrade, negotiate(upgrade, REMOTE_COMMAND_PROTOCOLS), loop, remote, run);
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
