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

/** nginx of the Kubernetes page "Connecting Applications with Services": it reads its ConfigMap again by itself, which is left out here. */
export const nginxHttps: Image = {
  repository: "bprashanth/nginxhttps",
  tags: ["1.0"],
  cmd: ["/home/auto-reload-nginx.sh"],
  programs: {
    ...nginxPrograms,
    "/home/auto-reload-nginx.sh": () => ({ exec: ["nginx", "-g", "daemon off;"] }),
  },
  workingDir: "/",
  commands: [...debianCommands, "curl", "openssl"],
  flavour: "debian",
  files: defaultFiles,
  sizeBytes: 69_219_462,
};

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
