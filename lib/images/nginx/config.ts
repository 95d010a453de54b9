/** nginx's configuration as it serves: servers with their addresses and names, locations, groups of upstream servers. */

import type { Certificate } from "../../network/certificate.ts";
import type { NetworkClient } from "../../network/http.ts";
import { defaults, type Scope, type Settings, settingsOf } from "./settings.ts";
import { ConfigError, type Directive } from "./syntax.ts";
import type { Certificates } from "./tls.ts";
import { hasVariables, type Template, template } from "./variables.ts";

export interface Config {
  /** Each `ADDRESS:PORT` with the servers there, the default one first. */
  readonly listeners: ReadonlyMap<string, readonly VirtualServer[]>;
  /** Each `ADDRESS:PORT` that speaks TLS, with what its default server shows. */
  readonly certificates: ReadonlyMap<string, Certificate>;
  readonly upstreams: ReadonlyMap<string, Upstream>;
}

export interface VirtualServer {
  readonly names: readonly string[];
  readonly settings: Settings;
  readonly rules: readonly Rule[];
  readonly locations: readonly Location[];
}

export interface Location {
  readonly kind: "prefix" | "exact" | "regex" | "named";
  readonly path: string;
  readonly pattern?: RegExp;
  /** `^~`: no regular expression is tried behind it. */
  readonly isFinal: boolean;
  readonly isAlias: boolean;
  readonly isInternal: boolean;
  readonly settings: Settings;
  readonly rules: readonly Rule[];
  readonly locations: readonly Location[];
  readonly proxy?: ProxyPass;
}

/** One of the directives that are followed in the order in which they stand. */
export type Rule =
  | { readonly kind: "set"; readonly name: string; readonly value: Template }
  | { readonly kind: "return"; readonly status: number; readonly text?: Template }
  | { readonly kind: "rewrite"; readonly pattern: RegExp; readonly to: Template; readonly flag: string };

export interface ProxyPass {
  /** `web:8080` as written, or filled in for each request. */
  readonly authority: Template;
  /** Replaces what the location's path matched; absent: the request's own. */
  readonly uri?: Template;
  readonly hasVariables: boolean;
}

export interface Peer {
  /** `10.96.3.4:80`. */
  readonly address: string;
  readonly weight: number;
  readonly isBackup: boolean;
  readonly isDown: boolean;
}

export interface Upstream {
  readonly peers: readonly Peer[];
  readonly method: "round robin" | "least_conn" | "ip_hash";
}

/** @returns all addresses of a host; none when the name is not known. */
export type ResolveAll = (host: string) => readonly string[];

/** @throws ConfigError in nginx's words. */
export function buildConfig(
  main: readonly Directive[],
  resolve: ResolveAll,
  certificates: Certificates,
): Config {
  if (!main.some(({ name }) => name === "events"))
    throw new ConfigError('no "events" section in configuration');
  const http = main.filter(({ name }) => name === "http").flatMap(({ block }) => block);
  const scope: Scope = { made: namesSet(http), formats: formatsOf(http) };
  const upstreams = new Map<string, Upstream>();
  for (const { args, block, at } of http.filter(({ name }) => name === "upstream")) {
    if (upstreams.has(args[0] ?? "")) throw new ConfigError(`duplicate upstream "${args[0]}" in ${at}`);
    upstreams.set(args[0] ?? "", upstreamOf(args[0] ?? "", block, at, resolve));
  }
  const context: Builder = { scope, upstreams, resolve };
  const outer = settingsOf(http, defaults, scope);
  const listeners = new Map<string, VirtualServer[]>();
  for (const { block } of http.filter(({ name }) => name === "server"))
    addServer(listeners, block, outer, context);
  return { listeners, certificates: shownAt(http, certificates), upstreams };
}

/** A client gets the certificate of the default server: which name it asks for, the simulation's TLS does not tell. */
function shownAt(http: readonly Directive[], certificates: Certificates): ReadonlyMap<string, Certificate> {
  const shown = new Map<string, Certificate>();
  for (const { block } of http.filter(({ name }) => name === "server")) {
    const certificate = certificates.get(block);
    for (const { name, args, at } of certificate === undefined ? [] : block) {
      if (name !== "listen" || !args.includes("ssl")) continue;
      const endpoint = listenEndpoint(args, at);
      if (certificate !== undefined && (!shown.has(endpoint) || isDefaultServer(args)))
        shown.set(endpoint, certificate);
    }
  }
  return shown;
}

