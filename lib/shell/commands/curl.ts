/**
 * `curl` for HTTP, with the exit codes and texts that tell apart why a Service does not answer. Times are simulated.
 * The URLs of one command line share connections, so they stay with one Pod. Leaves out: other protocols, proxies, forms, cookies in files, parallel transfers.
 */

import type { ExecResult } from "../../api/api.ts";
import { byteLength } from "../../bytes.ts";
import type { NetworkClient } from "../../network/http.ts";
import {
  fail,
  isStandardOutput,
  type Machine,
  type ShellCommand,
  type ShellCommandContext,
  succeed,
} from "../command.ts";
import { Connections } from "../curl/connections.ts";
import { expandGlob, GlobError } from "../curl/glob.ts";
import { type CurlOptions, parseOptions } from "../curl/options.ts";
import { type Body, readBody } from "../curl/request.ts";
import { readResolveEntry, type Transferred, transfer } from "../curl/transfer.ts";
import { DEFAULT_CURL_VERSION, type Failure, HELP, noUrl, TRY_HELP, versionText } from "../curl/words.ts";
import { writeOut } from "../curl/write-out.ts";
import { networkUntilStopped } from "../until-stopped.ts";
import { parseUrl } from "./http-text.ts";
import { readTrust } from "./tls-client.ts";

const TRANSIENT_STATUSES = [408, 429, 500, 502, 503, 504];
/** 79 columns without `Warning: ` and the line end. */
const WARNING_WIDTH = 69;
const RETRY_WAIT_MAX_S = 600;

export function curl(machine: Machine, network: NetworkClient): ShellCommand {
  const version = machine.curlVersion ?? DEFAULT_CURL_VERSION;
  const refuse = (message: string): ExecResult => fail(2, message);
  return async (args, context) => {
    if (args.length === 0) return refuse(TRY_HELP);
    const options = parseOptions(args);
    if ("refusal" in options) return refuse(`curl: ${options.refusal}\n${TRY_HELP}`);
    if (options.is("help")) return succeed(HELP);
    if (options.is("version")) return succeed(versionText(version));
    if (options.urls.length === 0) return refuse(noUrl(version));
    const body = await readBody(options, context).catch(() => undefined);
    if (body === undefined)
      return fail(26, `curl: Can't open '${options.text("upload-file")}'!\n${TRY_HELP}`);
    const asked = networkUntilStopped(network, context.signal);
    return new Session(machine, asked, options, context, version, body).run();
  };
}

/** One command line. */
class Session {
  readonly #machine: Machine;
  readonly #network: NetworkClient;
  readonly #options: CurlOptions;
  readonly #context: ShellCommandContext;
  readonly #version: string;
  readonly #body: Body;
  readonly #isSilent: boolean;
  readonly #connections = new Connections();
  #urlNumber = 0;
  /** What waits in the buffer of its standard output, which is no terminal: it comes behind everything on standard error. */
  #buffered = "";
  #hasMeter: boolean;

  constructor(
    machine: Machine,
    network: NetworkClient,
    options: CurlOptions,
    context: ShellCommandContext,
    version: string,
    body: Body,
  ) {
    this.#machine = machine;
    this.#network = network;
    this.#options = options;
    this.#context = context;
    this.#version = version;
    this.#body = body;
    this.#isSilent = options.is("silent");
    this.#hasMeter = !this.#isSilent && !options.is("progress-bar") && !options.isOff("progress-meter");
  }

