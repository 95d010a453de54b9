/** agnhost netexec: a server of many small answers, which also asks others (`/dial`), runs a shell (`/shell`) and ends itself (`/exit`). */
import { durationMs, durationText } from "../../go/duration.ts";
import type { HttpHandler, HttpReply, HttpRequest, ServerFailure } from "../../network/http.ts";
import { CLIENT_PORT, goError, goFlag, goLogLine, goReply, goText, pathOf, queryOf } from "../http-server.ts";
import type { ImageProcess, ProcessContext } from "../image.ts";

const DIAL_TIMEOUT_MS = 5_000;

class Netexec {
  readonly #context: ProcessContext;
  readonly #startedAt: number;

  constructor(context: ProcessContext) {
    this.#context = context;
    this.#startedAt = context.now();
  }

  readonly answer = async (request: HttpRequest): Promise<HttpReply | ServerFailure> => {
    const reply = await this.#route(request);
    return "status" in reply && request.method === "HEAD" ? { ...reply, body: "" } : reply;
  };

  get #now(): number {
    return this.#context.now();
  }

  #note(text: string): void {
    this.#context.log(goLogLine(this.#now, text), "stderr");
  }

  #route(request: HttpRequest): HttpReply | ServerFailure | Promise<HttpReply | ServerFailure> {
    const query = queryOf(request);
    const { hostname, exit } = this.#context;
    const path = pathOf(request);
    switch (path) {
      case "/hostname":
      case "/hostName":
        this.#note(`GET ${path}`);
        return goText(this.#now, hostname);
      case "/clientip":
        this.#note("GET /clientip");
        return goText(this.#now, `${request.clientIP}:${CLIENT_PORT}`);
      case "/header": {
        const key = query.get("key") ?? "";
        this.#note(`GET /header?key=${key}`);
        return goText(this.#now, request.headers[key.toLowerCase()] ?? "");
      }
      case "/healthz":
      case "/readyz":
        this.#note(`GET ${path}`);
        return goReply(this.#now, "");
      case "/echo":
        return this.#echo(query.get("msg") ?? "", query.get("code") ?? "");
      case "/redirect":
        return this.#redirect(query.get("location") ?? "", query.get("code") ?? "");
      case "/shell":
        return this.#shell(query.get("shellCommand") || query.get("cmd") || "");
      case "/dial":
        return this.#dial(query);
      case "/exit":
        return this.#exit(query);
      case "/shutdown":
        this.#note("GET /shutdown");
        exit(0);
        return { failure: "empty" };
      case "/upload":
        return goText(this.#now, '{"error":"uploads are not part of this simulation"}');
      default:
        this.#note("GET /");
        return goText(this.#now, `NOW: ${this.#clock()}`);
    }
  }

  /** As Go prints a moment, with the seconds since the program's start. */
  #clock(): string {
    const [day = "", time = ""] = new Date(this.#now).toISOString().split("T");
    const since = ((this.#now - this.#startedAt) / 1_000).toFixed(9);
    return `${day} ${time.replace("Z", "").replace(/\.?0+$/, "")} +0000 UTC m=+${since}`;
  }

  #echo(message: string, code: string): HttpReply {
    this.#note(`GET /echo?msg=${message}&code=${code}`);
    if (code !== "" && !/^\d+$/.test(code))
      return goText(this.#now, `argument 'code' must be an integer or empty, got ${JSON.stringify(code)}\n`);
    return goText(this.#now, message, code === "" ? 200 : Number(code));
  }

  #redirect(location: string, code: string): HttpReply {
    this.#note(`GET /redirect?location=${location}&code=${code}`);
    const status = /^\d+$/.test(code) ? Number(code) : 302;
    return goReply(this.#now, `<a href="${location}">Found</a>.\n\n`, {
      status,
      headers: { "Content-Type": "text/html; charset=utf-8", Location: location },
    });
  }

  async #shell(command: string): Promise<HttpReply> {
    this.#note(`GET /shell?cmd=${command}`);
    const result = await this.#context.run(["/bin/sh", "-c", command]);
    const output = `${result?.stdout ?? ""}${result?.stderr ?? ""}`;
    const told = {
      ...(result?.exitCode === 0 ? {} : { error: `exit status ${result?.exitCode ?? 127}` }),
      ...(output === "" ? {} : { output }),
    };
    return goText(this.#now, goJson(told));
  }

  async #dial(query: URLSearchParams): Promise<HttpReply> {
    const [host = "", port = "", request = "", protocol = "", tries = ""] = [
      "host",
      "port",
      "request",
      "protocol",
      "tries",
    ].map((name) => query.get(name) ?? "");
    this.#note(`GET /dial?host=${host}&protocol=${protocol}&port=${port}&request=${request}&tries=${tries}`);
    if (tries !== "" && !/^-?\d+$/.test(tries))
      return goError(
        this.#now,
        400,
        `tries parameter is invalid. strconv.Atoi: parsing ${JSON.stringify(tries)}: invalid syntax`,
      );
    if (request === "") return goError(this.#now, 400, "request parameter not specified. <nil>");
    if (protocol !== "" && protocol.toLowerCase() !== "http")
      return goError(
        this.#now,
        400,
        `the protocol ${protocol} of the real agnhost is not part of this simulation`,
      );
    const ip = this.#context.network.resolve(host);
    if (ip === undefined)
      return goError(
        this.#now,
        400,
        `host and/or port param are invalid. lookup ${host} on ${this.#context.network.nameServer}:53: no such host`,
      );
    const responses: string[] = [];
    const errors: string[] = [];
    let last = "";
    for (let count = 0; count < Number(tries || 1); count++) {
      const answer = await this.#ask(ip, Number(port), request);
      last = answer.error === undefined ? answer.body : "";
      if (answer.error === undefined) responses.push(answer.body);
      else errors.push(answer.error);
    }
    return goText(
      this.#now,
      goJson({ ...(errors.length > 0 ? { errors } : {}), ...(last === "" ? {} : { responses }) }),
    );
  }

  async #ask(
    host: string,
    port: number,
    request: string,
  ): Promise<{ readonly body: string; readonly error?: string }> {
    const outcome = await this.#context.network.send({
      method: "GET",
      host,
      port,
      path: `/${request}`,
      headers: { "user-agent": "Go-http-client/1.1", "accept-encoding": "gzip" },
      body: "",
      timeoutMs: DIAL_TIMEOUT_MS,
    });
    if ("reply" in outcome) return { body: outcome.reply.body };
    const url = `http://${host}:${port}/${request}`;
    const where = `Get "${url}": dial tcp ${host}:${port}:`;
    const { code, connected } = outcome.error;
    if (code === "ECONNREFUSED") return { body: "", error: `${where} connect: connection refused` };
    if (code === "EHOSTUNREACH") return { body: "", error: `${where} connect: no route to host` };
    if (code === "ETIMEDOUT")
      return {
        body: "",
        error: connected
          ? `Get "${url}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`
          : `${where} i/o timeout (Client.Timeout exceeded while awaiting headers)`,
      };
    return { body: "", error: `Get "${url}": EOF` };
  }

  #exit(query: URLSearchParams): HttpReply | ServerFailure {
    const [code = "", timeout = "", wait = ""] = ["code", "timeout", "wait"].map(
      (name) => query.get(name) ?? "",
    );
    this.#note(`GET /exit?code=${code}&timeout=${timeout}&wait=${wait}`);
    for (const [name, value] of [
      ["timeout", timeout],
      ["wait", wait],
    ] as const)
      if (value !== "" && typeof durationMs(value) !== "number")
        return goText(
          this.#now,
          `argument '${name}' must be a valid golang duration or empty, got ${JSON.stringify(value)}\n`,
        );
    if (code !== "" && !/^\d+$/.test(code))
      return goText(
        this.#now,
        `argument 'code' must be an integer [0-127] or empty, got ${JSON.stringify(code)}\n`,
      );
    const [timeoutMs, waitMs] = [timeout, wait].map((value) =>
      value === "" ? 0 : Number(durationMs(value)),
    );
    this.#note(
      `Will begin shutdown in ${durationText(waitMs ?? 0)}, allowing ${durationText(timeoutMs ?? 0)} for connections to close, then will exit with ${code || 0}`,
    );
    this.#context.exit(Number(code || 0));
    return timeoutMs === 0 ? { failure: "empty" } : goReply(this.#now, "");
  }
}

/** As Go's encoding/json writes it: no blanks, and signs of HTML as numbers. */
function goJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
}

export function netexec(context: ProcessContext): ImageProcess {
  const { argv, now, log } = context;
  const port = Number(goFlag(argv, "http-port") ?? 8080);
  if (goFlag(argv, "tls-cert-file") !== undefined) {
    log("TLS is not part of this simulation's agnhost: leave --tls-cert-file away\n", "stderr");
    return { exits: { afterMs: 0, code: 1 } };
  }
  log(goLogLine(now(), `Started HTTP server on port ${port}`), "stderr");
  const server = new Netexec(context);
  const override = goFlag(argv, "http-override");
  const handler: HttpHandler =
    override === undefined
      ? server.answer
      : (request) => server.answer({ ...request, method: "GET", path: override });
  return { listen: { [port]: handler }, stopExitCode: 2 };
}
