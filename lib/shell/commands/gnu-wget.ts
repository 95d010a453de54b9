/** GNU `wget`. Texts measured with wget 1.21.3 in the C locale. Leaves out: recursion, cookies, ftp, proxies, the progress bar of a terminal. */

import { byteLength } from "../../bytes.ts";
import type { HttpReply, NetworkClient, Outcome } from "../../network/http.ts";
import {
  fail,
  isStandardOutput,
  type Machine,
  type ShellCommand,
  type ShellCommandContext,
} from "../command.ts";
import { networkUntilStopped } from "../until-stopped.ts";
import { parseDuration } from "./duration.ts";
import { dotRows, rateText, sizeText } from "./gnu-wget-progress.ts";
import { authorityText, distrustText, NO_TLS } from "./gnu-wget-tls.ts";
import {
  authority,
  contentLength,
  destination,
  header,
  headLines,
  isAddress,
  parseUrl,
  redirectTarget,
  statusText,
  systemReason,
  type Url,
  urlText,
} from "./http-text.ts";
import { type OptionTable, readOptions } from "./short-options.ts";
import { formatTime } from "./time-format.ts";
import { readTrust, TlsClient } from "./tls-client.ts";
import { fileName, formHeaders, givenHeaders, isReadable } from "./wget-parts.ts";

const USAGE = "Usage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n";
const VERSION = "1.21.3";
const EXIT = { generic: 1, usage: 2, file: 3, network: 4, tls: 5, server: 8 } as const;
const DEFAULT_TRIES = 20;
const DEFAULT_READ_TIMEOUT_MS = 900_000;
const REDIRECTS_MAX = 20;
const RETRY_WAIT_MAX_S = 10;

const OPTIONS: OptionTable = {
  short: ["q", "v", "S", "c", "N", "x", "O:", "o:", "P:", "U:", "T:", "t:", "n:", "e:"],
  long: {
    quiet: "q",
    verbose: "v",
    "server-response": "S",
    continue: "c",
    "output-document:": "O",
    "output-file:": "o",
    "directory-prefix:": "P",
    "user-agent:": "U",
    "timeout:": "T",
    "connect-timeout:": "T",
    "read-timeout:": "T",
    "tries:": "t",
    "header:": "header",
    "post-data:": "post-data",
    "method:": "method",
    "max-redirect:": "max-redirect",
    spider: "spider",
    "no-verbose": "nv",
    "no-check-certificate": "k",
    "ca-certificate:": "ca-certificate",
    "no-proxy": "no-proxy",
    "content-on-error": "content-on-error",
  },
};

interface Settings {
  readonly chatter: "all" | "short" | "none";
  readonly showsHead: boolean;
  readonly isSpider: boolean;
  readonly keepsErrors: boolean;
  readonly output: string | undefined;
  readonly folder: string | undefined;
  /** Undefined: as long as the kernel tries to connect, and 15 minutes for an answer. */
  readonly timeoutMs: number | undefined;
  readonly tries: number;
  readonly redirectsMax: number;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly caCertificate: string | undefined;
  readonly checksCertificate: boolean;
}

export function gnuWget(machine: Machine, network: NetworkClient): ShellCommand {
  return async (args, context) => {
    const { options, operands, problem } = readOptions(args, OPTIONS);
    if (problem !== undefined)
      return { stdout: "", stderr: `wget: ${problem}\n${USAGE}`, exitCode: EXIT.usage };
    const settings = readSettings(options);
    if (typeof settings === "string") return fail(EXIT.usage, `wget: ${settings}`);
    if (operands.length === 0)
      return { stdout: "", stderr: `wget: missing URL\n${USAGE}`, exitCode: EXIT.generic };
    const session = new Session(machine, networkUntilStopped(network, context.signal), settings, context);
    let exitCode = 0;
    for (const operand of operands) exitCode = Math.max(exitCode, await session.fetch(operand));
    return { stdout: session.stdout, stderr: session.stderr, exitCode };
  };
}

function readSettings(options: readonly (readonly [string, string])[]): Settings | string {
  const last = (letter: string) => options.findLast(([name]) => name === letter)?.[1];
  const has = (letter: string) => last(letter) !== undefined;
  const timeoutMs = has("T") ? parseDuration(last("T") ?? "") : undefined;
  if (has("T") && timeoutMs === undefined) return `--timeout: Invalid time period '${last("T")}'`;
  const tries = Number(last("t") ?? DEFAULT_TRIES);
  if (!Number.isInteger(tries) || tries < 0) return `--tries: Invalid number '${last("t")}'.`;
  const body = last("post-data");
  const headers: Record<string, string> = {
    "user-agent": last("U") ?? `Wget/${VERSION}`,
    accept: "*/*",
    "accept-encoding": "identity",
    connection: "Keep-Alive",
  };
  Object.assign(headers, formHeaders(body), givenHeaders(options));
  return {
    chatter: has("q") ? "none" : has("nv") || last("n") === "v" ? "short" : "all",
    showsHead: has("S"),
    isSpider: has("spider"),
    keepsErrors: has("content-on-error"),
    output: last("O"),
    folder: last("P"),
    timeoutMs: timeoutMs === 0 ? undefined : timeoutMs,
    tries: tries === 0 ? DEFAULT_TRIES : tries,
    redirectsMax: Number(last("max-redirect") ?? REDIRECTS_MAX),
    method: last("method") ?? (has("spider") ? "HEAD" : body === undefined ? "GET" : "POST"),
    headers,
    body: body ?? "",
    caCertificate: last("ca-certificate"),
    checksCertificate: !has("k"),
  };
}

