/** GNU `wget`. Texts measured with wget 1.21.3 in the C locale. Leaves out: recursion, cookies, ftp, proxies, the progress bar of a terminal. */

import type { ExecResult } from "../../api/api.ts";
import { byteLength } from "../../bytes.ts";
import type { HttpReply, NetworkClient, Outcome } from "../../network/http.ts";
import {
  fail,
  isStandardOutput,
  type Machine,
  type ShellCommand,
  type ShellCommandContext,
  succeed,
} from "../command.ts";
import { networkUntilStopped } from "../until-stopped.ts";
import { WGET_VERSION, type WgetSettings, wgetSettings } from "./gnu-wget-options.ts";
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
import { formatTime } from "./time-format.ts";
import { readTrust, TlsClient } from "./tls-client.ts";
import { fileName, isReadable } from "./wget-parts.ts";

const EXIT = { generic: 1, usage: 2, file: 3, network: 4, tls: 5, server: 8 } as const;
const DEFAULT_READ_TIMEOUT_MS = 900_000;
const RETRY_WAIT_MAX_S = 10;

const VERSION_TEXT = `GNU Wget ${WGET_VERSION} built on linux-gnu.

-cares +digest -gpgme +https +ipv6 +iri +large-file -metalink +nls 
+ntlm +opie +psl +ssl/gnutls 
`;

export function gnuWget(machine: Machine, network: NetworkClient): ShellCommand {
  return async (args, context) => {
    const settings = await wgetSettings(args, context);
    if ("refusal" in settings) return { stdout: "", stderr: settings.refusal, exitCode: settings.exitCode };
    if (settings.hasVersion) return succeed(VERSION_TEXT);
    const session = new Session(machine, networkUntilStopped(network, context.signal), settings, context);
    const { log } = settings;
    if (log !== undefined) {
      const problem = await session.openLog(log);
      if (problem !== undefined) return fail(EXIT.generic, `wget: ${log.path}: ${problem}`);
    }
    let exitCode = 0;
    for (const url of settings.urls) exitCode = Math.max(exitCode, await session.fetch(url));
    return session.end(exitCode);
  };
}

type Log = NonNullable<WgetSettings["log"]>;

class Session {
  stdout = "";
  stderr = "";
  readonly #machine: Machine;
  readonly #network: NetworkClient;
  readonly #settings: WgetSettings;
  readonly #context: ShellCommandContext;
  #saved = "";
  /** What was in the log before. */
  #logged = "";

  constructor(
    machine: Machine,
    network: NetworkClient,
    settings: WgetSettings,
    context: ShellCommandContext,
  ) {
    this.#machine = machine;
    this.#network = network;
    this.#settings = settings;
    this.#context = context;
  }

  /** A log that cannot be written ends wget before it asks for anything. @returns why. */
  async openLog({ path, isAppended }: Log): Promise<string | undefined> {
    if (isStandardOutput(path)) return undefined;
    if (isAppended) this.#logged = await this.#context.readFile(path).catch(() => "");
    return this.#context.writeFile(path, this.#logged).then(
      () => undefined,
      (error: Error) => error.message,
    );
  }

  /** Gives out what it has said and fetched. */
  async end(exitCode: number): Promise<ExecResult> {
    const { log } = this.#settings;
    const { stdout, stderr } = this;
    if (log === undefined) return { stdout, stderr, exitCode };
    if (isStandardOutput(log.path)) return { stdout: stderr + stdout, stderr: "", exitCode };
    await this.#context.writeFile(log.path, this.#logged + stderr);
    return { stdout, stderr: "", exitCode };
  }

  /** @returns the exit code. */
  async fetch(text: string): Promise<number> {
    const parsed = parseUrl(text);
    if (parsed === undefined) return this.#fail(EXIT.generic, `${text}: Invalid host name.`);
    if (!/^https?$/.test(parsed.scheme))
      return this.#fail(EXIT.generic, `${text}: Unsupported scheme '${parsed.scheme}'.`);
    const { bodyProblem } = this.#settings;
    if (bodyProblem !== undefined) {
      this.#say(`--${this.#now()}--  ${urlText(parsed)}\n`);
      return this.#fail(EXIT.file, bodyProblem);
    }
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
        return error.code === "ETIMEDOUT" || this.#settings.retriesRefused ? "retry" : "give up";
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
