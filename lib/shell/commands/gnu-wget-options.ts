/** The command line of GNU wget 1.21.3. */
import type { ShellCommandContext } from "../command.ts";
import { parseDuration } from "./duration.ts";
import { type OptionLists, optionTable, type ReadOptions, readOptions } from "./short-options.ts";
import { formHeaders, givenHeaders } from "./wget-parts.ts";

export const WGET_VERSION = "1.21.3";
export const WGET_USAGE = "Usage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n";
const DEFAULT_TRIES = 20;
const REDIRECTS_MAX = 20;

/** What is inert concerns the folders of many files, caches, FTP, or how a program stores what it knows. */
const LISTS: OptionLists = {
  done: `V=version q=quiet v=verbose S=server-response O:=output-document o:=output-file a:=append-output
    P:=directory-prefix U:=user-agent T:=timeout,connect-timeout,read-timeout t:=tries n: no-verbose header: referer:
    post-data: post-file: method: body-data: body-file: max-redirect: spider no-check-certificate ca-certificate:
    content-on-error no-cache no-http-keep-alive retry-connrefused`,
  inert: `4=inet4-only no-config no-netrc no-if-modified-since no-use-server-timestamps no-proxy no-dns-cache no-iri
    no-cookies no-hsts hsts-file: prefer-family: restrict-file-names: ignore-case local-encoding: remote-encoding:
    no-directories no-host-directories protocol-directories no-parent ignore-length xattr unlink strict-comments
    no-remove-listing no-glob no-passive-ftp preserve-permissions retr-symlinks ftps-implicit ftps-resume-ssl
    ftps-clear-data-connection ftps-fallback-to-ftp ftp-user: ftp-password: follow-ftp rejected-log: regex-type:
    no-warc-compression no-warc-digests no-warc-keep-log warc-tempdir:`,
  missing: `h=help b=background e:=execute d=debug report-speed: i:=input-file F=force-html B:=base config:
    retry-on-http-error: no-clobber c=continue start-pos: progress: show-progress N=timestamping dns-timeout: w:=wait
    waitretry: random-wait Q:=quota bind-address: limit-rate: 6=inet6-only user: password: ask-password use-askpass:
    x=force-directories cut-dirs: http-user: http-password: default-page: E=adjust-extension compression:
    proxy-user: proxy-password: save-headers load-cookies: save-cookies: keep-session-cookies content-disposition
    auth-no-challenge secure-protocol: https-only certificate: certificate-type: private-key: private-key-type:
    ca-directory: crl-file: pinnedpubkey: ciphers: warc-file: warc-header: warc-max-size: warc-cdx warc-dedup:
    r=recursive l:=level delete-after k=convert-links convert-file-only backups: K=backup-converted m=mirror
    p=page-requisites A:=accept R:=reject accept-regex: reject-regex: D:=domains exclude-domains: follow-tags:
    ignore-tags: H=span-hosts L=relative I:=include-directories trust-server-names X:=exclude-directories`,
};

const OPTIONS = optionTable({ ...LISTS, inert: `${LISTS.inert} ${opposites(LISTS)}` });

/** Every switch can be given as what it is without it: `--no-quiet`, `--check-certificate`. */
function opposites({ done, inert = "", missing = "" }: OptionLists): string {
  const words = `${done} ${inert} ${missing}`.split(/\s+/).filter((word) => !/:/.test(word));
  const names = words.map((word) => word.split("=")[1] ?? word).filter((name) => name.length > 1);
  const other = (name: string) => (name.startsWith("no-") ? name.slice(3) : `no-${name}`);
  return names
    .map(other)
    .filter((name) => !names.includes(name))
    .join(" ");
}

/** The letters behind `-n`, by the long name of each. */
const NEGATIONS: Readonly<Record<string, string>> = {
  v: "no-verbose",
  c: "no-clobber",
  d: "no-directories",
  H: "no-host-directories",
  p: "no-parent",
};

export interface WgetSettings {
  readonly urls: readonly string[];
  readonly chatter: "all" | "short" | "none";
  readonly showsHead: boolean;
  readonly isSpider: boolean;
  readonly keepsErrors: boolean;
  readonly output: string | undefined;
  readonly folder: string | undefined;
  /** Where what it says goes instead of to standard error. */
  readonly log: { readonly path: string; readonly isAppended: boolean } | undefined;
  /** Undefined: as long as the kernel tries to connect, and 15 minutes for an answer. */
  readonly timeoutMs: number | undefined;
  readonly tries: number;
  readonly retriesRefused: boolean;
  readonly redirectsMax: number;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Why the file with the body cannot be sent. */
  readonly bodyProblem: string | undefined;
  readonly hasVersion: boolean;
  readonly caCertificate: string | undefined;
  readonly checksCertificate: boolean;
}

/** What wget says instead, on which stream, and its exit code. */
export interface WgetRefusal {
  readonly exitCode: number;
  readonly refusal: string;
}

