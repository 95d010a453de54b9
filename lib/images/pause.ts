/** registry.k8s.io/pause: one process that sleeps, and nothing else in its file system. */
import type { Image } from "./image.ts";

export const pause: Image = {
  repository: "registry.k8s.io/pause",
  tags: ["latest", "3.1", "3.2", "3.5", "3.6", "3.7", "3.8", "3.9", "3.10"],
  entrypoint: ["/pause"],
  programs: { "/pause": () => ({}) },
  workingDir: "/",
  commands: [],
  flavour: "busybox",
  sizeBytes: 320_368,
};
