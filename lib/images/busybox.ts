/** busybox: a shell with its own wget and nslookup; without a terminal or a command it ends at once. */
import { busyboxHttpd } from "./busybox-httpd.ts";
import { busyboxCommands } from "./command-sets.ts";
import type { Image } from "./image.ts";

export const busybox: Image = {
  repository: "busybox",
  tags: "latest stable glibc musl uclibc 1 1.28 1.31 1.32 1.33 1.34 1.35 1.36 1.36.1 1.37 1.37.0".split(" "),
  cmd: ["sh"],
  programs: { httpd: busyboxHttpd },
  workingDir: "/",
  commands: busyboxCommands,
  flavour: "busybox",
  sizeBytes: 2_156_519,
};