class Session {
  stdout = "";
  stderr = "";
  readonly #machine: Machine;
  readonly #network: NetworkClient;
  readonly #settings: Settings;
  readonly #context: ShellCommandContext;
  #saved = "";

  constructor(machine: Machine, network: NetworkClient, settings: Settings, context: ShellCommandContext) {
    this.#machine = machine;
    this.#network = network;
    this.#settings = settings;
    this.#context = context;
  }

  /** @returns the exit code. */
  async fetch(text: string): Promise<number> {
    const parsed = parseUrl(text);
    if (parsed === undefined) return this.#fail(EXIT.generic, `${text}: Invalid host name.`);
    if (!/^https?$/.test(parsed.scheme))
      return this.#fail(EXIT.generic, `${text}: Unsupported scheme '${parsed.scheme}'.`);
    const problem = await this.#open();
    if (problem !== undefined) return this.#fail(EXIT.generic, `${this.#settings.output}: ${problem}`);
    if (this.#settings.isSpider) this.#say("Spider mode enabled. Check if remote file exists.\n");
    let url = parsed;
    let reused = "";
    for (let redirects = 0; ; redirects++) {
      const startedAt = this.#machine.loop.now;
      const answer = await this.#ask(url, reused);
      if (typeof answer === "number") return answer;
      const target = redirectTarget(url, answer);
      if (target === undefined)
        return this.#receive(url, answer, Math.max(1, this.#machine.loop.now - startedAt));
      this.#say(`Location: ${header(answer, "location")} [following]\n`);
      if (redirects >= this.#settings.redirectsMax)
        return this.#fail(EXIT.server, `${this.#settings.redirectsMax} redirections exceeded.`);
      reused = target.host === url.host && target.port === url.port ? `${url.host}:${url.port}` : "";
      url = target;
    }
  }

  /** A file named with -O is opened before anything is asked for. */
  async #open(): Promise<string | undefined> {
    const { output } = this.#settings;
    if (output === undefined || isStandardOutput(output) || this.#saved !== "") return undefined;
    return this.#context.writeFile(output, "").then(
      () => undefined,
      (error: Error) => error.message,
    );
  }

  /** Asks as often as it takes. @returns the reply, or an exit code. */
  async #ask(url: Url, reused: string): Promise<HttpReply | number> {
    for (let attempt = 1; ; attempt++) {
      this.#say(
        `--${this.#now()}--  ${attempt === 1 ? "" : `(try:${String(attempt).padStart(2)})  `}${urlText(url)}\n`,
      );
      const tls = await this.#tlsClient(url);
      const outcome = await this.#send(url, tls);
      const problem = this.#tell(url, outcome, reused, tls);
      if ("reply" in outcome) return outcome.reply;
      if (problem === "give up") return tls?.certificate === undefined ? EXIT.network : EXIT.tls;
      this.#say(attempt >= this.#settings.tries ? "Giving up.\n\n" : "Retrying.\n\n");
      if (attempt >= this.#settings.tries) return EXIT.network;
      await this.#machine.loop.sleep(Math.min(attempt, RETRY_WAIT_MAX_S) * 1000, {
        signal: this.#context.signal,
      });
    }
  }

  async #tlsClient({ scheme, host }: Url): Promise<TlsClient | undefined> {
    if (scheme !== "https") return undefined;
    const { caCertificate, checksCertificate } = this.#settings;
    const trust = await readTrust(caCertificate, !checksCertificate, this.#machine, this.#context);
    this.#say(authorityText(caCertificate, trust.trusted !== undefined));
    return new TlsClient(host, trust);
  }

  #send(url: Url, tls: TlsClient | undefined): Outcome | Promise<Outcome> {
    const { method, headers, body, timeoutMs } = this.#settings;
    return this.#network.send({
      method,
      ...destination(url),
      headers: { host: authority(url), ...headers },
      body,
      timeoutMs: timeoutMs ?? DEFAULT_READ_TIMEOUT_MS,
      ...(tls === undefined ? {} : { trusts: tls.trusts }),
      ...(timeoutMs === undefined ? {} : { connectTimeoutMs: timeoutMs }),
    });
  }

  /** Says how far the attempt got. @returns whether another one is worth while. */
  #tell(url: Url, outcome: Outcome, reused: string, tls: TlsClient | undefined): "retry" | "give up" {
    const error = "error" in outcome ? outcome.error : undefined;
    if (error?.code === "ENOTFOUND") {
      const why = error.isTemporary ? "Temporary failure in name resolution" : "Name or service not known";
      this.#say(`Resolving ${url.host} (${url.host})... failed: ${why}.\n`);
      if (this.#settings.chatter !== "none")
        this.stderr += `wget: unable to resolve host address '${url.host}'\n`;
      return "give up";
    }
    if (reused === "") {
      if (!isAddress(url.host)) this.#say(`Resolving ${url.host} (${url.host})... ${outcome.hop.ip}\n`);
      this.#say(
        `Connecting to ${isAddress(url.host) ? url.host : `${url.host} (${url.host})|${outcome.hop.ip}|`}:${url.port}... `,
      );
      if (error !== undefined && !error.connected) {
        this.#say(`failed: ${systemReason(error.code)}.\n`);
        return error.code === "ETIMEDOUT" ? "retry" : "give up";
      }
      this.#say("connected.\n");
    } else this.#say(`Reusing existing connection to ${reused}.\n`);
    if (tls?.certificate !== undefined && tls.distrust !== undefined)
      this.#warn(distrustText(tls.distrust, tls.certificate, url.host, !tls.isInsecure));
    if (error?.code === "EPROTO") {
      if (tls?.certificate === undefined) this.#warn(NO_TLS);
      return "give up";
    }
    this.#say("HTTP request sent, awaiting response... ");
    if (error !== undefined)
      this.#say(
        error.code === "EMPTY"
          ? "No data received.\n"
          : `Read error (${systemReason(error.code)}) in headers.\n`,
      );
    if ("reply" in outcome) this.#showHead(outcome.reply);
    return "retry";
  }

  #showHead(reply: HttpReply): void {
    if (!this.#settings.showsHead) {
      this.#say(`${statusText(reply)}\n`);
      return;
    }
    this.#say("\n");
    for (const line of headLines(reply)) this.stderr += `  ${line}\n`;
  }

  async #receive(url: Url, reply: HttpReply, elapsedMs: number): Promise<number> {
    if (reply.status >= 400) {
      if (this.#settings.isSpider) this.#say("Remote file does not exist -- broken link!!!\n\n");
      else this.#say(`${this.#now()} ERROR ${statusText(reply).replace(" ", ": ")}.\n\n`);
      if (this.#settings.keepsErrors && !this.#settings.isSpider) await this.#save(url, reply);
      return EXIT.server;
    }
    const length = contentLength(reply);
    const type = header(reply, "content-type")?.split(";")[0];
    const size =
      length === undefined
        ? "unspecified"
        : length < 1024
          ? String(length)
          : `${length} (${sizeText(length)})`;
    this.#say(`Length: ${size}${type === undefined ? "" : ` [${type}]`}\n`);
    if (this.#settings.isSpider) {
      this.#say("Remote file exists.\n\n");
      return 0;
    }
    const name = await this.#save(url, reply);
    if (typeof name === "number") return name;
    const bytes = byteLength(reply.body);
    const share = length === undefined ? `[${bytes}]` : `[${bytes}/${length}]`;
    this.#say(`Saving to: '${name === "-" ? "STDOUT" : name}'\n\n${dotRows(bytes, length, elapsedMs)}\n`);
    this.#say(
      `${this.#now()} (${rateText(bytes, elapsedMs)}) - ${name === "-" ? "written to stdout" : `'${name}' saved`} ${share}\n\n`,
    );
    if (this.#settings.chatter === "short")
      this.stderr += `${this.#now()} URL:${urlText(url)} ${share} -> "${name}" [1]\n`;
    return 0;
  }

  /** @returns the name of the file, or an exit code. */
  async #save(url: Url, { body }: HttpReply): Promise<string | number> {
    const { output, folder } = this.#settings;
    if (output !== undefined && isStandardOutput(output)) {
      this.stdout += body;
      return "-";
    }
    const base = fileName(url);
    const name = output ?? (await this.#free(folder === undefined ? base : `${folder}/${base}`));
    this.#saved = output === undefined ? body : this.#saved + body;
    try {
      await this.#context.writeFile(name, this.#saved);
      return name;
    } catch (error) {
      return this.#fail(EXIT.file, `${name}: ${(error as Error).message}`);
    }
  }

  /** A file that exists is kept: the new one is called `index.html.1`. */
  async #free(path: string): Promise<string> {
    const exists = (name: string) => isReadable(this.#context, name);
    if (!(await exists(path))) return path;
    for (let number = 1; ; number++) if (!(await exists(`${path}.${number}`))) return `${path}.${number}`;
  }

  #now(): string {
    return formatTime("%F %T", this.#machine.epochMs + this.#machine.loop.now);
  }

  #warn(text: string): void {
    if (this.#settings.chatter !== "none") this.stderr += text;
  }

  #say(text: string): void {
    if (this.#settings.chatter === "all") this.stderr += text;
  }

  #fail(exitCode: number, message: string): number {
    if (this.#settings.chatter !== "none") this.stderr += `${message}\n`;
    return exitCode;
  }
}
