/**
 * httpd, the Apache server: serves /usr/local/apache2/htdocs on port 80. Leaves out its lists of folders, and its
 * configuration files: with one of a learner's own it says so instead of serving something else.
 */
import { byteLength } from "../bytes.ts";
import { alpineCommands, debianCommands, packages } from "./command-sets.ts";
import { serveFiles } from "./file-server.ts";
import { httpDate } from "./http-server.ts";
import type { Image, ImageProcess, ListenFailure, ProcessContext } from "./image.ts";
import { ALPINE_TAG, DEBIAN_TAG, versionTags } from "./version-tags.ts";

const ROOT = "/usr/local/apache2/htdocs";
const CONFIG = "/usr/local/apache2/conf/httpd.conf";
const PHRASES: Readonly<Record<number, readonly [string, string]>> = {
  404: ["Not Found", "The requested URL was not found on this server."],
  405: ["Method Not Allowed", "The requested method is not allowed for this URL."],
};

function cannotListen({ port }: ListenFailure): string {
  const lines = [`[::]:${port}`, `0.0.0.0:${port}`].map(
    (address) => `(98)Address already in use: AH00072: make_sock: could not bind to address ${address}\n`,
  );
  return `${lines.join("")}no listening sockets available, shutting down\nAH00015: Unable to open logs\n`;
}

function httpd(context: ProcessContext): ImageProcess {
  if (context.readFile(CONFIG) !== undefined) {
    const lacking = `${CONFIG} works in a real httpd and is not part of this simulation; the image nginx follows its configuration`;
    context.log(`httpd: ${lacking}\n`, "stderr");
    return { exits: { afterMs: 0, code: 1 } };
  }
  const headers = (type: string, body: string) => ({
    Date: httpDate(context.now()),
    Server: "Apache/2.4.65 (Unix)",
    "Content-Length": String(byteLength(body)),
    "Content-Type": type,
  });
  const handler = serveFiles({
    root: ROOT,
    context,
    idleTimeoutMs: 5_000,
    logTail: () => "",
    found: (body, type) => ({ status: 200, headers: headers(type, body), body }),
    failed: (status) => {
      const [phrase, sentence] = PHRASES[status] as readonly [string, string];
      const body = `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} ${phrase}</title>\n</head><body>\n<h1>${phrase}</h1>\n<p>${sentence}</p>\n</body></html>\n`;
      return { status, headers: headers("text/html; charset=iso-8859-1", body), body };
    },
  });
  return { listen: { 80: handler }, cannotListen };
}

/** Programs besides those of its base. */
const TOOLS = ["httpd", "apachectl", ...packages["apache2-utils"]];
const ON_ALPINE: Partial<Image> = {
  commands: [...alpineCommands, ...TOOLS],
  packaged: TOOLS,
  flavour: "busybox",
};

export const httpdImage: Image = {
  repository: "httpd",
  aliases: ["registry.k8s.io/e2e-test-images/httpd"],
  tags: [versionTags(String.raw`2(?:\.[24](?:\.\d{1,2})?)?`, `${ALPINE_TAG}|${DEBIAN_TAG}|\\d`)],
  variant: (tag) => (tag.includes("alpine") ? ON_ALPINE : {}),
  cmd: ["httpd-foreground"],
  programs: { "httpd-foreground": httpd },
  workingDir: "/usr/local/apache2",
  commands: [...debianCommands, ...TOOLS],
  flavour: "debian",
  files: { [`${ROOT}/index.html`]: "<html><body><h1>It works!</h1></body></html>\n" },
  sizeBytes: 45_180_004,
};
