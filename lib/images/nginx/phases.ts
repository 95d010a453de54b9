/** A request's way through one server: rewrites, location, access, try_files, files or upstream, error pages. */
import type { ServerFailure } from "../../network/http.ts";
import { contains, parseCidr } from "../../network/ip-address.ts";
import type { ProcessContext } from "../image.ts";
import type { Location, Rule, VirtualServer } from "./config.ts";
import { type Answer, errorPage, productOf } from "./reply.ts";
import type { Settings } from "./settings.ts";
import type { UpstreamProxy } from "./upstream.ts";
import type { Exchange } from "./variables.ts";

export interface Surroundings extends Pick<ProcessContext, "readFile" | "readFolder"> {
  readonly proxy: UpstreamProxy;
  readonly logError: (what: string, upstream?: string) => void;
}

interface Arrived {
  readonly answer: Answer;
  readonly settings: Settings;
}

/** Where a step leads: to an answer, to another path, to a named location. `status`: nginx made an error of its own. */
type Step =
  | { readonly answer: Answer }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly uri: string }
  | { readonly named: string }
  | ServerFailure;

/** After so many internal redirects nginx gives up. */
const CYCLES_MAX = 10;

export async function runPhases(
  exchange: Exchange,
  server: VirtualServer,
  surroundings: Surroundings,
): Promise<Arrived | ServerFailure> {
  return new Phases(exchange, server, surroundings).run();
}

class Phases {
  readonly #exchange: Exchange;
  readonly #server: VirtualServer;
  readonly #around: Surroundings;
  /** The status of the error whose page is on its way. */
  #errorStatus: number | "=" | undefined;
  #isErrorPage = false;

  constructor(exchange: Exchange, server: VirtualServer, around: Surroundings) {
    this.#exchange = exchange;
    this.#server = server;
    this.#around = around;
  }

