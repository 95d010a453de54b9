/** busybox: a shell with its own wget and nslookup; without a terminal or a command it ends at once. */
import { busyboxHttpd } from "./busybox-httpd.ts";
import { busyboxCommands } from "./command-sets.ts";
import type { Image } from "./image.ts";
import { versionTags } from "./version-tags.ts";

export const busybox: Image = {
  repository: "busybox",
  aliases: ["registry.k8s.io/busybox", "registry.k8s.io/e2e-test-images/busybox", "quay.io/quay/busybox"],
  tags: [
    versionTags(String.raw`stable|unstable|1(?:\.(?:2[0-9]|3[0-9])(?:\.\d)?)?`, "glibc|musl|uclibc|ubuntu"),
    /^1\.29-\d$/,
  ],
  cmd: ["sh"],
  programs: { httpd: busyboxHttpd },
  workingDir: "/",
  commands: busyboxCommands,
  flavour: "busybox",
  sizeBytes: 2_156_519,
};