const refuse = (exitCode: number, text: string): WgetRefusal => ({ exitCode, refusal: `wget: ${text}\n` });

export async function wgetSettings(
  args: readonly string[],
  context: ShellCommandContext,
): Promise<WgetSettings | WgetRefusal> {
  const given = readOptions(args, OPTIONS);
  if (given.problem !== undefined) return refuse(2, `${given.problem}\n${WGET_USAGE.trimEnd()}`);
  const last = (key: string) => given.options.findLast(([name]) => name === key)?.[1];
  const has = (key: string) => last(key) !== undefined;
  const negated = [...(last("n") ?? "")].map((letter) => NEGATIONS[letter]);
  if (negated.includes(undefined))
    return refuse(1, `illegal option -- \`-n${last("n")}'\n${WGET_USAGE.trimEnd()}`);
  const problem = wrongValue(last);
  if (problem !== undefined) return refuse(2, problem);
  const missing = given.missing ?? (negated.includes("no-clobber") ? "-nc" : undefined);
  if (missing !== undefined) return refuse(2, `${missing}: this option is not part of this simulation`);
  if (given.operands.length === 0 && !has("V")) return refuse(1, `missing URL\n${WGET_USAGE.trimEnd()}`);
  const isForm = has("post-data") || has("post-file");
  if (isForm && has("method")) return { exitCode: 1, refusal: FORM_WITH_METHOD };
  if ((has("body-data") || has("body-file")) && !has("method")) return { exitCode: 1, refusal: BODY_ALONE };
  return settingsOf(given, negated.includes("no-verbose"), await bodyOf(given, context));
}

function wrongValue(last: (key: string) => string | undefined): string | undefined {
  const timeout = last("T");
  if (timeout !== undefined && parseDuration(timeout) === undefined)
    return `--timeout: Invalid time period '${timeout}'`;
  const tries = Number(last("t") ?? DEFAULT_TRIES);
  if (!Number.isInteger(tries) || tries < 0) return `--tries: Invalid number '${last("t")}'.`;
  return undefined;
}

const FORM_WITH_METHOD =
  "You cannot use --post-data or --post-file along with --method. --method expects data through --body-data and --body-file options\n";
const BODY_ALONE =
  "You must specify a method through --method=HTTPMethod to use with --body-data or --body-file.\n";

interface Body {
  /** Absent where nothing is sent. */
  readonly text?: string | undefined;
  /** Why there is none. */
  readonly problem?: string;
}

async function bodyOf({ options }: ReadOptions, context: ShellCommandContext): Promise<Body> {
  const last = (key: string) => options.findLast(([name]) => name === key)?.[1];
  const file = last("post-file") ?? last("body-file");
  if (file === undefined) return { text: last("post-data") ?? last("body-data") };
  return context.readFile(file).then(
    (text) => ({ text }),
    (error: Error) => ({ problem: `BODY data file '${file}' missing: ${error.message}` }),
  );
}

function settingsOf(
  { options, operands }: ReadOptions,
  isShort: boolean,
  { text: body, problem }: Body,
): WgetSettings {
  const last = (key: string) => options.findLast(([name]) => name === key)?.[1];
  const has = (key: string) => last(key) !== undefined;
  const timeoutMs = has("T") ? parseDuration(last("T") ?? "") : undefined;
  const tries = Number(last("t") ?? DEFAULT_TRIES);
  const headers: Record<string, string> = {
    ...(has("referer") ? { referer: last("referer") ?? "" } : {}),
    ...(has("no-cache") ? { "cache-control": "no-cache", pragma: "no-cache" } : {}),
    "user-agent": last("U") ?? `Wget/${WGET_VERSION}`,
    accept: "*/*",
    "accept-encoding": "identity",
    connection: has("no-http-keep-alive") ? "Close" : "Keep-Alive",
    ...formHeaders(body),
    ...givenHeaders(options),
  };
  const log = last("o") ?? last("a");
  return {
    urls: operands,
    chatter: has("q") ? "none" : has("no-verbose") || isShort ? "short" : "all",
    showsHead: has("S"),
    isSpider: has("spider"),
    keepsErrors: has("content-on-error"),
    output: last("O"),
    folder: last("P"),
    log: log === undefined ? undefined : { path: log, isAppended: has("a") },
    timeoutMs: timeoutMs === 0 ? undefined : timeoutMs,
    tries: tries === 0 ? DEFAULT_TRIES : tries,
    retriesRefused: has("retry-connrefused"),
    redirectsMax: Number(last("max-redirect") ?? REDIRECTS_MAX),
    method: last("method") ?? (has("spider") ? "HEAD" : body === undefined ? "GET" : "POST"),
    headers,
    body: body ?? "",
    bodyProblem: problem,
    hasVersion: has("V"),
    caCertificate: last("ca-certificate"),
    checksCertificate: !has("no-check-certificate"),
  };
}
