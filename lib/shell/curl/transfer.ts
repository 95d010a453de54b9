/** One URL of a curl command line: its requests, redirects included, and all that -v and the progress meter say meanwhile. */

import { byteLength } from "../../bytes.ts";
import type { HttpReply, NetworkClient, Outcome } from "../../network/http.ts";
import { closesConnection } from "../../network/kept-connections.ts";
import {
  contentLength,
  destination,
  header,
  headLines,
  parseUrl,
  redirectTarget,
  statusText,
  systemReason,
  type Url,
  urlText,
} from "../commands/http-text.ts";
import { TlsClient, type Trust } from "../commands/tls-client.ts";
import type { Connections } from "./connections.ts";
import type { CurlOptions } from "./options.ts";
import { ProgressMeter } from "./progress-meter.ts";
import { type Body, buildRequest, type CurlRequest } from "./request.ts";
import { helloLines, tlsFailure, tlsLines, untrustedFile } from "./tls.ts";
import {
  bundleLines,
  closedLines,
  closingLines,
  connectedLines,
  connectFailure,
  deadLines,
  type Failure,
  httpFailure,
  leftIntactLines,
  type Patience,
  reusedLines,
  sentLines,
  tryingLines,
} from "./words.ts";
import type { Report } from "./write-out.ts";

const REDIRECTS_MAX = 50;
const BAD_URL: Failure = { code: 3, message: "URL using bad/illegal format or missing URL" };

export interface TransferOptions {
  readonly network: NetworkClient;
  readonly now: () => number;
  readonly options: CurlOptions;
  readonly body: Body;
  readonly version: string;
  readonly trust: Trust;
  readonly hasMeter: boolean;
  /** Whether data goes to a terminal, where -v does not count it. */
  readonly toTerminal: boolean;
  /** Another try of the same URL. */
  readonly isRetry: boolean;
  /** Of the whole command line. */
  readonly connections: Connections;
}

export interface Transferred {
  readonly failure: Failure | undefined;
  /** Heads of all replies, as for -i, -I and -D. */
  readonly heads: string;
  readonly body: string;
  readonly stderr: string;
  /** How much of that is said before the body comes. */
  readonly saidBeforeBody: number;
  readonly report: Omit<Report, "file" | "urlNumber">;
}

export async function transfer(text: string, options: TransferOptions): Promise<Transferred> {
  return new Transfer(text, options).run();
}

class Transfer {
  readonly #typed: string;
  readonly #given: TransferOptions;
  readonly #meter = new ProgressMeter();
  readonly #startedAt: number;
  #stderr = "";
  #saidBeforeBody: number | undefined;
  #heads = "";
  /** New connections of this URL. */
  #connects = 0;
  #requestSize = 0;
  #redirects = 0;
  #remoteIP = "";
  #tls: TlsClient | undefined;
  #reply: HttpReply | undefined;
  #method = "GET";

  constructor(typed: string, given: TransferOptions) {
    this.#typed = typed;
    this.#given = given;
    this.#startedAt = given.now();
  }

