/** busybox's web server, `httpd -f -p 8080 -h /www`. Texts from memory. Leaves out CGI, authentication, configuration files and its log (`-v`). */
import { byteLength } from "../bytes.ts";
import { serveFiles } from "./file-server.ts";
import { httpDate } from "./http-server.ts";
import type { ImageProcess, ListenFailure, ProcessContext } from "./image.ts";

const PHRASES: Readonly<Record<number, readonly [string, string]>> = {
  404: ["Not Found", "The requested URL was not found"],
  405: ["Not Implemented", "The requested method is not recognized"],
};

/** A flag's value, in its word or the next one: `-p8080`, `-p 8080`, `-fp 8080`. */
function option(argv: readonly string[], letter: string): string | undefined {
  for (const [at, arg] of argv.entries()) {
    const match = /^-[fiv]*([a-z])(.*)$/.exec(arg);
    if (match?.[1] === letter) return match[2] === "" ? argv[at + 1] : match[2];
  }
  return undefined;
}

export function busyboxHttpd(context: ProcessContext): ImageProcess {
  const { argv, cwd, now } = context;
  const folder = option(argv, "h") ?? ".";
  const root = (folder.startsWith("/") ? folder : `${cwd}/${folder}`)
    .replace(/\/\.(?=\/|$)/g, "")
    .replace(/\/+$/, "");
  const headers = (type: string, body: string) => ({
    Date: httpDate(now()),
    Connection: "close",
    "Content-type": type,
    "Content-Length": String(byteLength(body)),
  });
  const handler = serveFiles({
    root,
    context: { ...context, log: () => {} },
    logTail: () => "",
    idleTimeoutMs: 0, // it closes every connection behind its answer
    found: (body, type) => ({
      status: 200,
      headers: { ...headers(type, body), "Accept-Ranges": "bytes" },
      body,
    }),
    failed: (status) => {
      const [phrase, sentence] = PHRASES[status] as readonly [string, string];
      const code = status === 405 ? 501 : status;
      const body = `<HTML><HEAD><TITLE>${code} ${phrase}</TITLE></HEAD>\n<BODY><H1>${code} ${phrase}</H1>\n${sentence}\n</BODY></HTML>\n`;
      return { status: code, headers: headers("text/html", body), body };
    },
  });
  const cannotListen = ({ isInUse }: ListenFailure): string =>
    `httpd: bind: ${isInUse ? "Address already in use" : "Cannot assign requested address"}\n`;
  const staysInFront = argv.some((arg) => /^-[iv]*f/.test(arg));
  // As first process of a container it dies of no signal but SIGKILL: it has no handler for SIGTERM.
  return {
    listen: { [option(argv, "p") ?? "80"]: handler },
    cannotListen,
    stopsAfterMs: "never",
    ...(staysInFront ? {} : { isDaemon: true }),
  };
}
