/** alpine: busybox's programs on musl. `apk add` is left out: there is no network to install from. */
import { alpineCommands } from "./command-sets.ts";
import type { Image } from "./image.ts";

export const alpine: Image = {
  repository: "alpine",
  tags: ["latest", "edge", /^3(?:\.(?:\d|1\d|2[0-6])(?:\.\d{1,2})?)?$/, /^2\.[67]$/, /^20\d{6}$/],
  cmd: ["/bin/sh"],
  workingDir: "/",
  commands: alpineCommands,
  flavour: "busybox",
  files: { "/etc/alpine-release": "3.22.1\n" },
  sizeBytes: 3_802_452,
};
