/**
 * busybox's `wget`. Texts measured with busybox 1.35, options as in the image busybox:1.37. Leaves out: ftp, proxies, -c.
 */

import type { ExecResult } from "../../api/api.ts";
import { byteLength } from "../../bytes.ts";
import type { ConnectError, HttpReply, NetworkClient } from "../../network/http.ts";
import {
  fail,
  isStandardOutput,
  type Machine,
  type ShellCommand,
  type ShellCommandContext,
} from "../command.ts";
import { networkUntilStopped } from "../until-stopped.ts";
import { busyboxBanner } from "./busybox.ts";
import {
  authority,
  destination,
  headLines,
  parseUrl,
  redirectTarget,
  systemReason,
  type Url,
} from "./http-text.ts";
import { notSimulated, optionTable, readOptions } from "./short-options.ts";
import { fileName, formHeaders, givenHeaders, isReadable } from "./wget-parts.ts";

const USAGE = `
Usage: wget [-cqS] [--spider] [-O FILE] [-o LOGFILE] [--header STR]
\t[--post-data STR | --post-file FILE] [-Y on/off]
\t[--no-check-certificate] [-P DIR] [-U AGENT] [-T SEC] URL...

Retrieve files via HTTP or FTP

\t--spider\tOnly check URL existence: $? is 0 if exists
\t--header STR\tAdd STR (of form 'header: value') to headers
\t--post-data STR\tSend STR using POST method
\t--post-file FILE\tSend FILE using POST method
\t--no-check-certificate\tDon't validate the server's certificate
\t-c\t\tContinue retrieval of aborted transfer
\t-q\t\tQuiet
\t-P DIR\t\tSave to DIR (default .)
\t-S    \t\tShow server response
\t-T SEC\t\tNetwork read timeout is SEC seconds
\t-O FILE\t\tSave to FILE ('-' for stdout)
\t-o LOGFILE\tLog messages to FILE
\t-U STR\t\tUse STR for User-Agent header
\t-Y on/off\tUse proxy`;

/** What is inert is taken by the real one, too, and left alone. */
const OPTIONS = optionTable({
  done: `q=quiet S=server-response O:=output-document o:=output-file P:=directory-prefix U:=user-agent T:=timeout
    header: post-data: post-file: spider no-check-certificate`,
  inert: `Y:=proxy t:=tries n: passive-ftp no-cache no-verbose no-clobber no-host-directories no-parent`,
  missing: "c=continue",
});

const DEFAULT_TIMEOUT_S = 900;
const REDIRECTS_MAX = 16;
const GOOD_STATUSES = [200, 201, 202, 203, 204, 206];

interface Settings {
  readonly isQuiet: boolean;
  readonly showsHead: boolean;
  readonly isSpider: boolean;
  readonly checksCertificate: boolean;
  readonly output: string | undefined;
  readonly log: string | undefined;
  readonly folder: string | undefined;
  readonly timeoutMs: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export function busyboxWget(machine: Machine, network: NetworkClient): ShellCommand {
  const usage = `${busyboxBanner(machine)}\n${USAGE}`;
  return async (args, context) => {
    const { options, operands, problem, missing } = readOptions(args, OPTIONS);
    if (problem !== undefined) return fail(1, `wget: ${problem}\n${usage}`);
    if (operands.length === 0) return fail(1, usage);
    if (missing !== undefined) return notSimulated("wget", missing);
    const settings = await readSettings(options, context);
    if (typeof settings === "string") return fail(1, `wget: ${settings}`);
    return logged(await fetchAll(operands, network, settings, context), settings.log, context);
  };
}

async function fetchAll(
  urls: readonly string[],
  network: NetworkClient,
  settings: Settings,
  context: ShellCommandContext,
): Promise<ExecResult> {
  let stdout = "";
  let stderr = "";
  for (const url of urls) {
    const download = new Download(networkUntilStopped(network, context.signal), settings, context);
    const failure = await download.run(url);
    stdout += download.stdout;
    stderr += download.stderr;
    if (failure !== undefined) return { stdout, stderr: `${stderr}wget: ${failure}\n`, exitCode: 1 };
  }
  return { stdout, stderr, exitCode: 0 };
}

/** Writes what it said into the file of -o. */
async function logged(
  result: ExecResult,
  log: string | undefined,
  context: ShellCommandContext,
): Promise<ExecResult> {
  if (log === undefined) return result;
  const { stdout, stderr, exitCode } = result;
  if (isStandardOutput(log)) return { stdout: stderr + stdout, stderr: "", exitCode };
  try {
    await context.writeFile(log, stderr);
    return { stdout, stderr: "", exitCode };
  } catch (error) {
    return fail(1, `wget: can't open '${log}': ${(error as Error).message}`);
  }
}

async function readSettings(
  options: readonly (readonly [string, string])[],
  context: ShellCommandContext,
): Promise<Settings | string> {
  const last = (letter: string) => options.findLast(([name]) => name === letter)?.[1];
  const has = (letter: string) => last(letter) !== undefined;
  const seconds = Number(last("T") ?? DEFAULT_TIMEOUT_S);
  if (!Number.isInteger(seconds) || seconds < 0) return `invalid number '${last("T")}'`;
  const headers: Record<string, string> = { "user-agent": last("U") ?? "Wget", connection: "close" };
  const postFile = last("post-file");
  let body = last("post-data");
  if (postFile !== undefined) {
    try {
      body = await context.readFile(postFile);
    } catch (error) {
      return `can't open '${postFile}': ${(error as Error).message}`;
    }
  }
  Object.assign(headers, formHeaders(body), givenHeaders(options));
  return {
    isQuiet: has("q"),
    showsHead: has("S"),
    isSpider: has("spider"),
    checksCertificate: !has("no-check-certificate"),
    output: last("O"),
    log: last("o"),
    folder: last("P"),
    timeoutMs: seconds * 1000,
    headers,
    body,
  };
}

/** What it makes of a server that answers a TLS greeting with text, as Go's does. */
const PLAIN_ANSWER =
  "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request";
const BAD_RECORD = `wget: got bad TLS record (len:${PLAIN_ANSWER.length}) while expecting handshake record\n${[
  ...PLAIN_ANSWER.slice(0, 99),
]
  .map((character) => ` ${character.charCodeAt(0).toString(16).padStart(2, "0")}`)
  .join("")}\n`;

/** One URL with its redirects; what it prints gathers in `stdout` and `stderr`. */
class Download {
  stdout = "";
  stderr = "";
  readonly #network: NetworkClient;
  readonly #settings: Settings;
  readonly #context: ShellCommandContext;

