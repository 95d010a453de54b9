/** curlimages/curl: its entrypoint script puts `curl` before arguments that name no program. */
import { alpineCommands } from "./command-sets.ts";
import type { Image } from "./image.ts";

const commands = [...alpineCommands, "curl", "openssl"];

export const curl: Image = {
  repository: "curlimages/curl",
  aliases: ["quay.io/curl/curl"],
  tags: ["latest", "edge", "master", /^[78]\.\d{1,2}\.\d$/],
  entrypoint: ["/entrypoint.sh"],
  cmd: ["curl"],
  programs: {
    "/entrypoint.sh": ({ argv: [, ...args] }) => ({
      exec: commands.includes(args[0] ?? "") || args[0]?.startsWith("/") ? args : ["curl", ...args],
    }),
  },
  workingDir: "/home/curl_user",
  commands,
  packaged: ["curl", "openssl"],
  curlVersion: "8.15.0",
  flavour: "busybox",
  sizeBytes: 9_372_193,
};