  async run(): Promise<Transferred> {
    const url = parseUrl(this.#typed);
    if (url === undefined)
      return this.#end({ scheme: "http", host: "", port: 80, hasPort: false, path: "/" }, BAD_URL, "");
    if (!/^https?$/.test(url.scheme))
      return this.#end(
        url,
        { code: 1, message: `Protocol "${url.scheme}" not supported or disabled in libcurl` },
        "",
      );
    if (this.#given.hasMeter) this.#meter.begin(this.#given.isRetry);
    let next: Url = url;
    let request = this.#request(url);
    if (request.query !== "")
      next = { ...url, path: `${url.path}${url.path.includes("?") ? "&" : "?"}${request.query}` };
    while (true) {
      if (next.scheme === "https" && this.#given.trust.trusted === undefined)
        return this.#end(next, untrustedFile(this.#given.options.text("cacert") ?? ""), "");
      this.#tls = next.scheme === "https" ? new TlsClient(next.host, this.#given.trust) : undefined;
      const outcome = await this.#send(next, request);
      if ("error" in outcome) return this.#end(next, this.#tellError(next, request, outcome), "");
      const { reply } = outcome;
      const failure = this.#tellReply(next, request, outcome, reply);
      const target =
        failure === undefined && this.#given.options.is("location") ? redirectTarget(next, reply) : undefined;
      if (target === undefined)
        return this.#end(next, failure, failure === undefined || this.#keepsBody(failure) ? reply.body : "");
      if (this.#redirects >= this.#redirectsMax())
        return this.#end(
          next,
          { code: 47, message: `Maximum (${this.#redirectsMax()}) redirects followed` },
          "",
        );
      this.#redirects++;
      this.#say(`Issue another request to this URL: '${urlText(target)}'`);
      request = this.#redirected(request, reply.status, target);
      next = target;
    }
  }

  #request(url: Url): CurlRequest {
    const { options, body, version } = this.#given;
    return buildRequest(options, body, url, version);
  }

  /** A POST becomes a GET on most redirects, as browsers do it. */
  #redirected(request: CurlRequest, status: number, target: Url): CurlRequest {
    const again = this.#request(target);
    const isTurned =
      request.method === "POST" &&
      [301, 302, 303].includes(status) &&
      this.#given.options.text("request") === undefined;
    if (!isTurned && request.body !== "") return again;
    return {
      ...again,
      method: isTurned ? "GET" : request.method,
      body: "",
      headers: again.headers.filter(([name]) => !/^content-/i.test(name)),
    };
  }

