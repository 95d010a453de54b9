/** registry.k8s.io/pause: one process that sleeps, and nothing else in its file system. */
import type { Image } from "./image.ts";

export const pause: Image = {
  repository: "registry.k8s.io/pause",
  aliases: ["registry.k8s.io/pause-amd64", "mcr.microsoft.com/oss/kubernetes/pause"],
  tags: ["latest", "1.0", "2.0", "go", /^0\.8\.0$/, /^3\.(?:\d|1\d)(?:\.\d)?$/],
  entrypoint: ["/pause"],
  programs: { "/pause": () => ({}) },
  workingDir: "/",
  commands: [],
  flavour: "busybox",
  sizeBytes: 320_368,
};
