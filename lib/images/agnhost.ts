/** registry.k8s.io/e2e-test-images/agnhost: the test server of Kubernetes' own suites, one program with many commands. Known from its source. */
import { connect } from "./agnhost/connect.ts";
import { netexec } from "./agnhost/netexec.ts";
import { liveness, porter, testWebserver } from "./agnhost/servers.ts";
import { alpineCommands, packages } from "./command-sets.ts";
import type { Image, ImageProcess, ProcessContext } from "./image.ts";
import { serveHostname } from "./serve-hostname.ts";

const COMMANDS: Readonly<Record<string, (context: ProcessContext) => ImageProcess>> = {
  connect,
  "dns-server-list": (context) =>
    printed(context, (text) => [...text.matchAll(/^nameserver (\S+)/gm)].map(([, ip]) => ip).join(",")),
  "dns-suffix": (context) =>
    printed(context, (text) => (/^search (.*)$/m.exec(text)?.[1] ?? "").split(/\s+/).join(",")),
  "entrypoint-tester": ({ argv, log }) => {
    log(`[${argv.join(" ")}]\n`);
    return { exits: { afterMs: 0, code: 0 } };
  },
  "etc-hosts": (context) => printed(context, (text) => text, "/etc/hosts"),
  liveness,
  netexec,
  pause: ({ log }) => {
    log("Paused\n");
    return { stopExitCode: 2 };
  },
  porter,
  "serve-hostname": serveHostname,
  "test-webserver": testWebserver,
};

/** What the real image has besides. */
const LEFT_OUT = new Set(
  `audit-proxy crd-conversion-webhook fake-gitserver fake-metrics-server fake-registry-server grpc-health-checking guestbook
  h2c-server http-echo inclusterclient logs-generator mounttest mtlsclient mtlsserver net nettest no-snat-test no-snat-test-proxy
  nonewprivs openidmetadata port-forward-tester resource-consumer-controller tcp-reset test-service-account-issuer-discovery
  webhook`.split(/\s+/),
);

function printed(
  { readFile, log }: ProcessContext,
  take: (text: string) => string,
  path = "/etc/resolv.conf",
): ImageProcess {
  return {
    work: async () => {
      log(`${take((await readFile(path)) ?? "")}\n`);
      return 0;
    },
  };
}

function agnhost(context: ProcessContext): ImageProcess {
  const { argv, tag, log } = context;
  const name = argv[1] ?? "";
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command !== undefined) return command(context);
  if (name === "--version") {
    log(`app version ${tag === "latest" ? "2.53" : tag}\n`);
    return { exits: { afterMs: 0, code: 0 } };
  }
  if (name === "" || name === "help" || name === "--help" || name === "-h") {
    log(
      `Usage:\n  app [command]\n\nThe commands of this simulation:\n${Object.keys(COMMANDS)
        .map((each) => `  ${each}\n`)
        .join("")}`,
    );
    return { exits: { afterMs: 0, code: 0 } };
  }
  log(
    LEFT_OUT.has(name)
      ? `the command "${name}" of the real agnhost is not part of this simulation\n`
      : `Error: unknown command "${name}" for "app"\nRun 'app --help' for usage.\n`,
    "stderr",
  );
  return { exits: { afterMs: 0, code: 1 } };
}

/** What its Dockerfile installs beside busybox's applets. */
const tools = [
  ...packages.bash,
  ...packages["bind-tools"],
  ...packages.curl,
  ...packages["netcat-openbsd"],
  ...packages.iproute2,
  ...["coredns", "iperf"],
];

export const agnhostImage: Image = {
  repository: "registry.k8s.io/e2e-test-images/agnhost",
  tags: ["latest", /^2\.(?:\d|[1-5]\d)(?:\.\d)?$/],
  entrypoint: ["/agnhost"],
  bindVersion: "9.14.12",
  cmd: ["pause"],
  programs: { "/agnhost": agnhost },
  workingDir: "/",
  commands: [...alpineCommands, ...tools],
  packaged: tools,
  curlVersion: "7.88.1",
  flavour: "busybox",
  sizeBytes: 51_706_353,
};
