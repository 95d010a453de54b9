/** hashicorp/http-echo: answers every request with one text. Known from its source. */
import type { HttpRequest } from "../network/http.ts";
import {
  CLIENT_PORT,
  goFlag,
  goListenError,
  goLogLine,
  goText,
  pathOf,
  withoutBodyForHead,
} from "./http-server.ts";
import type { Image, ImageProcess, ListenFailure, ProcessContext } from "./image.ts";

function httpEcho({ argv, env, tag, now, log }: ProcessContext): ImageProcess {
  const text = goFlag(argv, "text") || env.ECHO_TEXT;
  if (text === undefined || text === "") {
    log(isOld(tag) ? "Missing -text option!\n" : "Missing -text option OR ENV var TEXT is empty!\n");
    return { exits: { afterMs: 0, code: 127 } };
  }
  const listen = goFlag(argv, "listen") ?? ":5678";
  log(
    goLogLine(
      now(),
      isOld(tag) ? `Server is listening on ${listen}` : `[INFO] server is listening on ${listen}`,
    ),
  );
  const fatal = (why: string): string => goLogLine(now(), `[ERR] server exited with: ${why}`);
  if (!listen.includes(":")) {
    log(fatal(`listen tcp: address ${listen}: missing port in address`));
    return { exits: { afterMs: 0, code: 1 } };
  }
  const cannotListen = (failure: ListenFailure): string => fatal(goListenError(failure));
  const named = { "X-App-Name": "http-echo", "X-App-Version": isOld(tag) ? tag : "1.0.0" };
  const handler = withoutBodyForHead((request) => {
    const isHealth = pathOf(request) === "/health";
    const reply = goText(now(), isHealth ? '{"status":"ok"}\n' : `${text}\n`);
    if (!isHealth) log(accessLine(now(), request, reply.headers["Content-Length"] ?? ""));
    return { ...reply, headers: { ...named, ...reply.headers } };
  });
  return { listen: { [listen]: handler }, cannotListen, stopExitCode: 2 };
}

const isOld = (tag: string): boolean => tag.startsWith("0.") || tag === "alpine";

function accessLine(now: number, { method, headers, clientIP, path }: HttpRequest, size: string): string {
  const line = `${headers.host} ${clientIP}:${CLIENT_PORT} "${method} ${path.split("?", 1)[0]} HTTP/1.1" 200 ${size}`;
  return goLogLine(now, `${line} "${headers["user-agent"] ?? ""}" 0s`);
}

export const hashicorpHttpEcho: Image = {
  repository: "hashicorp/http-echo",
  tags: ["latest", "alpine", "0.2.1", "0.2.2", "0.2.3", "0.2.4", "1", "1.0", "1.0.0"],
  entrypoint: ["/http-echo"],
  programs: { "/http-echo": httpEcho },
  workingDir: "/",
  commands: [],
  flavour: "debian",
  sizeBytes: 2_901_714,
};
