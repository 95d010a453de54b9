/** busybox: a shell with its own wget and nslookup; without a terminal or a command it ends at once. */
import { busyboxHttpd } from "./busybox-httpd.ts";
import { busyboxCommands } from "./command-sets.ts";
import type { Image } from "./image.ts";
import { versionTags } from "./version-tags.ts";

/** The programs of old releases print other texts. */
function releaseOf(tag: string): string {
  const [, minor, patch] = /^1\.(\d+)(?:\.(\d+))?/.exec(tag) ?? [];
  return minor === undefined ? "1.37.0" : `1.${minor}.${patch ?? LAST_PATCH[minor] ?? 1}`;
}

/** The last release of a series, where it is not `.1`. */
const LAST_PATCH: Readonly<Record<string, number>> = { 24: 2, 26: 2, 27: 2, 28: 4, 29: 3, 35: 0, 37: 0 };

export const busybox: Image = {
  repository: "busybox",
  aliases: ["registry.k8s.io/busybox", "registry.k8s.io/e2e-test-images/busybox", "quay.io/quay/busybox"],
  tags: [
    versionTags(String.raw`stable|unstable|1(?:\.(?:2[0-9]|3[0-9])(?:\.\d)?)?`, "glibc|musl|uclibc|ubuntu"),
    /^1\.29-\d$/,
  ],
  variant: (tag) => ({ busyboxVersion: releaseOf(tag) }),
  cmd: ["sh"],
  programs: { httpd: busyboxHttpd },
  workingDir: "/",
  commands: busyboxCommands,
  flavour: "busybox",
  sizeBytes: 2_156_519,
};

/** radial/busyboxplus: an old busybox with curl, by whose tag the Kubernetes pages ask Services. */
export const busyboxPlus: Image = {
  ...busybox,
  repository: "radial/busyboxplus",
  aliases: [],
  tags: ["latest", "base", "curl", "git"],
  variant: (tag) => ({
    busyboxVersion: "1.22.1",
    ...(tag === "curl"
      ? { commands: [...busyboxCommands, "curl"], packaged: ["curl"], curlVersion: "7.35.0" }
      : {}),
  }),
  cmd: ["/bin/sh"],
  sizeBytes: 3_935_125,
};
