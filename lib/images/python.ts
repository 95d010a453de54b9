/**
 * python: `python -m http.server`, which serves the folder that it stands in (8000). Known from its source and messages.
 * Other programs in Python are left out: it says so.
 */
import { byteLength } from "../bytes.ts";
import type { HttpReply, HttpRequest } from "../network/http.ts";
import { alpineCommands, debianCommands, packages } from "./command-sets.ts";
import { httpDate, pathOf } from "./http-server.ts";
import type { Image, ImageProcess, ListenFailure, ProcessContext } from "./image.ts";
import { ALPINE_TAG, DEBIAN_TAG, versionTags } from "./version-tags.ts";

const LAST: Readonly<Record<string, string>> = {
  "2": "2.7.18",
  "2.7": "2.7.18",
  "3.6": "3.6.15",
  "3.7": "3.7.17",
  "3.8": "3.8.20",
  "3.9": "3.9.24",
  "3.10": "3.10.19",
  "3.11": "3.11.14",
  "3.12": "3.12.12",
  "3.13": "3.13.11",
};
const NEWEST = "3.14.2";

function versionOf(tag: string): string {
  const [named = ""] = /^\d+(?:\.\d+){0,2}/.exec(tag) ?? [];
  return LAST[named] ?? (/^\d+\.\d+\.\d+$/.test(named) ? named : NEWEST);
}

const TYPES: Readonly<Record<string, string>> = {
  css: "text/css",
  html: "text/html",
  htm: "text/html",
  js: "text/javascript",
  json: "application/json",
  txt: "text/plain",
  md: "text/markdown",
  png: "image/png",
  svg: "image/svg+xml",
};

interface ServerOptions {
  readonly port: number;
  readonly address: string;
  readonly folder: string;
  readonly version: string;
}

const FAILURES: Readonly<Record<number, readonly [message: string, explanation: string]>> = {
  404: ["File not found", "Nothing matches the given URI."],
  501: ["Unsupported method", "Server does not support this operation."],
};

class FileServer {
  readonly #context: ProcessContext;
  readonly #options: ServerOptions;

  constructor(context: ProcessContext, options: ServerOptions) {
    this.#context = context;
    this.#options = options;
  }

  readonly answer = async (request: HttpRequest): Promise<HttpReply> => {
    const { method } = request;
    if (method !== "GET" && method !== "HEAD")
      return this.#failed(request, 501, `Unsupported method ('${method}')`);
    const path = decoded(pathOf(request));
    const full = `${this.#options.folder}${path}`.replace(/(.)\/+$/, "$1");
    const { readFile, readFolder } = this.#context;
    const names = await readFolder(full);
    if (names === undefined) {
      const text = path.endsWith("/") ? undefined : await readFile(full);
      return text === undefined
        ? this.#failed(request, 404, "File not found")
        : this.#found(request, text, typeOf(full));
    }
    if (!path.endsWith("/"))
      return this.#send(request, 301, { Location: `${path}/`, "Content-Length": "0" }, "");
    for (const name of ["index.html", "index.htm"]) {
      const text = await readFile(`${full}/${name}`);
      if (text !== undefined) return this.#found(request, text, "text/html");
    }
    return this.#found(request, await this.#listing(path, full, names), "text/html; charset=utf-8");
  };

