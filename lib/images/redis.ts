/** redis: a server of keys and values (6379), with redis-cli. See `redis/`. Leaves out replication, files, streams and transactions. */
import { alpineCommands, debianCommands } from "./command-sets.ts";
import type { Image, ProcessContext } from "./image.ts";
import { redisCli } from "./redis/cli.ts";
import { redisServer } from "./redis/server.ts";
import { ALPINE_TAG, DEBIAN_TAG, versionTags } from "./version-tags.ts";

/** The image's script puts `redis-server` before options and before a configuration file. */
function entrypoint({ argv: [, ...args] }: ProcessContext): { readonly exec: readonly string[] } {
  const isForServer = args[0]?.startsWith("-") === true || args[0]?.endsWith(".conf") === true;
  return { exec: isForServer ? ["redis-server", ...args] : args };
}

const PROGRAMS = [
  "redis-server",
  "redis-cli",
  "redis-benchmark",
  "redis-sentinel",
  "redis-check-aof",
  "redis-check-rdb",
];

export const redis: Image = {
  repository: "redis",
  aliases: ["registry.k8s.io/redis", "registry.k8s.io/e2e-test-images/redis"],
  tags: [
    versionTags(String.raw`[5-8](?:\.(?:0|2|4|6|8|10)(?:\.\d{1,2})?)?`, `${ALPINE_TAG}|${DEBIAN_TAG}|\\d`),
    "e2e",
  ],
  entrypoint: ["docker-entrypoint.sh"],
  cmd: ["redis-server"],
  programs: { "docker-entrypoint.sh": entrypoint, "redis-server": redisServer, "redis-cli": redisCli },
  workingDir: "/data",
  commands: [...debianCommands, ...PROGRAMS],
  flavour: "debian",
  variant: (tag) =>
    tag.includes("alpine")
      ? { commands: [...alpineCommands, ...PROGRAMS], packaged: PROGRAMS, flavour: "busybox" }
      : {},
  sizeBytes: 52_411_763,
};
