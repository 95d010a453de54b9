/** nginx: serves what its configuration says, by default /usr/share/nginx/html on port 80. See `nginx/README.md`. */
import { alpineCommands, debianCommands } from "./command-sets.ts";
import type { Image } from "./image.ts";
import { defaultFiles } from "./nginx/default-files.ts";
import { nginxPrograms } from "./nginx/program.ts";
import { ALPINE_TAG, DEBIAN_TAG, versionTags } from "./version-tags.ts";

/** Programs besides those of its base. */
const EXTRAS = ["curl", "envsubst", "nginx-debug", "openssl"];
const ON_ALPINE: Partial<Image> = {
  commands: [...alpineCommands, ...EXTRAS],
  packaged: EXTRAS,
  flavour: "busybox",
};
const ON_ALPINE_SLIM: Partial<Image> = { commands: [...alpineCommands, "envsubst"], flavour: "busybox" };

export const nginxImage: Image = {
  repository: "nginx",
  aliases: [
    "public.ecr.aws/nginx/nginx",
    "registry.k8s.io/e2e-test-images/nginx",
    "registry.k8s.io/nginx",
    "quay.io/library/nginx",
  ],
  tags: [
    versionTags(
      String.raw`stable|mainline|1(?:\.(?:[1-9]|[12]\d|3[0-5])(?:\.(?:\d|1[0-2]))?)?`,
      `${ALPINE_TAG}|${DEBIAN_TAG}|perl|otel|slim|\\d`,
    ),
  ],
  variant: (tag) => (tag.includes("alpine") ? (tag.includes("slim") ? ON_ALPINE_SLIM : ON_ALPINE) : {}),
  entrypoint: ["/docker-entrypoint.sh"],
  cmd: ["nginx", "-g", "daemon off;"],
  programs: nginxPrograms,
  workingDir: "/",
  commands: [...debianCommands, ...EXTRAS],
  curlVersion: "7.88.1",
  flavour: "debian",
  files: defaultFiles,
  sizeBytes: 72_319_182,
};