  async run(): Promise<ExecResult> {
    for (const warning of this.#body.warnings) this.#warn(warning);
    let exitCode = 0;
    for (const [index, url] of this.#options.urls.entries()) {
      exitCode = await this.#fetchAll(url, this.#options.list("output")[index]);
      if (exitCode !== 0 && this.#options.is("fail-early")) break;
    }
    return { stdout: this.#buffered, stderr: "", exitCode };
  }

  /** An entry of --resolve. */
  #learn(entry: string): void {
    const { host, port, address } = readResolveEntry(entry);
    const url = parseUrl(`http://${host}:${port}/`);
    if (url === undefined) return;
    const known = this.#connections.knows(url)
      ? `* RESOLVE ${host}:${port} is - old addresses discarded\n`
      : "";
    this.#connections.learn(url);
    if (this.#options.is("verbose")) this.#tell(`${known}* Added ${host}:${port}:${address} to DNS cache\n`);
  }

  /** All that one URL of the command line stands for. @returns the last exit code. */
  async #fetchAll(text: string, output: string | undefined): Promise<number> {
    let exitCode = 0;
    try {
      for (const url of this.#options.is("globoff") ? [text] : expandGlob(text)) {
        for (const entry of this.#options.list("resolve")) this.#learn(entry);
        exitCode = await this.#fetch(url, output);
        if (exitCode !== 0 && this.#options.is("fail-early")) break;
      }
      return exitCode;
    } catch (error) {
      if (!(error instanceof GlobError)) throw error;
      return this.#fail({ code: 3, message: error.message });
    }
  }

  /** @returns the exit code. */
  async #fetch(url: string, output: string | undefined): Promise<number> {
    const named = output ?? (this.#options.is("remote-name") ? remoteName(url) : "-");
    const file = isStandardOutput(named) ? "-" : named;
    if (file === "") {
      this.#tell(this.#speaks() ? "curl: Remote file name has no length!\n" : "");
      return this.#fail({ code: 23, message: "Failed writing received data to disk/application" });
    }
    // Data on a terminal and a meter would overwrite each other, so there is no meter for the rest of the line.
    const toTerminal = file === "-" && this.#context.tty;
    this.#hasMeter &&= !toTerminal;
    const retries = this.#options.number("retry") ?? 0;
    const trust = await readTrust(
      this.#options.text("cacert"),
      this.#options.is("insecure"),
      this.#machine,
      this.#context,
    );
    for (let attempt = 0; ; attempt++) {
      const done = await transfer(url, {
        network: this.#network,
        now: () => this.#machine.loop.now,
        options: this.#options,
        body: this.#body,
        version: this.#version,
        trust,
        hasMeter: this.#hasMeter,
        toTerminal,
        isRetry: attempt > 0,
        connections: this.#connections,
      });
      const problem = attempt < retries ? this.#problem(done) : undefined;
      const exitCode = await this.#deliver(done, file, problem === undefined);
      if (problem === undefined) {
        this.#urlNumber++;
        return exitCode;
      }
      await this.#waitForRetry(problem, attempt, retries - attempt);
    }
  }

  /** Writes what came, then what -w wants; @returns the exit code. */
  async #deliver(done: Transferred, file: string, isLast: boolean): Promise<number> {
    const options = this.#options;
    const heads = options.is("include") || options.is("head") ? done.heads : "";
    const text = heads + done.body;
    let { failure } = done;
    this.#tell(done.stderr.slice(0, done.saidBeforeBody));
    if (options.is("progress-bar") && failure === undefined && !this.#isSilent)
      this.#tell(`\r${"#".repeat(72)} 100.0%\n`);
    const dump = options.text("dump-header");
    if (dump === "-") this.#put(done.heads);
    else if (dump !== undefined) await this.#write(dump, done.heads);
    if (file === "-") this.#put(text);
    else if (failure === undefined || text !== "") failure = (await this.#write(file, text)) ?? failure;
    this.#tell(done.stderr.slice(done.saidBeforeBody));
    if (failure !== undefined) this.#fail(failure);
    if (isLast) await this.#report(done, file === "-" ? "" : file, failure);
    return failure?.code ?? 0;
  }

  #tell(text: string): void {
    if (text !== "") this.#context.print(text, "stderr");
  }

  #put(text: string): void {
    if (this.#context.tty && text !== "") this.#context.print(text);
    else this.#buffered += text;
  }

  async #write(file: string, text: string): Promise<Failure | undefined> {
    try {
      await this.#context.writeFile(file, text);
      return undefined;
    } catch (error) {
      this.#warn(`Failed to open the file ${file}: ${(error as Error).message}`);
      return {
        code: 23,
        message: this.#version.startsWith("7.5")
          ? `Failed writing body (0 != ${byteLength(text)})`
          : "Failure writing output to destination",
      };
    }
  }

  async #report(done: Transferred, file: string, failure: Failure | undefined): Promise<void> {
    const option = this.#options.text("write-out");
    if (option === undefined) return;
    const format = option.startsWith("@")
      ? await this.#context.readFile(option.slice(1)).catch(() => "")
      : option;
    const { text, unknown } = writeOut(format, {
      ...done.report,
      file,
      urlNumber: this.#urlNumber,
      exitCode: failure?.code ?? 0,
      message: failure?.message ?? "",
    });
    this.#put(text);
    for (const name of unknown) this.#tell(`curl: unknown --write-out variable: '${name}'\n`);
  }

  /** Why another try may help, as curl says it. */
  #problem({ failure, report }: Transferred): string | undefined {
    if (failure?.code === 28) return "timeout";
    if (failure?.code === 7 && this.#options.is("retry-connrefused")) return "connection refused";
    if (TRANSIENT_STATUSES.includes(report.reply?.status ?? 0)) return "HTTP error";
    return failure !== undefined && this.#options.is("retry-all-errors")
      ? "(retrying all errors)"
      : undefined;
  }

  async #waitForRetry(problem: string, attempt: number, left: number): Promise<void> {
    const waitS = this.#options.number("retry-delay") || Math.min(2 ** attempt, RETRY_WAIT_MAX_S);
    this.#warn(`Problem : ${problem}. Will retry in ${waitS} seconds. ${left} retries left.`);
    await this.#machine.loop.sleep(waitS * 1000, { signal: this.#context.signal });
  }

  #fail({ code, message }: Failure): number {
    if (this.#speaks()) this.#tell(`curl: (${code}) ${message}\n`);
    return code;
  }

  #speaks(): boolean {
    return !this.#isSilent || this.#options.is("show-error");
  }

  /** Warnings are broken at blanks, to fit a terminal. */
  #warn(text: string): void {
    if (this.#isSilent) return;
    for (let rest = text; rest !== ""; ) {
      const cut =
        rest.length > WARNING_WIDTH
          ? rest.lastIndexOf(" ", WARNING_WIDTH - 1) + 1 || WARNING_WIDTH
          : rest.length;
      this.#tell(`Warning: ${rest.slice(0, cut)}\n`);
      rest = rest.slice(cut);
    }
  }
}

/** The last part of the path; empty when there is none. */
function remoteName(url: string): string {
  return url
    .replace(/^[a-z]+:\/\/[^/]*/i, "")
    .replace(/[?#].*$/, "")
    .replace(/^.*\//, "");
}
