/** What directives of http, server and location blocks set, and how a block inherits it from the one around it. */
import type { Directive } from "./syntax.ts";
import { ConfigError } from "./syntax.ts";
import { type Template, template } from "./variables.ts";

export interface Header {
  readonly name: string;
  readonly value: Template;
  /** For every status, not only for the good ones. */
  readonly always: boolean;
}

export interface ErrorPage {
  readonly target: string;
  /** What the client sees instead of the error: a number; `=` alone: what the page answers. */
  readonly status: number | "=" | undefined;
}

export interface Settings {
  readonly root: Template;
  readonly index: readonly string[];
  readonly defaultType: string;
  readonly types: Readonly<Record<string, string>>;
  readonly headers: readonly Header[];
  readonly errorPages: ReadonlyMap<number, ErrorPage>;
  /** One for each access log. */
  readonly logs: readonly Template[];
  readonly logsErrors: boolean;
  readonly isVersionShown: boolean;
  /** Who may ask, in order: an address, a block in CIDR notation, or `all`. */
  readonly access: readonly { readonly allow: boolean; readonly who: string }[];
  readonly expires: string;
  readonly subFilters: readonly { readonly from: string; readonly to: Template }[];
  readonly subFilterOnce: boolean;
  readonly tryFiles: readonly Template[];
  readonly idleTimeoutMs: number;
  /** After so many the connection is closed. */
  readonly requestsMax: number;
  readonly resolver: string | undefined;
  readonly proxyHeaders: readonly { readonly name: string; readonly value: Template }[];
  readonly hiddenHeaders: readonly string[];
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
  readonly triesNext: readonly string[];
  readonly interceptsErrors: boolean;
}

const ROOT = "/etc/nginx/html";
const COMBINED =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"';

export const defaults: Settings = {
  root: () => ROOT,
  index: ["index.html"],
  defaultType: "text/plain",
  types: { html: "text/html", htm: "text/html", gif: "image/gif", jpg: "image/jpeg" },
  headers: [],
  errorPages: new Map(),
  logs: [template(COMBINED, new Set(), "-")],
  logsErrors: true,
  isVersionShown: true,
  access: [],
  expires: "off",
  subFilters: [],
  subFilterOnce: true,
  tryFiles: [],
  idleTimeoutMs: 75_000,
  requestsMax: 1_000,
  resolver: undefined,
  proxyHeaders: [],
  hiddenHeaders: [],
  connectTimeoutMs: 60_000,
  readTimeoutMs: 60_000,
  triesNext: ["error", "timeout"],
  interceptsErrors: false,
};

/** What the reading of a whole configuration has gathered. */
export interface Scope {
  /** Names of variables that `set` makes. */
  readonly made: ReadonlySet<string>;
  /** Formats of access logs by name. */
  readonly formats: ReadonlyMap<string, string>;
}

/** @throws ConfigError in nginx's words. */
export function settingsOf(block: readonly Directive[], outer: Settings, scope: Scope): Settings {
  const all = (name: string): readonly Directive[] => block.filter((directive) => directive.name === name);
  const last = (name: string): readonly string[] | undefined => all(name).at(-1)?.args;
  const fill = (text: string): Template => template(text, scope.made);
  for (const name of ["root", "alias", "index", "default_type"]) refuseTwo(all(name));
  const root = last("root") ?? last("alias");
  const own = <T>(found: readonly T[], inherited: readonly T[]): readonly T[] =>
    found.length > 0 ? found : inherited;
  return {
    root: root === undefined ? outer.root : fill(absolute(root[0] ?? "")),
    index: last("index") ?? outer.index,
    defaultType: last("default_type")?.[0] ?? outer.defaultType,
    types: all("types").length === 0 ? outer.types : typesOf(all("types")),
    headers: own(
      all("add_header").map(({ args }) => header(args, fill)),
      outer.headers,
    ),
    errorPages: all("error_page").length === 0 ? outer.errorPages : errorPagesOf(all("error_page")),
    logs: all("access_log").length === 0 ? outer.logs : logsOf(all("access_log"), scope),
    logsErrors: last("error_log") === undefined ? outer.logsErrors : last("error_log")?.[0] !== "/dev/null",
    isVersionShown:
      last("server_tokens") === undefined ? outer.isVersionShown : last("server_tokens")?.[0] !== "off",
    access: own(
      block
        .filter(({ name }) => name === "allow" || name === "deny")
        .map(({ name, args }) => ({ allow: name === "allow", who: args[0] ?? "all" })),
      outer.access,
    ),
    expires: last("expires")?.join(" ") ?? outer.expires,
    subFilters: own(
      all("sub_filter").map(({ args: [from = "", to = ""] }) => ({ from, to: fill(to) })),
      outer.subFilters,
    ),
    subFilterOnce:
      last("sub_filter_once") === undefined ? outer.subFilterOnce : last("sub_filter_once")?.[0] !== "off",
    tryFiles: last("try_files")?.map(fill) ?? outer.tryFiles,
    idleTimeoutMs: timeMs(last("keepalive_timeout")?.[0]) ?? outer.idleTimeoutMs,
    requestsMax: Number(last("keepalive_requests")?.[0] ?? outer.requestsMax),
    resolver: last("resolver")?.[0] ?? outer.resolver,
    ...proxySettings(last, all, outer, fill),
  };
}