  #send(url: Url, { method, headers, body }: CurlRequest): Outcome | Promise<Outcome> {
    this.#method = method;
    this.#requestSize +=
      byteLength(requestHead(url, { method, headers }).join("\r\n")) + "\r\n".length + byteLength(body);
    const { connectMs, totalMs } = this.#patience();
    const left = totalMs === undefined ? undefined : Math.max(1, totalMs - this.#elapsedMs());
    return this.#given.network.send({
      method,
      ...destination(url),
      host: this.#resolved(url),
      headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
      body,
      keepAlive: this.#given.connections.tokenFor(url),
      ...(this.#tls === undefined ? {} : { trusts: this.#tls.trusts }),
      ...(connectMs === undefined ? {} : { connectTimeoutMs: connectMs }),
      ...(left === undefined ? {} : { timeoutMs: left }),
    });
  }

  /** --resolve HOST:PORT:ADDRESS stands before DNS. */
  #resolved({ host, port }: Url): string {
    return (
      this.#given.options
        .list("resolve")
        .map(readResolveEntry)
        .find((entry) => entry.host === host && entry.port === port)?.address ?? host
    );
  }

  /** A connection that stands, or a new one: @returns its number, after all that -v tells of the way there. */
  #connect(url: Url, ip: string, isReused: boolean): number {
    const { connections, version } = this.#given;
    const open = connections.openTo(url);
    if (open !== undefined) this.#say(...bundleLines(version, url));
    if (open !== undefined && isReused) {
      this.#say(...reusedLines(version, url, ip, open));
      return open;
    }
    if (open !== undefined) this.#say(...deadLines(version, open));
    if (connections.knows(url)) this.#say(`Hostname ${url.host} was found in DNS cache`);
    this.#say(...tryingLines(version, url, ip));
    this.#connects++;
    return connections.open(url);
  }

  #patience(): Patience {
    const milliseconds = (seconds: number | undefined) =>
      seconds === undefined || seconds === 0 ? undefined : Math.round(seconds * 1000);
    const { options } = this.#given;
    return {
      connectMs: milliseconds(options.number("connect-timeout")),
      totalMs: milliseconds(options.number("max-time")),
    };
  }

  #tellError(url: Url, request: CurlRequest, outcome: Extract<Outcome, { error: unknown }>): Failure {
    const { version, connections } = this.#given;
    const { error, hop } = outcome;
    if (error.code === "EPROTO" && this.#tls !== undefined) return this.#tellNoTls(url, error.ip, this.#tls);
    const failure = connectFailure(version, url, error, this.#patience());
    if (error.ip === "") {
      this.#say(failure.message, ...closingLines(version, connections.open(url)));
      connections.close(url);
      return failure;
    }
    const isReused = hop.isReused === true;
    const number = this.#connect(url, error.ip, isReused);
    if (error.connected) this.#tellRequest(url, request, error.ip, number, isReused);
    this.#wait();
    if (!error.connected)
      this.#say(`connect to ${error.ip} port ${url.port} failed: ${systemReason(error.code)}`);
    this.#say(failure.message);
    this.#endMeter(0, 0, 0);
    this.#say(...closingLines(version, number));
    connections.close(url);
    return failure;
  }

  #tellNoTls(url: Url, ip: string, tls: TlsClient): Failure {
    const { version, connections, options } = this.#given;
    const failure = tlsFailure(version, url.host, tls);
    const number = this.#connect(url, ip, false);
    this.#say(
      ...connectedLines(version, url, ip, number),
      ...(tls.certificate === undefined
        ? helloLines(options.text("cacert"), tls.isInsecure)
        : this.#tlsLines(url)),
      failure.message.split("\n", 1)[0] as string,
    );
    this.#endMeter(0, 0, 0);
    this.#say(...closingLines(version, number));
    connections.close(url);
    return failure;
  }

  #tlsLines({ host }: Url): readonly string[] {
    return this.#tls === undefined ? [] : tlsLines(host, this.#tls, this.#given.options.text("cacert"));
  }

  #tellReply(url: Url, request: CurlRequest, { hop }: Outcome, reply: HttpReply): Failure | undefined {
    const { version, options } = this.#given;
    const isReused = hop.isReused === true;
    this.#remoteIP = hop.ip;
    const number = this.#connect(url, hop.ip, isReused);
    this.#tellRequest(url, request, hop.ip, number, isReused);
    this.#wait();
    this.#reply = reply;
    const head = headLines(reply);
    this.#heads += `${head.join("\r\n")}\r\n\r\n`;
    const isError = reply.status >= 400 && (options.is("fail") || options.is("fail-with-body"));
    const failure = isError ? httpFailure(version, statusText(reply)) : undefined;
    const isHidden = failure !== undefined && !this.#keepsBody(failure);
    this.#mark("<", isHidden ? head : [...head, ""]);
    this.#tellBody(request, reply, isHidden);
    if (isHidden) this.#say(failure.message);
    this.#saidBeforeBody = this.#stderr.length;
    const received = isHidden || request.method === "HEAD" ? 0 : byteLength(reply.body);
    this.#endMeter(received, contentLength(reply), byteLength(request.body));
    this.#tellEnd(url, number, isHidden, closesConnection(reply));
    return failure;
  }

  /** What becomes of the connection: a reply that is not read to its end breaks it. */
  #tellEnd(url: Url, number: number, isBroken: boolean, isClosed: boolean): void {
    const { version, connections } = this.#given;
    this.#say(
      ...(isBroken
        ? closingLines(version, number)
        : isClosed
          ? closedLines(version, number)
          : leftIntactLines(version, url, number)),
    );
    if (isBroken || isClosed) connections.close(url);
  }

  #tellRequest(url: Url, request: CurlRequest, ip: string, number: number, isReused: boolean): void {
    const { version, toTerminal } = this.#given;
    const { body } = request;
    if (!isReused) this.#say(...connectedLines(version, url, ip, number), ...this.#tlsLines(url));
    this.#mark(">", requestHead(url, request));
    if (body !== "" && !toTerminal && this.#given.options.is("verbose"))
      this.#stderr += `} [${byteLength(body)} bytes data]\n`;
    this.#say(...sentLines(version));
  }

  #tellBody({ method }: CurlRequest, reply: HttpReply, isHidden: boolean): void {
    const { options, toTerminal } = this.#given;
    if (!options.is("verbose") || method === "HEAD" || isHidden || reply.body === "") return;
    if (options.is("location") && header(reply, "location") !== undefined)
      this.#say("Ignoring the response-body");
    if (!toTerminal) this.#stderr += `{ [${wireLength(reply)} bytes data]\n`;
  }

  #keepsBody(failure: Failure): boolean {
    return failure.code === 22 && this.#given.options.is("fail-with-body");
  }

  #redirectsMax(): number {
    return this.#given.options.number("max-redirs") ?? REDIRECTS_MAX;
  }

  #elapsedMs(): number {
    return this.#given.now() - this.#startedAt;
  }

  #say(...lines: readonly string[]): void {
    if (!this.#given.options.is("verbose")) return;
    this.#stderr += this.#meter.take() + lines.map((line) => `* ${line}\n`).join("");
  }

  /** Lines of a request or a reply. */
  #mark(sign: ">" | "<", lines: readonly string[]): void {
    if (this.#given.options.is("verbose"))
      this.#stderr += this.#meter.take() + lines.map((line) => `${sign} ${line}\r\n`).join("");
  }

  #wait(): void {
    if (this.#given.hasMeter) this.#meter.wait(this.#elapsedMs());
  }

  #endMeter(received: number, expected: number | undefined, sent: number): void {
    if (!this.#given.hasMeter) return;
    this.#meter.end({ received, expected, sent, elapsedMs: this.#elapsedMs() });
    this.#stderr += this.#meter.take();
  }

  #end(url: Url, failure: Failure | undefined, body: string): Transferred {
    const target = this.#reply === undefined ? undefined : redirectTarget(url, this.#reply);
    const isHead = this.#method === "HEAD" || this.#given.options.is("head");
    const shown = isHead ? "" : body;
    return {
      failure,
      heads: this.#heads,
      body: shown,
      stderr: this.#stderr + this.#meter.take(),
      saidBeforeBody: this.#saidBeforeBody ?? this.#stderr.length,
      report: {
        url,
        typed: this.#typed,
        method: this.#method,
        reply: this.#reply,
        remoteIP: this.#remoteIP,
        localIP: this.#remoteIP === "" ? "" : this.#given.network.source.ip,
        connects: this.#reply === undefined ? 0 : this.#connects,
        requestSize: this.#reply === undefined ? 0 : this.#requestSize,
        received: byteLength(shown),
        sent: byteLength(this.#given.body.text ?? ""),
        elapsedMs: this.#elapsedMs(),
        redirects: this.#redirects,
        redirectUrl: this.#given.options.is("location") || target === undefined ? "" : urlText(target),
        exitCode: failure?.code ?? 0,
        message: failure?.message ?? "",
      },
    };
  }
}

/** Request line and headers; no line ends. */
function requestHead(
  url: Url,
  { method, headers }: Pick<CurlRequest, "method" | "headers">,
): readonly string[] {
  return [`${method} ${url.path} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`), ""];
}

/** `HOST:PORT:ADDRESS`; a `+` in front, for an entry that times out, changes nothing in one command. */
export function readResolveEntry(text: string): {
  readonly host: string;
  readonly port: number;
  readonly address: string;
} {
  const [host = "", port = "", address = ""] = text.replace(/^\+/, "").split(":");
  return { host, port: Number(port), address };
}

/** What -v counts: a chunked body with the frame of its one chunk. */
function wireLength(reply: HttpReply): number {
  const length = byteLength(reply.body);
  const isChunked = header(reply, "transfer-encoding")?.toLowerCase() === "chunked";
  return isChunked ? length.toString(16).length + length + "\r\n\r\n0\r\n\r\n".length : length;
}