  async run(): Promise<Arrived | ServerFailure> {
    const { settings, rules } = this.#server;
    const uri = normalized(this.#exchange.uri);
    if (uri === undefined) return { answer: this.#errorPage(400, settings), settings };
    this.#exchange.uri = uri;
    let step: Step | undefined = this.#follow(rules);
    let location: Location | undefined;
    for (let cycles = 0; cycles <= CYCLES_MAX; cycles++) {
      if (step === undefined || "uri" in step || "named" in step) {
        if (step !== undefined && "uri" in step) this.#exchange.uri = step.uri;
        const name: string | undefined = step !== undefined && "named" in step ? step.named : undefined;
        location = name === undefined ? this.#locationOf() : this.#namedLocation(name);
        step = await this.#visit(location);
      }
      const here: Settings = location?.settings ?? settings;
      if ("failure" in step) return step;
      if ("answer" in step) return { answer: this.#withStatus(step.answer), settings: here };
      if ("status" in step) {
        const page = this.#pageFor(step.status, here);
        if (page === undefined)
          return { answer: this.#errorPage(step.status, here, step.headers), settings: here };
        step = page;
      }
    }
    this.#around.logError(
      `rewrite or internal redirection cycle while internally redirecting to "${this.#exchange.uri}"`,
    );
    return { answer: this.#errorPage(500, settings), settings };
  }

  #errorPage(status: number, settings: Settings, headers: Readonly<Record<string, string>> = {}): Answer {
    return errorPage(status, productOf(this.#exchange, settings), headers);
  }

  #withStatus(answer: Answer): Answer {
    return typeof this.#errorStatus === "number" ? { ...answer, status: this.#errorStatus } : answer;
  }

  /** What error_page says, once. */
  #pageFor(status: number, { errorPages }: Settings): Step | undefined {
    const page = errorPages.get(status);
    if (page === undefined || this.#isErrorPage) return undefined;
    this.#isErrorPage = true;
    if (/^https?:\/\//.test(page.target)) {
      const code = typeof page.status === "number" ? page.status : 302;
      return { answer: this.#errorPage(code, this.#server.settings, { Location: page.target }) };
    }
    this.#errorStatus = page.status ?? status;
    return page.target.startsWith("@") ? { named: page.target } : { uri: page.target };
  }

  #namedLocation(name: string): Location | undefined {
    return this.#server.locations.find(({ kind, path }) => kind === "named" && path === name);
  }

  #locationOf(): Location | undefined {
    return findLocation(this.#server.locations, this.#exchange);
  }

  async #visit(location: Location | undefined): Promise<Step> {
    const settings = location?.settings ?? this.#server.settings;
    const isInside = this.#isErrorPage || this.#errorStatus !== undefined;
    if (location?.isInternal === true && !isInside) return { status: 404 };
    const followed = this.#follow(location?.rules ?? []);
    if (followed !== undefined) return followed;
    this.#exchange.documentRoot = settings.root(this.#exchange);
    if (!isAllowed(settings, this.#exchange.request.clientIP)) {
      this.#around.logError("access forbidden by rule");
      return { status: 403 };
    }
    if (settings.tryFiles.length > 0) {
      const step = await this.#tryFiles(settings, location);
      if (step !== undefined) return step;
    }
    if (location?.proxy === undefined) return this.#serveFile(settings, location);
    const answer = await this.#around.proxy.pass(this.#exchange, location, this.#around.logError);
    if (typeof answer === "number") return { status: answer };
    return settings.interceptsErrors && settings.errorPages.has(answer.status)
      ? { status: answer.status }
      : { answer };
  }

  /** @returns undefined when the request goes on to its location's content. */
  #follow(rules: readonly Rule[]): Step | undefined {
    const exchange = this.#exchange;
    let isRewritten = false;
    for (const rule of rules) {
      if (rule.kind === "set") exchange.set.set(rule.name, rule.value(exchange));
      else if (rule.kind === "return") return this.#returned(rule);
      else {
        const groups = rule.pattern.exec(exchange.uri);
        if (groups === null) continue;
        capture(groups, exchange);
        const target = rule.to(exchange);
        if (rule.flag === "redirect" || rule.flag === "permanent") {
          const query = exchange.args === "" || target.includes("?") ? "" : `?${exchange.args}`;
          return {
            status: rule.flag === "permanent" ? 301 : 302,
            headers: { Location: this.#absolute(`${target.replace(/\?$/, "")}${query}`) },
          };
        }
        this.#rewrite(target);
        isRewritten = rule.flag !== "break";
        if (rule.flag !== "") break;
      }
    }
    return isRewritten && rules !== this.#server.rules ? { uri: exchange.uri } : undefined;
  }

  #rewrite(target: string): void {
    const question = target.indexOf("?");
    const { args } = this.#exchange;
    this.#exchange.uri = question < 0 ? target : target.slice(0, question);
    if (question < 0) return;
    const own = target.slice(question + 1);
    this.#exchange.args = own === "" ? "" : args === "" ? own : `${own}&${args}`;
  }

  #returned({ status, text }: Extract<Rule, { kind: "return" }>): Step {
    if (status === 444) return { failure: "empty" };
    if (text === undefined) return status >= 300 ? { status } : { answer: { status, body: "" } };
    const value = text(this.#exchange);
    if ([301, 302, 303, 307, 308].includes(status))
      return { status, headers: { Location: this.#absolute(value) } };
    const type = typeOf(this.#exchange.uri, this.#locationOf()?.settings ?? this.#server.settings);
    return { answer: { status, type, body: value } };
  }

  /** `/new` -> `http://web/new`, with the port where it is not that of the scheme. */
  #absolute(target: string): string {
    if (!target.startsWith("/")) return target;
    const { request, serverPort, isSecure } = this.#exchange;
    const host = (request.headers.host ?? "").replace(/:\d+$/, "");
    const [scheme, usual] = isSecure ? ["https", 443] : ["http", 80];
    return `${scheme}://${host}${serverPort === usual ? "" : `:${serverPort}`}${target}`;
  }

  async #tryFiles(settings: Settings, location: Location | undefined): Promise<Step | undefined> {
    const candidates = settings.tryFiles.map((fill) => fill(this.#exchange));
    const last = candidates.pop() ?? "=404";
    for (const candidate of candidates) {
      const path = `${this.#exchange.documentRoot}${candidate}`;
      const isThere = candidate.endsWith("/")
        ? (await this.#around.readFolder(path.slice(0, -1))) !== undefined
        : (await this.#around.readFile(path)) !== undefined;
      if (!isThere) continue;
      this.#exchange.uri = candidate;
      return location?.proxy === undefined ? this.#serveFile(settings, location) : undefined;
    }
    if (/^=\d+$/.test(last)) return { status: Number(last.slice(1)) };
    if (last.startsWith("@")) return { named: last };
    this.#rewrite(last);
    return { uri: this.#exchange.uri };
  }

  async #serveFile(settings: Settings, location: Location | undefined): Promise<Step> {
    const { request, uri, documentRoot } = this.#exchange;
    const path =
      location?.isAlias === true ? `${documentRoot}${aliased(uri, location)}` : `${documentRoot}${uri}`;
    if (uri.endsWith("/")) return this.#serveFolder(path, settings);
    if (!this.#isErrorPage && request.method !== "GET" && request.method !== "HEAD") return { status: 405 };
    const text = await this.#around.readFile(path);
    if (text !== undefined)
      return {
        answer: {
          status: 200,
          type: typeOf(path, settings),
          body: text,
          headers: { "Accept-Ranges": "bytes" },
        },
      };
    if ((await this.#around.readFolder(path)) !== undefined) {
      const query = this.#exchange.args === "" ? "" : `?${this.#exchange.args}`;
      return { status: 301, headers: { Location: this.#absolute(`${uri}/${query}`) } };
    }
    this.#around.logError(`open() "${path}" failed (2: No such file or directory)`);
    return { status: 404 };
  }

  async #serveFolder(path: string, settings: Settings): Promise<Step> {
    for (const name of settings.index) {
      if (name.startsWith("/")) return { uri: name };
      if ((await this.#around.readFile(`${path}${name}`)) === undefined) continue;
      return { uri: `${this.#exchange.uri}${name}` };
    }
    const { method } = this.#exchange.request;
    if (!this.#isErrorPage && method !== "GET" && method !== "HEAD") return { status: 405 };
    if ((await this.#around.readFolder(path.replace(/\/+$/, ""))) === undefined) {
      this.#around.logError(`"${path}${settings.index.at(-1)}" is not found (2: No such file or directory)`);
      return { status: 404 };
    }
    this.#around.logError(`directory index of "${path}" is forbidden`);
    return { status: 403 };
  }
}

/** Decoded, with single slashes, without `.` and `..`. @returns undefined when it leads out of the root. */
function normalized(path: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  if (!decoded.startsWith("/")) return undefined;
  const parts: string[] = [];
  const all = decoded.replace(/\/+/g, "/").slice(1).split("/");
  for (const [at, part] of all.entries()) {
    const isLast = at === all.length - 1;
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
      if (isLast) parts.push("");
    } else if (part !== ".") parts.push(part);
    else if (isLast) parts.push("");
  }
  return `/${parts.join("/")}`;
}

function findLocation(locations: readonly Location[], exchange: Exchange): Location | undefined {
  const { uri } = exchange;
  const exact = locations.find(({ kind, path }) => kind === "exact" && path === uri);
  if (exact !== undefined) return exact;
  const longest = locations
    .filter(({ kind, path }) => kind === "prefix" && uri.startsWith(path))
    .reduce<Location | undefined>(
      (best, each) => (best === undefined || each.path.length > best.path.length ? each : best),
      undefined,
    );
  const inner = longest === undefined ? undefined : findLocation(longest.locations, exchange);
  if (longest?.isFinal === true) return inner ?? longest;
  if (inner !== undefined && (inner.kind === "regex" || inner.kind === "exact")) return inner;
  for (const location of locations) {
    const groups = location.pattern?.exec(uri);
    if (groups === undefined || groups === null) continue;
    capture(groups, exchange);
    return location;
  }
  return inner ?? longest;
}

/** `$1`, `$2` and so on are what the groups of the last expression matched. */
function capture(groups: RegExpExecArray, { set }: Exchange): void {
  for (const [at, group] of groups.entries()) set.set(String(at), group ?? "");
}

function aliased(uri: string, { kind, path }: Location): string {
  if (kind === "regex") return "";
  const rest = uri.slice(path.length);
  return path.endsWith("/") ? `/${rest}` : rest;
}

function typeOf(path: string, { types, defaultType }: Settings): string {
  const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase();
  return (ending === undefined ? undefined : types[ending]) ?? defaultType;
}

function isAllowed({ access }: Settings, ip: string): boolean {
  const rule = access.find(({ who }) => {
    if (who === "all") return true;
    return who.includes("/") ? contains(parseCidr(who), ip) : who === ip;
  });
  return rule?.allow ?? true;
}