  async #listing(path: string, full: string, names: readonly string[]): Promise<string> {
    const title = `Directory listing for ${path}`;
    const lines: string[] = [];
    for (const name of [...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))) {
      const isFolder = (await this.#context.readFolder(`${full}/${name}`)) !== undefined;
      const shown = isFolder ? `${name}/` : name;
      lines.push(`<li><a href="${encodeURI(shown)}">${shown}</a></li>`);
    }
    const head = [
      "<!DOCTYPE HTML>",
      '<html lang="en">',
      "<head>",
      '<meta charset="utf-8">',
      `<title>${title}</title>`,
      "</head>",
    ];
    return [
      ...head,
      "<body>",
      `<h1>${title}</h1>`,
      "<hr>",
      "<ul>",
      ...lines,
      "</ul>",
      "<hr>",
      "</body>",
      "</html>",
      "",
    ].join("\n");
  }

  #found(request: HttpRequest, text: string, type: string): HttpReply {
    return this.#send(
      request,
      200,
      { "Content-type": type, "Content-Length": String(byteLength(text)) },
      text,
    );
  }

  #failed(request: HttpRequest, status: number, message: string): HttpReply {
    const [, explanation] = FAILURES[status] ?? ["", ""];
    this.#log(request, `code ${status}, message ${message}`);
    const body = `<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: ${status}</p>
        <p>Message: ${message}.</p>
        <p>Error code explanation: ${status} - ${explanation}</p>
    </body>
</html>
`;
    const headers = {
      Connection: "close",
      "Content-Type": "text/html;charset=utf-8",
      "Content-Length": String(byteLength(body)),
    };
    return { ...this.#send(request, status, headers, body), statusText: message };
  }

  #send(
    request: HttpRequest,
    status: number,
    headers: Readonly<Record<string, string>>,
    body: string,
  ): HttpReply {
    this.#log(request, `"${request.method} ${request.path} HTTP/1.1" ${status} -`);
    const first = {
      Server: `SimpleHTTP/0.6 Python/${this.#options.version}`,
      Date: httpDate(this.#context.now()),
    };
    return {
      status,
      headers: { ...first, ...headers },
      body: request.method === "HEAD" ? "" : body,
      idleTimeoutMs: 0, // it speaks HTTP 1.0, and closes every connection behind its answer
    };
  }

  #log({ clientIP }: HttpRequest, text: string): void {
    const [, day, month, year, time] = httpDate(this.#context.now()).split(" ");
    const client = this.#options.address === "::" ? `::ffff:${clientIP}` : clientIP;
    this.#context.log(`${client} - - [${day}/${month}/${year} ${time}] ${text}\n`, "stderr");
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function typeOf(path: string): string {
  return TYPES[/\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? ""] ?? "application/octet-stream";
}

/** `-m http.server [-b ADDRESS] [-d FOLDER] [-p VERSION] [PORT]`. */
function httpServer(context: ProcessContext, words: readonly string[], version: string): ImageProcess {
  const { cwd, env, argv, isTerminal, log } = context;
  const rest = [...words];
  const take = (...names: readonly string[]): string | undefined => {
    const at = rest.findIndex((word) => names.includes(word.split("=")[0] ?? ""));
    if (at < 0) return undefined;
    const [word = ""] = rest.splice(at, 1);
    return word.includes("=") ? word.slice(word.indexOf("=") + 1) : rest.splice(at, 1)[0];
  };
  const asked = take("-b", "--bind");
  const given = take("-d", "--directory") ?? ".";
  take("-p", "--protocol");
  const [port = "8000", ...others] = rest.filter((word) => word !== "--cgi");
  const usage = "usage: server.py [-h] [--cgi] [-b ADDRESS] [-d DIRECTORY] [-p VERSION] [port]\n";
  const refused =
    others.length > 0 || port.startsWith("-")
      ? `server.py: error: unrecognized arguments: ${[...(port.startsWith("-") ? [port] : []), ...others].join(" ")}`
      : /^\d+$/.test(port)
        ? undefined
        : `server.py: error: argument port: invalid int value: '${port}'`;
  if (refused !== undefined) {
    log(`${usage}${refused}\n`, "stderr");
    return { exits: { afterMs: 0, code: 2 } };
  }
  const isOld = version.startsWith("2.");
  const address = asked ?? (isOld ? "0.0.0.0" : "::");
  const folder = (given.startsWith("/") ? given : `${cwd}/${given}`)
    .replace(/\/\.(?=\/|$)/g, "")
    .replace(/\/+$/, "");
  const shown = address.includes(":") ? `[${address}]` : address;
  const isShown = isTerminal || argv.includes("-u") || (env.PYTHONUNBUFFERED ?? "") !== "";
  // Python keeps back what it prints while nobody reads it at a terminal.
  if (isShown)
    log(
      isOld
        ? `Serving HTTP on ${address} port ${port} ...\n`
        : `Serving HTTP on ${address} port ${port} (http://${shown}:${port}/) ...\n`,
    );
  const server = new FileServer(context, { port: Number(port), address, folder, version });
  const cannotListen = ({ isInUse }: ListenFailure): string =>
    `Traceback (most recent call last):\nOSError: ${isInUse ? "[Errno 98] Address already in use" : "[Errno 99] Cannot assign requested address"}\n`;
  const at = address === "::" ? `${Number(port)}` : `${shown}:${Number(port)}`;
  return { listen: { [at]: server.answer }, cannotListen, stopsAfterMs: "never" };
}

function python(context: ProcessContext): ImageProcess {
  const { argv, tag, stdin, log } = context;
  const version = versionOf(tag);
  const words = argv.slice(1).filter((word) => word !== "-u");
  const ended = (code: number): ImageProcess => ({ exits: { afterMs: 0, code } });
  const [first, second, ...rest] = words;
  if (first === "--version" || first === "-V") {
    log(`Python ${version}\n`);
    return ended(0);
  }
  const isServer = second === (version.startsWith("2.") ? "SimpleHTTPServer" : "http.server");
  if (first === "-m" && isServer) return httpServer(context, rest, version);
  if (first === undefined && stdin === "") return ended(0); // its input is at its end before it began
  log(
    "programs in Python are not part of this simulation; its python runs -m http.server [PORT] [--bind ADDRESS] [--directory FOLDER]\n",
    "stderr",
  );
  return ended(1);
}

const PROGRAMS = [...packages.python3, "python3-config", "idle", "idle3", "pydoc"];

export const pythonImage: Image = {
  repository: "python",
  tags: [
    versionTags(
      String.raw`[23]|2\.7(?:\.\d{1,2})?|3\.(?:[5-9]|1[0-6])(?:\.\d{1,2})?(?:rc\d)?`,
      `${ALPINE_TAG}|${DEBIAN_TAG}|slim|rc`,
    ),
  ],
  cmd: ["python3"],
  programs: { python, python3: python, "/usr/local/bin/python": python, "/usr/local/bin/python3": python },
  workingDir: "/",
  commands: [...debianCommands, ...packages.curl, ...packages.wget, ...PROGRAMS],
  curlVersion: "8.14.1",
  flavour: "debian",
  variant: (tag) => {
    if (tag.includes("alpine"))
      return { commands: [...alpineCommands, ...PROGRAMS], packaged: PROGRAMS, flavour: "busybox" };
    return tag.includes("slim") ? { commands: [...debianCommands, ...PROGRAMS] } : {};
  },
  sizeBytes: 385_117_402,
};