function isDefaultServer(args: readonly string[]): boolean {
  return args.includes("default_server") || args.includes("default");
}

interface Builder {
  readonly scope: Scope;
  readonly upstreams: Map<string, Upstream>;
  readonly resolve: ResolveAll;
}

function namesSet(block: readonly Directive[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const directive of block) {
    if (directive.name === "set") {
      const [name = ""] = directive.args;
      if (!name.startsWith("$")) throw new ConfigError(`invalid variable name "${name}" in ${directive.at}`);
      found.add(name.slice(1));
    }
    for (const name of namesSet(directive.block)) found.add(name);
  }
  return found;
}

function formatsOf(http: readonly Directive[]): ReadonlyMap<string, string> {
  const formats = http.filter(({ name }) => name === "log_format");
  return new Map(
    formats.map(({ args: [name = "", ...words] }) => {
      const isEscape = words[0]?.startsWith("escape=") === true;
      return [name, words.slice(isEscape ? 1 : 0).join("")];
    }),
  );
}

function addServer(
  listeners: Map<string, VirtualServer[]>,
  block: readonly Directive[],
  outer: Settings,
  context: Builder,
): void {
  const settings = settingsOf(block, outer, context.scope);
  const names = block.filter(({ name }) => name === "server_name").flatMap(({ args }) => args);
  const server: VirtualServer = {
    names:
      names.length === 0 ? [""] : names.map((name) => (name.startsWith("~") ? name : name.toLowerCase())),
    settings,
    rules: rulesOf(block, context.scope),
    locations: locationsOf(block, settings, context),
  };
  const listens = block.filter(({ name }) => name === "listen");
  for (const { args, at } of listens.length === 0 ? [{ args: ["80"], at: "" }] : listens) {
    const endpoint = listenEndpoint(args, at);
    const others = listeners.get(endpoint) ?? [];
    if (others.includes(server)) throw new ConfigError(`a duplicate listen ${args[0]} in ${at}`);
    listeners.set(endpoint, isDefaultServer(args) ? [server, ...others] : [...others, server]);
  }
}

const LISTEN_PARAMETERS =
  /^(?:default_server|default|ssl|reuseport|bind|deferred|proxy_protocol|(?:backlog|rcvbuf|sndbuf|ipv6only|so_keepalive|fastopen|setfib|accept_filter)=.*)$/;

/** `80`, `127.0.0.1:80`, `[::]:80` and `localhost` with what stands behind them. */
function listenEndpoint([where = "", ...parameters]: readonly string[], at: string): string {
  const lacking = parameters.find((parameter) => parameter === "http2" || parameter === "quic");
  if (lacking !== undefined)
    throw new ConfigError(
      `the parameter "${lacking}" of the directive "listen" in ${at} works in a real nginx and is not part of this simulation`,
      false,
    );
  const unknown = parameters.find((parameter) => !LISTEN_PARAMETERS.test(parameter));
  if (unknown !== undefined) throw new ConfigError(`invalid parameter "${unknown}" in ${at}`);
  const [, host, port = "80"] = /^(?:(\[[^\]]*\]|[^:[\]]*?):)?(\d+)$/.exec(where) ?? [undefined, where];
  if (Number(port) < 1 || Number(port) > 65_535)
    throw new ConfigError(`invalid port in "${where}" of the "listen" directive in ${at}`);
  if (host === undefined || host === "*" || host === "") return `0.0.0.0:${port}`;
  if (host === "localhost") return `127.0.0.1:${port}`;
  if (!/^(?:\d+(?:\.\d+){3}|\[[\da-fA-F:]*\])$/.test(host))
    throw new ConfigError(`host not found in "${where}" of the "listen" directive in ${at}`);
  return `${host}:${port}`;
}

