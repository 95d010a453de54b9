/** gcr.io/google-samples/node-hello, of Kubernetes' "Use a Service to Access an Application": `Hello Kubernetes!` (8080). */
import { debianCommands } from "./command-sets.ts";
import { httpDate, withoutBodyForHead } from "./http-server.ts";
import type { Image, ImageProcess, ProcessContext } from "./image.ts";

function server({ now, log }: ProcessContext): ImageProcess {
  const handler = withoutBodyForHead(({ path }) => {
    log(`Received request for URL: ${path}\n`);
    return {
      status: 200,
      headers: { Date: httpDate(now()), Connection: "keep-alive", "Content-Length": "17" },
      body: "Hello Kubernetes!",
    };
  });
  return { listen: { 8080: handler }, stopsAfterMs: "never" }; // Node.js has no handler for SIGTERM as first process
}

export const nodeHello: Image = {
  repository: "gcr.io/google-samples/node-hello",
  aliases: ["us-docker.pkg.dev/google-samples/containers/gke/node-hello"],
  tags: ["1.0", "2.0", "latest"],
  cmd: ["/bin/sh", "-c", "node server.js"],
  programs: { node: server },
  workingDir: "/",
  commands: [...debianCommands, "curl", "node"],
  curlVersion: "7.38.0",
  flavour: "debian",
  sizeBytes: 250_413_722,
};
