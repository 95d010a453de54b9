/** HTTP as text on a connection, for those who type it by hand or print what they hear: nc, telnet. */
import { byteLength } from "../../bytes.ts";
import type { HttpReply, HttpRequest } from "../../network/http.ts";
import { header, headLines } from "../commands/http-text.ts";

export interface WireRequest extends Pick<HttpRequest, "method" | "path" | "headers" | "body"> {
  readonly version: string;
}

/** What a server in Go says to what is no request. */
export const BAD_REQUEST =
  "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request";

/** @returns undefined when the text is no whole request. Lines may end without a carriage return. */
export function readRequest(text: string): WireRequest | undefined {
  const [, head = "", body = ""] = /^(.*?\r?\n)\r?\n(.*)$/s.exec(text) ?? [];
  const [first = "", ...lines] = head.split(/\r?\n/).slice(0, -1);
  const [, method = "", path = "", version = ""] = /^([A-Z]+) (\S+) HTTP\/(1\.[01])$/.exec(first) ?? [];
  const fields = lines.map((line) => /^([^\s:]+):[ \t]*(.*?)[ \t]*$/.exec(line));
  if (method === "" || fields.includes(null)) return undefined;
  const headers = Object.fromEntries(fields.map((field) => [field?.[1]?.toLowerCase(), field?.[2]]));
  return { method, path, version, headers, body };
}

/** As clients spell the names of headers. */
export function requestText({ method, path, headers, body }: HttpRequest): string {
  const spelled = (name: string): string => name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
  const lines = Object.entries(headers).map(([name, value]) => `${spelled(name)}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body}`;
}

/** Servers in Go, which name none, answer in the version of the request. */
export function replyText(reply: HttpReply, { method, version }: WireRequest): string {
  const isOld = version === "1.0";
  const [status = "", ...lines] = headLines(reply);
  const isGo = header(reply, "server") === undefined;
  const first = isOld && isGo ? status.replace("HTTP/1.1", "HTTP/1.0") : status;
  const shown = isOld ? lines.map((line) => line.replace(/^(connection: )keep-alive$/i, "$1close")) : lines;
  const isChunked = header(reply, "transfer-encoding")?.toLowerCase() === "chunked";
  const size = byteLength(reply.body).toString(16);
  const body = isChunked && reply.body !== "" ? `${size}\r\n${reply.body}\r\n0\r\n\r\n` : reply.body;
  return `${[first, ...shown].join("\r\n")}\r\n\r\n${method === "HEAD" ? "" : body}`;
}

/** What somebody gives nc to answer with. @returns undefined when it is no reply. */
export function readReply(text: string): HttpReply | undefined {
  const [, head = "", body = ""] = /^(.*?\r?\n)\r?\n(.*)$/s.exec(text) ?? [];
  const [first = "", ...lines] = head.split(/\r?\n/).slice(0, -1);
  const [, status, statusText = ""] = /^HTTP\/1\.[01] (\d{3})(?: (.*))?$/.exec(first) ?? [];
  if (status === undefined) return undefined;
  const headers = lines.flatMap((line) => {
    const field = /^([^\s:]+):[ \t]*(.*?)[ \t]*$/.exec(line);
    return field === null ? [] : [[field[1], field[2]] as const];
  });
  const length = Number(
    headers.find(([name]) => name?.toLowerCase() === "content-length")?.[1] ?? Number.NaN,
  );
  return {
    status: Number(status),
    statusText,
    headers: Object.fromEntries(headers),
    body: Number.isNaN(length) ? body : body.slice(0, length),
  };
}