  constructor(network: NetworkClient, settings: Settings, context: ShellCommandContext) {
    this.#network = network;
    this.#settings = settings;
    this.#context = context;
  }

  /** @returns why it failed. */
  async run(text: string): Promise<string | undefined> {
    const first = parseUrl(text);
    if (first === undefined || !/^https?$/.test(first.scheme)) return `not an http or ftp url: ${text}`;
    let url = first;
    let announced = "";
    for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
      const outcome = await this.#send(url);
      const { ip } = outcome.hop;
      if ("error" in outcome && outcome.error.code === "ENOTFOUND") return `bad address '${url.host}'`;
      // Another path on the same server is asked for without another word.
      const place = `${shownHost(url)} (${ip}:${url.port})`;
      if (place !== announced) this.#say(`Connecting to ${place}`);
      announced = place;
      if (url.scheme === "https" && this.#settings.checksCertificate)
        this.stderr += "wget: note: TLS certificate validation not implemented\n";
      if ("error" in outcome && outcome.error.code === "EPROTO") {
        this.stderr += BAD_RECORD;
        return "error getting response";
      }
      if ("error" in outcome) return connectProblem(outcome.error, this.#settings.timeoutMs);
      const target = redirectTarget(url, outcome.reply);
      if (this.#settings.showsHead) this.#showHead(outcome.reply);
      if (target === undefined) return this.#receive(url, outcome.reply);
      url = target;
    }
    return "too many redirections";
  }

  #send(url: Url) {
    const { headers, body, timeoutMs } = this.#settings;
    return this.#network.send({
      method: body === undefined ? "GET" : "POST",
      ...destination(url),
      headers: { host: authority(url), ...headers },
      body: body ?? "",
      ...(timeoutMs === 0 ? {} : { connectTimeoutMs: timeoutMs, timeoutMs }),
    });
  }

  async #receive(url: Url, reply: HttpReply): Promise<string | undefined> {
    if (!GOOD_STATUSES.includes(reply.status)) return `server returned error: ${headLines(reply)[0]}`;
    if (this.#settings.isSpider) {
      this.#say("remote file exists");
      return undefined;
    }
    const { output, folder } = this.#settings;
    if (output !== undefined && isStandardOutput(output)) {
      this.stdout += reply.body;
      this.#say("writing to stdout");
      this.#showProgress("-", reply);
      this.#say("written to stdout");
      return undefined;
    }
    const name = fileName(url);
    const path = output ?? (folder === undefined ? name : `${folder}/${name}`);
    const problem = await this.#save(path, reply.body, output === undefined);
    if (problem !== undefined) return `can't open '${path}': ${problem}`;
    this.#say(`saving to '${path}'`);
    this.#showProgress(path.replace(/^.*\//, ""), reply);
    this.#say(`'${path}' saved`);
    return undefined;
  }

  async #save(path: string, text: string, isNew: boolean): Promise<string | undefined> {
    try {
      if (isNew && (await isReadable(this.#context, path))) return "File exists";
      await this.#context.writeFile(path, text);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  #say(line: string): void {
    if (!this.#settings.isQuiet) this.stderr += `${line}\n`;
  }

  #showHead(reply: HttpReply): void {
    const isGood = reply.status < 400;
    for (const line of isGood ? [...headLines(reply), ""] : headLines(reply).slice(0, 1))
      this.stderr += `  ${line}\n`;
  }

  #showProgress(name: string, { body }: HttpReply): void {
    const size = byteLength(body);
    if (size > 0)
      this.#say(`${name.slice(0, 20).padEnd(20)} 100% |${"*".repeat(32)}|${shownSize(size)}  0:00:00 ETA`);
  }
}

/** As typed: with its port when the URL has one. */
function shownHost({ host, port, hasPort }: Url): string {
  return hasPort ? `${host}:${port}` : host;
}

function shownSize(bytes: number): string {
  let size = bytes;
  let unit = 0;
  for (; size >= 100_000 || (unit > 0 && size >= 10_000); unit++) size = Math.floor(size / 1024);
  return unit === 0 ? String(size).padStart(6) : `${String(size).padStart(5)}${"kMG"[unit - 1]}`;
}

function connectProblem(error: ConnectError, timeoutMs: number): string {
  const { code, connected, ip, afterMs } = error;
  if (code === "ETIMEDOUT" && (connected || (timeoutMs > 0 && afterMs >= timeoutMs)))
    return "download timed out";
  if (code === "EMPTY") return "error getting response";
  if (code === "ECONNRESET") return `error getting response: ${systemReason(error.code)}`;
  return `can't connect to remote host (${ip}): ${systemReason(error.code)}`;
}
