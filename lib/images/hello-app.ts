/** gcr.io/google-samples/hello-app, of Google's tutorials: says its version and its Pod. Known from those tutorials; its log from its source. */
import { goLogLine, goText, pathOf, withoutBodyForHead } from "./http-server.ts";
import type { Image, ImageProcess, ProcessContext } from "./image.ts";

function serve({ env, hostname, tag, now, log }: ProcessContext): ImageProcess {
  const port = env.PORT || "8080";
  log(goLogLine(now(), `Server listening on port ${port}`));
  const handler = withoutBodyForHead((request) => {
    log(goLogLine(now(), `Serving request: ${pathOf(request)}`));
    return goText(now(), `Hello, world!\nVersion: ${tag}.0\nHostname: ${hostname}\n`);
  });
  return { listen: { [Number(port)]: handler }, stopExitCode: 2 };
}

export const helloApp: Image = {
  repository: "gcr.io/google-samples/hello-app",
  aliases: ["us-docker.pkg.dev/google-samples/containers/gke/hello-app", "gcr.io/google_samples/hello-app"],
  tags: ["1.0", "2.0"],
  cmd: ["/hello-app"],
  programs: { "/hello-app": serve },
  workingDir: "/",
  commands: [],
  flavour: "busybox",
  sizeBytes: 4_125_104,
};
