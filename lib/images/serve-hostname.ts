/** registry.k8s.io/serve_hostname: its Pod's name at 9376, in the first commands of "Debug Services". The program is in agnhost, too. */
import { CLIENT_PORT, goBooleanFlag, goFlag, goLogLine, goReply, withoutBodyForHead } from "./http-server.ts";
import type { Image, ImageProcess, ListenFailure, ProcessContext } from "./image.ts";

/** Ends 60 seconds after SIGTERM, as it waits for the Pod's deletion. */
export function serveHostname({ argv, hostname, now, log }: ProcessContext): ImageProcess {
  const port = goFlag(argv, "port") ?? "9376";
  const isRaw = goBooleanFlag(argv, "tcp");
  const isHttp = !argv.some((arg) => /^--?http=false$/.test(arg));
  const note = (text: string): void => log(goLogLine(now(), text), "stderr");
  if (isHttp && (isRaw || goBooleanFlag(argv, "udp"))) {
    note("Can't server TCP/UDP mode and HTTP mode at the same time");
    return { exits: { afterMs: 0, code: 1 } };
  }
  const http = withoutBodyForHead(({ clientIP }) => {
    note(`HTTP request from ${clientIP}:${CLIENT_PORT}`);
    return goReply(now(), hostname, goBooleanFlag(argv, "close") ? { headers: { Connection: "close" } } : {});
  });
  // To a connection it writes the name at once, whatever the client says.
  const raw = (_: string, clientIP: string): string => {
    note(`TCP request from ${clientIP}:${CLIENT_PORT}`);
    return hostname;
  };
  note(`Serving on port ${port}.`);
  return {
    listen:
      isHttp || isRaw
        ? { [Number(port)]: isHttp ? http : Object.assign(() => ({ failure: "reset" as const }), { raw }) }
        : {},
    cannotListen: ({ port: at }: ListenFailure) =>
      goLogLine(now(), `listen tcp :${at}: bind: address already in use`),
    stopping: () => {
      note("Shutting down after receiving signal: terminated.");
      note("Awaiting pod deletion.");
    },
    stopsAfterMs: 60_000,
  };
}

export const serveHostnameImage: Image = {
  repository: "registry.k8s.io/serve_hostname",
  aliases: ["registry.k8s.io/serve-hostname", "registry.k8s.io/e2e-test-images/serve-hostname"],
  tags: ["latest", "v1.1", "v1.2", "v1.3", "v1.4", "1.1", "1.2"],
  entrypoint: ["/serve_hostname"],
  programs: { "/serve_hostname": serveHostname },
  workingDir: "/",
  commands: [],
  flavour: "busybox",
  sizeBytes: 1_874_230,
};