function proxySettings(
  last: (name: string) => readonly string[] | undefined,
  all: (name: string) => readonly Directive[],
  outer: Settings,
  fill: (text: string) => Template,
): Pick<
  Settings,
  "proxyHeaders" | "hiddenHeaders" | "connectTimeoutMs" | "readTimeoutMs" | "triesNext" | "interceptsErrors"
> {
  const headers = all("proxy_set_header").map(({ args: [name = "", value = ""] }) => ({
    name,
    value: fill(value),
  }));
  const hidden = all("proxy_hide_header").map(({ args: [name = ""] }) => name.toLowerCase());
  return {
    proxyHeaders: headers.length > 0 ? headers : outer.proxyHeaders,
    hiddenHeaders: hidden.length > 0 ? hidden : outer.hiddenHeaders,
    connectTimeoutMs: timeMs(last("proxy_connect_timeout")?.[0]) ?? outer.connectTimeoutMs,
    readTimeoutMs: timeMs(last("proxy_read_timeout")?.[0]) ?? outer.readTimeoutMs,
    triesNext: last("proxy_next_upstream") ?? outer.triesNext,
    interceptsErrors:
      last("proxy_intercept_errors") === undefined
        ? outer.interceptsErrors
        : last("proxy_intercept_errors")?.[0] === "on",
  };
}

function refuseTwo(found: readonly Directive[]): void {
  const [, second] = found;
  if (second !== undefined && second.name !== "index")
    throw new ConfigError(`"${second.name}" directive is duplicate in ${second.at}`);
}

const absolute = (path: string): string =>
  (path.startsWith("/") || path.startsWith("$") ? path : `/etc/nginx/${path}`).replace(/(.)\/+$/, "$1");

function header(
  [name = "", value = "", always]: readonly string[],
  fill: (text: string) => Template,
): Header {
  return { name, value: fill(value), always: always === "always" };
}

function typesOf(found: readonly Directive[]): Readonly<Record<string, string>> {
  const lines = found.flatMap(({ block }) => block);
  return Object.fromEntries(
    lines.flatMap(({ name, args }) => args.map((ending): [string, string] => [ending, name])),
  );
}

function errorPagesOf(found: readonly Directive[]): ReadonlyMap<number, ErrorPage> {
  const pages = new Map<number, ErrorPage>();
  for (const { args, at } of found) {
    const codes = args.slice(0, -1);
    const target = args.at(-1) ?? "";
    const equals = codes.at(-1)?.startsWith("=") === true ? codes.pop() : undefined;
    const status = equals === undefined ? undefined : equals === "=" ? "=" : Number(equals.slice(1));
    for (const code of codes) {
      if (!/^\d+$/.test(code)) throw new ConfigError(`invalid value "${code}" in ${at}`);
      if (Number(code) < 300 || Number(code) > 599)
        throw new ConfigError(`value "${code}" must be between 300 and 599 in ${at}`);
      pages.set(Number(code), { target, status });
    }
  }
  return pages;
}

function logsOf(found: readonly Directive[], { formats, made }: Scope): readonly Template[] {
  return found
    .filter(({ args: [path] }) => path !== "off" && path !== "/dev/null")
    .map(({ args: [, format = "combined"], at }) => {
      const text = format === "combined" ? COMBINED : formats.get(format);
      if (text === undefined) throw new ConfigError(`unknown log format "${format}" in ${at}`);
      return template(text, made, "-");
    });
}

const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  "": 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

function timeMs(text: string | undefined): number | undefined {
  const parts = [...(text ?? "").matchAll(/(\d+)(ms|[smhd]?)/g)];
  if (parts.length === 0) return undefined;
  return parts.reduce((sum, [, number, unit = ""]) => sum + Number(number) * (UNITS_MS[unit] ?? 0), 0);
}
