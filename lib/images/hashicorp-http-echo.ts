/** hashicorp/http-echo: answers every request with one text. Leaves out its access log. */
import { goFlag, goText } from "./http-server.ts";
import type { Image, ImageProcess, ProcessContext } from "./image.ts";

const PORT = 5678;

function httpEcho({ argv, env, now, log }: ProcessContext): ImageProcess {
  const text = goFlag(argv, "text") ?? env.ECHO_TEXT;
  if (text === undefined) {
    log("Missing -text option!\n");
    return { exits: { afterMs: 0, code: 127 } };
  }
  const port = Number((goFlag(argv, "listen") ?? `:${PORT}`).replace(/^.*:/, ""));
  const named = { "X-App-Name": "http-echo", "X-App-Version": "1.0.0" };
  const handler = () => {
    const reply = goText(now(), `${text}\n`);
    return { ...reply, headers: { ...named, ...reply.headers } };
  };
  return { listen: { [port]: handler } };
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