function upstreamOf(name: string, block: readonly Directive[], at: string, resolve: ResolveAll): Upstream {
  const peers = block
    .filter((directive) => directive.name === "server")
    .flatMap(({ args: [host = "", ...parameters], at }) => peersOf(host, parameters, at, resolve));
  if (peers.length === 0) throw new ConfigError(`no servers are inside upstream in ${at}`);
  if (peers.every(({ isBackup }) => isBackup))
    throw new ConfigError(`no servers in upstream "${name}" in ${at}`);
  const method = block.find(
    (directive) => directive.name === "least_conn" || directive.name === "ip_hash",
  )?.name;
  return { peers, method: method === "least_conn" || method === "ip_hash" ? method : "round robin" };
}

function peersOf(
  where: string,
  parameters: readonly string[],
  at: string,
  resolve: ResolveAll,
): readonly Peer[] {
  const unknown = parameters.find(
    (parameter) =>
      !/^(?:weight=\d+|max_fails=\d+|max_conns=\d+|fail_timeout=\w+|slow_start=\w+|backup|down|resolve)$/.test(
        parameter,
      ),
  );
  if (unknown !== undefined) throw new ConfigError(`invalid parameter "${unknown}" in ${at}`);
  if (where.startsWith("unix:"))
    throw new ConfigError(
      `the socket "${where}" in ${at} works in a real nginx and is not part of this simulation`,
      false,
    );
  const [, host = "", port = "80"] = /^(.*?)(?::(\d+))?$/.exec(where) ?? [];
  const weight = Number(parameters.find((parameter) => parameter.startsWith("weight="))?.slice(7) ?? 1);
  const addresses = resolve(host);
  if (addresses.length === 0) throw new ConfigError(`host not found in upstream "${where}" in ${at}`);
  return addresses.map((ip) => ({
    address: `${ip}:${port}`,
    weight,
    isBackup: parameters.includes("backup"),
    isDown: parameters.includes("down"),
  }));
}

function locationsOf(block: readonly Directive[], outer: Settings, context: Builder): readonly Location[] {
  const seen = new Set<string>();
  return block
    .filter(({ name }) => name === "location")
    .map(({ args, block: inner, at }) => {
      const place = placeOf(args, at);
      const key = `${place.kind} ${place.path}`;
      if (seen.has(key)) throw new ConfigError(`duplicate location "${place.path}" in ${at}`);
      seen.add(key);
      const own = settingsOf(inner, outer, context.scope);
      const proxy = inner.find(({ name }) => name === "proxy_pass");
      return {
        ...place,
        isAlias: inner.some(({ name }) => name === "alias"),
        isInternal: inner.some(({ name }) => name === "internal"),
        settings: own,
        rules: rulesOf(inner, context.scope),
        locations: locationsOf(inner, own, context),
        ...(proxy === undefined ? {} : { proxy: proxyPassOf(proxy, place, context) }),
      };
    });
}

type Place = Pick<Location, "kind" | "path" | "pattern" | "isFinal">;

function placeOf(args: readonly string[], at: string): Place {
  const [, sign, path = ""] =
    args.length === 2 ? ["", args[0], args[1]] : (/^(=|\^~|~\*|~)?(.*)$/s.exec(args[0] ?? "") ?? []);
  switch (sign) {
    case undefined:
    case "":
      return { kind: path.startsWith("@") ? "named" : "prefix", path, isFinal: false };
    case "=":
      return { kind: "exact", path, isFinal: true };
    case "^~":
      return { kind: "prefix", path, isFinal: true };
    case "~":
    case "~*":
      return { kind: "regex", path, pattern: regex(path, sign === "~*" ? "i" : "", at), isFinal: false };
    default:
      throw new ConfigError(`invalid location modifier "${sign}" in ${at}`);
  }
}

/** PCRE and JavaScript write names of groups and little else in different ways. */
function regex(source: string, flags: string, at: string): RegExp {
  try {
    return new RegExp(source.replaceAll("(?P<", "(?<"), flags);
  } catch {
    throw new ConfigError(
      `the regular expression "${source}" in ${at} is not understood by this simulation`,
      false,
    );
  }
}

const REDIRECTS: Readonly<Record<string, number>> = { redirect: 302, permanent: 301 };

