/**
 * What curl says, by its version: 7.52.1 (Debian 9), 7.88.1 (Debian 12, measured), and 8.x. Verbose lines of 8.x are those
 * of public transcripts; those of 7.52 and 8.x about connections that are used again are remembered. Leaves out
 * HTTP/2; TLS is in `tls.ts`.
 */
import type { ConnectError } from "../../network/http.ts";
import { isAddress, systemReason, type Url } from "../commands/http-text.ts";

export const DEFAULT_CURL_VERSION = "7.88.1";
export const TRY_HELP = "curl: try 'curl --help' or 'curl --manual' for more information";

export interface Failure {
  readonly code: number;
  readonly message: string;
}

/** Whether `version` is `minimum` or later. */
export function isAtLeast(version: string, minimum: string): boolean {
  const parts = version.split(".").map(Number);
  for (const [at, wanted] of minimum.split(".").map(Number).entries()) {
    const part = parts[at] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}

export function noUrl(version: string): string {
  return `curl: ${isAtLeast(version, "8.0") ? "(2) no URL specified" : "no URL specified!"}\n${TRY_HELP}`;
}

/** How long the client itself would wait, in milliseconds. */
export interface Patience {
  readonly connectMs: number | undefined;
  readonly totalMs: number | undefined;
}

export function connectFailure(version: string, url: Url, error: ConnectError, patience: Patience): Failure {
  const { code, connected, afterMs } = error;
  if (code === "ENOTFOUND") return { code: 6, message: `Could not resolve host: ${url.host}` };
  if (code === "ETIMEDOUT" && error.ip === "")
    return { code: 28, message: `Resolving timed out after ${afterMs + 1} milliseconds` };
  if (code === "EMPTY") return { code: 52, message: "Empty reply from server" };
  if (code === "ECONNRESET") return { code: 56, message: "Recv failure: Connection reset by peer" };
  // curl looks at its own limits a moment after they have passed.
  const noticedMs = afterMs + 1;
  if (connected)
    return { code: 28, message: `Operation timed out after ${noticedMs} milliseconds with 0 bytes received` };
  const isOwnLimit =
    code === "ETIMEDOUT" &&
    afterMs >=
      Math.min(patience.connectMs ?? Number.POSITIVE_INFINITY, patience.totalMs ?? Number.POSITIVE_INFINITY);
  if (isOwnLimit && (patience.connectMs !== afterMs || !isAtLeast(version, "7.79")))
    return { code: 28, message: `Connection timed out after ${noticedMs} milliseconds` };
  return {
    code: code === "ETIMEDOUT" && isAtLeast(version, "7.79") ? 28 : 7,
    message: cannotConnect(version, url, code, isOwnLimit ? noticedMs : afterMs, isOwnLimit),
  };
}

function cannotConnect(
  version: string,
  { host, port }: Url,
  code: ConnectError["code"],
  afterMs: number,
  isOwnLimit: boolean,
): string {
  if (!isAtLeast(version, "7.79")) return `Failed to connect to ${host} port ${port}: ${systemReason(code)}`;
  const reason = isOwnLimit
    ? "Timeout was reached"
    : isAtLeast(version, "8.10")
      ? "Could not connect to server"
      : "Couldn't connect to server";
  const where = isAtLeast(version, "8.17") ? `${host}:${port}` : `${host} port ${port}`;
  return `Failed to connect to ${where} after ${afterMs} ms: ${reason}`;
}

/** @param statusText `404 Not Found` */
export function httpFailure(version: string, statusText: string): Failure {
  return {
    code: 22,
    message: `The requested URL returned error: ${isAtLeast(version, "7.76") ? statusText.split(" ")[0] : statusText}`,
  };
}

/** Lines of -v, without `* `, before a connection is tried. @param from address and port that the client uses. */
export function tryingLines(version: string, url: Url, ip: string): readonly string[] {
  if (!isAtLeast(version, "7.70"))
    return [
      ...(url.path === "/"
        ? [`Rebuilt URL to: ${url.scheme}://${url.host}${url.hasPort ? `:${url.port}` : ""}/`]
        : []),
      `  Trying ${ip}...`,
      "TCP_NODELAY set",
    ];
  const resolved =
    isAtLeast(version, "8.6") && !isAddress(url.host)
      ? [`Host ${url.host}:${url.port} was resolved.`, "IPv6: (none)", `IPv4: ${ip}`]
      : [];
  return [...resolved, `  Trying ${ip}:${url.port}...`];
}

export function connectedLines(
  version: string,
  { host, port }: Url,
  ip: string,
  number: number,
): readonly string[] {
  if (isAtLeast(version, "8.16"))
    return [`Established connection to ${host} (${ip} port ${port})`, "using HTTP/1.x"];
  if (isAtLeast(version, "8.0"))
    return [
      `Connected to ${host} (${ip}) port ${port}`,
      ...(isAtLeast(version, "8.10") ? ["using HTTP/1.x"] : []),
    ];
  return [`Connected to ${host} (${ip}) port ${port} (#${number})`];
}

export function sentLines(version: string): readonly string[] {
  return isAtLeast(version, "8.7") ? ["Request completely sent off"] : [];
}

export function leftIntactLines(version: string, { host, port }: Url, number: number): readonly string[] {
  const done = isAtLeast(version, "7.70") ? [] : ["Curl_http_done: called premature == 0"];
  return [
    ...done,
    `Connection #${number} to host ${isAtLeast(version, "8.17") ? `${host}:${port}` : host} left intact`,
  ];
}

/** A host's connections as curl finds them: an address in its own memory. */
const BUNDLE = "0x5597c5f3cb80";

/** Lines of -v when a connection to the host stands, before it is looked at. */
export function bundleLines(version: string, { host }: Url): readonly string[] {
  if (!isAtLeast(version, "7.70")) return [`Found bundle for host ${host}: ${BUNDLE} [can pipeline]`];
  return isAtLeast(version, "8.10")
    ? []
    : [`Found bundle for host: ${BUNDLE} [serially]`, "Can not multiplex, even if we wanted to"];
}

export function reusedLines(
  version: string,
  { scheme, host, port }: Url,
  ip: string,
  number: number,
): readonly string[] {
  if (!isAtLeast(version, "7.70"))
    return [
      `Re-using existing connection! (#${number}) with host ${host}`,
      `Connected to ${host} (${ip}) port ${port} (#${number})`,
    ];
  if (isAtLeast(version, "8.10")) return [`Re-using existing ${scheme}: connection with host ${host}`];
  return [
    isAtLeast(version, "8.0")
      ? `Re-using existing connection with host ${host}`
      : `Re-using existing connection #${number} with host ${host}`,
  ];
}

export function deadLines(version: string, number: number): readonly string[] {
  return [`Connection ${number} seems to be dead`, ...closedLines(version, number)];
}

/** The server has asked for the end of the connection, or it is found at its end. */
export function closedLines(version: string, number: number): readonly string[] {
  return isAtLeast(version, "7.70")
    ? closingLines(version, number)
    : ["Curl_http_done: called premature == 0", `Closing connection ${number}`];
}

export function closingLines(version: string, number: number): readonly string[] {
  if (!isAtLeast(version, "7.70"))
    return ["Curl_http_done: called premature == 1", `Closing connection ${number}`];
  return [
    isAtLeast(version, "8.9")
      ? `closing connection #${number}`
      : isAtLeast(version, "8.0")
        ? "Closing connection"
        : `Closing connection ${number}`,
  ];
}

export function versionText(version: string): string {
  return `curl ${version} (x86_64-pc-linux-gnu) libcurl/${version}\nProtocols: http https\nFeatures: \n`;
}

export const HELP = `Usage: curl [options...] <url>
Simulated: -A -D -G -H -I -L -O -S -T -X -b -d -e -f -i -m -o -s -u -v -w -#
--connect-timeout --fail-with-body --json --max-redirs --resolve --retry
`;
