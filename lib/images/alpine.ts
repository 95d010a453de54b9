/** alpine: busybox's programs on musl. `apk add` is left out: there is no network to install from. */
import { alpineCommands } from "./command-sets.ts";
import type { Image } from "./image.ts";

export const alpine: Image = {
  repository: "alpine",
  tags: ["latest", "3", "3.16", "3.17", "3.18", "3.19", "3.20", "3.21", "3.22", "edge"],
  cmd: ["/bin/sh"],
  workingDir: "/",
  commands: alpineCommands,
  flavour: "busybox",
  files: { "/etc/alpine-release": "3.22.1\n" },
  sizeBytes: 3_802_452,
};
