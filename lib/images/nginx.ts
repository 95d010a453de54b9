/** nginx: serves /usr/share/nginx/html on port 80. Leaves out its configuration files, signals (`-s`) and start-up messages. */
import { byteLength } from "../bytes.ts";
import { alpineCommands, debianCommands } from "./command-sets.ts";
import { serveFiles } from "./file-server.ts";
import { httpDate } from "./http-server.ts";
import type { Image, ImageProcess, ListenFailure, ProcessContext } from "./image.ts";
import { ALPINE_TAG, DEBIAN_TAG, versionTags } from "./version-tags.ts";

const VERSION = "1.29.1";
const ROOT = "/usr/share/nginx/html";
const WELCOME = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>This page was served by a simulated nginx.</p>
</body>
</html>
`;

const PHRASES: Readonly<Record<number, string>> = {
  403: "403 Forbidden",
  404: "404 Not Found",
  405: "405 Not Allowed",
};

const inUse = (port: number): string =>
  `nginx: [emerg] bind() to 0.0.0.0:${port} failed (98: Address already in use)\n`;
const TESTED = [
  "the configuration file /etc/nginx/nginx.conf syntax is ok",
  "configuration file /etc/nginx/nginx.conf test is successful",
];

function nginx(context: ProcessContext): ImageProcess {
  const version = /^\d+\.\d+\.\d+$/.test(context.tag) ? context.tag : VERSION;
  const told = {
    "-v": [`nginx version: nginx/${version}`],
    "-t": TESTED.map((line) => `nginx: ${line}`),
    "-s": [],
  }[context.argv[1] ?? ""];
  if (told !== undefined) {
    context.log(told.map((line) => `${line}\n`).join(""));
    return { exits: { afterMs: 0, code: 0 } };
  }
  const headers = (type: string, body: string) => ({
    Server: `nginx/${version}`,
    Date: httpDate(context.now()),
    "Content-Type": type,
    "Content-Length": String(byteLength(body)),
    Connection: "keep-alive",
  });
  const handler = serveFiles({
    root: ROOT,
    context,
    rootStatus: 403,
    idleTimeoutMs: 65_000,
    logTail: ({ headers: { referer = "-", "user-agent": agent = "-" } }) => ` "${referer}" "${agent}" "-"`,
    found: (body, type) => ({
      status: 200,
      headers: { ...headers(type, body), "Accept-Ranges": "bytes" },
      body,
    }),
    failed: (status) => {
      const title = PHRASES[status] as string;
      const lines = [
        "<html>",
        `<head><title>${title}</title></head>`,
        "<body>",
        `<center><h1>${title}</h1></center>`,
        `<hr><center>nginx/${version}</center>`,
        "</body>",
        "</html>",
        "",
      ];
      const body = lines.join("\r\n");
      return {
        status,
        headers: headers("text/html", body),
        body,
        ...(status === 405 ? { statusText: "Not Allowed" } : {}),
      };
    },
  });
  const isDaemon = !context.argv.some((arg) => /daemon\s+off\s*;/.test(arg));
  const cannotListen = ({ port }: ListenFailure): string =>
    `${inUse(port).repeat(5)}nginx: [emerg] still could not bind()\n`;
  return { listen: { 80: handler }, cannotListen, ...(isDaemon ? { isDaemon } : {}) };
}

/** Programs besides those of its base. */
const EXTRAS = ["curl", "envsubst", "nginx-debug", "openssl"];
const ON_ALPINE: Partial<Image> = {
  commands: [...alpineCommands, ...EXTRAS],
  packaged: EXTRAS,
  flavour: "busybox",
};
const ON_ALPINE_SLIM: Partial<Image> = { commands: [...alpineCommands, "envsubst"], flavour: "busybox" };

export const nginxImage: Image = {
  repository: "nginx",
  aliases: [
    "public.ecr.aws/nginx/nginx",
    "registry.k8s.io/e2e-test-images/nginx",
    "registry.k8s.io/nginx",
    "quay.io/library/nginx",
  ],
  tags: [
    versionTags(
      String.raw`stable|mainline|1(?:\.(?:[1-9]|[12]\d|3[0-5])(?:\.(?:\d|1[0-2]))?)?`,
      `${ALPINE_TAG}|${DEBIAN_TAG}|perl|otel|slim|\\d`,
    ),
  ],
  variant: (tag) => (tag.includes("alpine") ? (tag.includes("slim") ? ON_ALPINE_SLIM : ON_ALPINE) : {}),
  entrypoint: ["/docker-entrypoint.sh"],
  cmd: ["nginx", "-g", "daemon off;"],
  programs: { "/docker-entrypoint.sh": ({ argv }) => ({ exec: argv.slice(1) }), nginx },
  workingDir: "/",
  commands: [...debianCommands, ...EXTRAS],
  curlVersion: "7.88.1",
  flavour: "debian",
  files: { [`${ROOT}/index.html`]: WELCOME },
  sizeBytes: 72_319_182,
};