function rulesOf(block: readonly Directive[], { made }: Scope): readonly Rule[] {
  return block.flatMap(({ name, args, at }): Rule[] => {
    const [first = "", second = "", flag = ""] = args;
    if (name === "set") return [{ kind: "set", name: first.slice(1), value: template(second, made) }];
    if (name === "return") return [returnOf(args, at, made)];
    if (name !== "rewrite") return [];
    if (!["", "last", "break", "redirect", "permanent"].includes(flag))
      throw new ConfigError(`invalid parameter "${flag}" in ${at}`);
    const isRedirect = REDIRECTS[flag] !== undefined || /^https?:\/\/|^\$scheme/.test(second);
    return [
      {
        kind: "rewrite",
        pattern: regex(first, "", at),
        to: template(second, made),
        flag: isRedirect && flag === "" ? "redirect" : flag,
      },
    ];
  });
}

function returnOf([first = "", text]: readonly string[], at: string, made: ReadonlySet<string>): Rule {
  if (/^\d+$/.test(first)) {
    const status = Number(first);
    if (status > 999) throw new ConfigError(`invalid return code "${first}" in ${at}`);
    return { kind: "return", status, ...(text === undefined ? {} : { text: template(text, made) }) };
  }
  if (text !== undefined || !/^(?:https?:\/\/|\$scheme)/.test(first))
    throw new ConfigError(`invalid return code "${first}" in ${at}`);
  return { kind: "return", status: 302, text: template(first, made) };
}

function proxyPassOf({ args: [url = ""], at }: Directive, place: Place, context: Builder): ProxyPass {
  const { made } = context.scope;
  const [, scheme, authority = "", uri = ""] = /^(https?):\/\/([^/]*)(.*)$/s.exec(url) ?? [];
  if (hasVariables(url)) {
    const whole = template(url, made);
    if (scheme === undefined) return { authority: whole, hasVariables: true };
    return {
      authority: template(authority, made),
      ...(uri === "" ? {} : { uri: template(uri, made) }),
      hasVariables: true,
    };
  }
  if (scheme === undefined) throw new ConfigError(`invalid URL prefix in ${at}`);
  if (scheme === "https" || authority.startsWith("unix:"))
    throw new ConfigError(
      `proxy_pass to "${url}" in ${at} works in a real nginx and is not part of this simulation`,
      false,
    );
  if (authority === "") throw new ConfigError(`no host in upstream "${authority}${uri}" in ${at}`);
  if (uri !== "" && place.kind !== "prefix" && place.kind !== "exact")
    throw new ConfigError(
      `"proxy_pass" cannot have URI part in location given by regular expression, or inside named location, or inside "if" statement, or inside "limit_except" block in ${at}`,
    );
  if (!context.upstreams.has(authority)) {
    const [host = "", port] = authority.split(":");
    if (context.upstreams.has(host))
      throw new ConfigError(`upstream "${host}" may not have port ${port} in ${at}`);
    if (port !== undefined && !(Number(port) >= 1 && Number(port) <= 65_535))
      throw new ConfigError(`invalid port in upstream "${authority}${uri}" in ${at}`);
    const addresses = context.resolve(host);
    if (addresses.length === 0) throw new ConfigError(`host not found in upstream "${host}" in ${at}`);
    const peer = { weight: 1, isBackup: false, isDown: false };
    const peers = addresses.map((ip) => ({ ...peer, address: `${ip}:${port ?? 80}` }));
    context.upstreams.set(authority, { peers, method: "round robin" });
  }
  return {
    authority: () => authority,
    ...(uri === "" ? {} : { uri: () => uri }),
    hasVariables: false,
  };
}

/** All addresses of a name, as getaddrinfo finds them. @param resolvConf the container's /etc/resolv.conf. */
export function addressesOf(host: string, network: NetworkClient, resolvConf: string): readonly string[] {
  const first = network.resolve(host);
  if (first === undefined || first === host) return first === undefined ? [] : [first];
  const search = /^search[ \t]+(.*)$/m.exec(resolvConf)?.[1]?.split(/\s+/) ?? [];
  const ndots = Number(/ndots:(\d+)/.exec(resolvConf)?.[1] ?? 1);
  const expanded = search.map((suffix) => `${host}.${suffix}`);
  const names = host.split(".").length > ndots ? [host, ...expanded] : [...expanded, host];
  for (const name of names) {
    const { records } = network.query({ name, type: "A" });
    const found = records.filter(({ type }) => type === "A").map(({ value }) => value);
    if (found.includes(first)) return found;
  }
  return [first]; // /etc/hosts knows it
}
