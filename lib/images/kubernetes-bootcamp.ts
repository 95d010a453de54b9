/** gcr.io/google-samples/kubernetes-bootcamp, of the tutorials of Kubernetes: a Node.js server that says its Pod and version. Known from those tutorials. */
import { debianCommands } from "./command-sets.ts";
import { httpDate, withoutBodyForHead } from "./http-server.ts";
import type { Image, ImageProcess, ProcessContext } from "./image.ts";

function server({ hostname, tag, now, log }: ProcessContext): ImageProcess {
  const startedAt = now();
  let requests = 0;
  log(
    `Kubernetes Bootcamp App Started At: ${new Date(startedAt).toISOString()} | Running On:  ${hostname} \n\n`,
  );
  const handler = withoutBodyForHead(() => {
    const uptime = (now() - startedAt) / 1_000;
    log(
      `Running On: ${hostname} | Total Requests: ${++requests} | App Uptime: ${uptime} seconds | Log Time: ${new Date(now()).toISOString()}\n`,
    );
    const headers = {
      "Content-Type": "text/plain",
      Date: httpDate(now()),
      Connection: "keep-alive",
      "Transfer-Encoding": "chunked",
    };
    return {
      status: 200,
      headers,
      body: `Hello Kubernetes bootcamp! | Running on: ${hostname} | v=${tag === "v2" ? 2 : 1}\n`,
    };
  });
  return { listen: { 8080: handler }, stopsAfterMs: "never" }; // Node.js has no handler for SIGTERM as first process
}

const REPOSITORIES: Readonly<Record<string, readonly string[]>> = {
  "gcr.io/google-samples/kubernetes-bootcamp": ["v1", "latest"],
  "jocatalin/kubernetes-bootcamp": ["v1", "v2", "latest"],
};

export const kubernetesBootcampImages: readonly Image[] = Object.entries(REPOSITORIES).map(
  ([repository, tags]) => ({
    repository,
    tags,
    cmd: ["/bin/sh", "-c", "node server.js"],
    programs: { node: server },
    workingDir: "/",
    commands: [...debianCommands, "curl", "node"],
    curlVersion: "7.38.0",
    flavour: "debian",
    sizeBytes: 83_614_592,
  }),
);
