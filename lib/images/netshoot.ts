/** nicolaka/netshoot: network tools on alpine, for looking into a cluster from inside. Its zsh is bash here. */
import { alpineCommands, bindCommands } from "./command-sets.ts";
import type { Image } from "./image.ts";

export const netshoot: Image = {
  repository: "nicolaka/netshoot",
  aliases: ["ghcr.io/nicolaka/netshoot"],
  tags: ["latest", /^v0\.(?:\d|1\d)(?:\.\d)?$/],
  cmd: ["bash"],
  workingDir: "/root",
  commands: [...alpineCommands, ...bindCommands, "bash", "curl", "jq"],
  curlVersion: "8.14.1",
  flavour: "busybox",
  sizeBytes: 193_842_711,
};
