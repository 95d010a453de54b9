/** registry.k8s.io/e2e-test-images/agnhost: the test server of Kubernetes' own suites. Models `netexec`, `serve-hostname` and `pause`. */
import type { HttpHandler } from "../network/http.ts";
import { alpineCommands, packages } from "./command-sets.ts";
import { CLIENT_PORT, goError, goFlag, goText, httpDate, pathOf, withoutBodyForHead } from "./http-server.ts";
import type { Image, ImageProcess, ProcessContext } from "./image.ts";

function netexec({ hostname, now }: ProcessContext): HttpHandler {
  return withoutBodyForHead((request) => {
    const query = new URLSearchParams(request.path.split("?")[1] ?? "");
    switch (pathOf(request)) {
      case "/":
        return goText(now(), `NOW: ${new Date(now()).toISOString()}`);
      case "/hostname":
      case "/hostName":
        return goText(now(), hostname);
      case "/clientip":
        return goText(now(), `${request.clientIP}:${CLIENT_PORT}`);
      case "/echo":
        return goText(now(), query.get("msg") ?? "", Number(query.get("code") ?? 200));
      case "/header":
        return goText(now(), request.headers[(query.get("key") ?? "").toLowerCase()] ?? "");
      case "/healthz":
      case "/readyz":
        return { status: 200, headers: { Date: httpDate(now()), "Content-Length": "0" }, body: "" };
      default:
        return goError(now(), 404, "404 page not found");
    }
  });
}

function agnhost(context: ProcessContext): ImageProcess {
  const { argv, hostname, now, log } = context;
  switch (argv[1]) {
    case "netexec":
      return { listen: { [Number(goFlag(argv, "http-port") ?? 8080)]: netexec(context) } };
    case "serve-hostname":
      return { listen: { [Number(goFlag(argv, "port") ?? 9376)]: () => goText(now(), hostname) } };
    case undefined:
    case "pause":
      return {};
    default:
      log(`Error: unknown command "${argv[1]}" for "app"\nRun 'app --help' for usage.\n`);
      return { exits: { afterMs: 0, code: 1 } };
  }
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
  cmd: ["pause"],
  programs: { "/agnhost": agnhost },
  workingDir: "/",
  commands: [...alpineCommands, ...tools],
  packaged: tools,
  curlVersion: "7.88.1",
  flavour: "busybox",
  sizeBytes: 51_706_353,
};
