/** curl's `-w`: `%{http_code}`, `\n`. Times are simulated; a connection takes none. Leaves out: header_json, json, certs. */

import { byteLength } from "../../bytes.ts";
import type { HttpReply } from "../../network/http.ts";
import { header, headLines, type Url, urlText } from "../commands/http-text.ts";

export interface Report {
  /** Where the last answer came from. */
  readonly url: Url;
  /** As typed, before redirects. */
  readonly typed: string;
  readonly method: string;
  readonly reply: HttpReply | undefined;
  /** Empty when there was no connection. */
  readonly remoteIP: string;
  readonly localIP: string;
  /** New connections. */
  readonly connects: number;
  /** Bytes of all requests. */
  readonly requestSize: number;
  /** From 0. */
  readonly urlNumber: number;
  readonly received: number;
  readonly sent: number;
  readonly elapsedMs: number;
  readonly redirects: number;
  readonly redirectUrl: string;
  readonly file: string;
  readonly exitCode: number;
  readonly message: string;
}

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(6);
const status = ({ reply }: Report) => String(reply?.status ?? 0).padStart(3, "0");

const VARIABLES: Readonly<Record<string, (report: Report) => string>> = {
  content_type: ({ reply }) => (reply === undefined ? "" : (header(reply, "content-type") ?? "")),
  errormsg: ({ message }) => message,
  exitcode: ({ exitCode }) => String(exitCode),
  filename_effective: ({ file }) => file,
  http_code: status,
  http_version: ({ reply }) => (reply === undefined ? "0" : "1.1"),
  local_ip: ({ localIP }) => localIP,
  method: ({ method }) => method,
  num_connects: ({ connects }) => String(connects),
  num_headers: ({ reply }) => String(Object.keys(reply?.headers ?? {}).length),
  num_redirects: ({ redirects }) => String(redirects),
  redirect_url: ({ redirectUrl }) => redirectUrl,
  remote_ip: ({ remoteIP }) => remoteIP,
  remote_port: ({ remoteIP, url }) => (remoteIP === "" ? "0" : String(url.port)),
  response_code: status,
  scheme: ({ url }) => url.scheme.toUpperCase(),
  size_download: ({ received }) => String(received),
  size_header: ({ reply }) => String(reply === undefined ? 0 : byteLength(headLines(reply).join("\r\n")) + 4),
  size_request: ({ requestSize }) => String(requestSize),
  size_upload: ({ sent }) => String(sent),
  speed_download: ({ received, elapsedMs }) =>
    String(elapsedMs === 0 ? 0 : Math.floor((received * 1000) / elapsedMs)),
  speed_upload: ({ sent, elapsedMs }) => String(elapsedMs === 0 ? 0 : Math.floor((sent * 1000) / elapsedMs)),
  time_appconnect: () => seconds(0),
  time_connect: () => seconds(0),
  time_namelookup: () => seconds(0),
  time_pretransfer: () => seconds(0),
  time_redirect: () => seconds(0),
  time_starttransfer: ({ reply, elapsedMs }) => seconds(reply === undefined ? 0 : elapsedMs),
  time_total: ({ elapsedMs }) => seconds(elapsedMs),
  url: ({ typed }) => typed,
  urlnum: ({ urlNumber }) => String(urlNumber),
  url_effective: ({ url }) => urlText(url),
};

/** @returns the text, and the names that curl does not know. */
export function writeOut(
  format: string,
  report: Report,
): { readonly text: string; readonly unknown: readonly string[] } {
  const unknown: string[] = [];
  const text = format.replace(
    /%\{([^}]*)\}|%%|\\([nrt])/g,
    (whole, name: string | undefined, letter: string | undefined) => {
      if (whole === "%%") return "%";
      if (letter !== undefined) return { n: "\n", r: "\r", t: "\t" }[letter] ?? "";
      const variable = VARIABLES[name ?? ""];
      if (variable === undefined) unknown.push(name ?? "");
      return variable?.(report) ?? "";
    },
  );
  return { text, unknown };
}
