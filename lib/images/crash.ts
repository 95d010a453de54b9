/** bootcamp/crash: a server that dies a second after its start, for lessons on CrashLoopBackOff. EXIT_CODE chooses its exit code. */
import type { Image } from "./image.ts";

export const crash: Image = {
  repository: "bootcamp/crash",
  tags: ["latest"],
  entrypoint: ["/crash"],
  programs: {
    "/crash": ({ env, log }) => {
      log("fatal: cannot reach the database\n");
      return { exits: { afterMs: 1_000, code: Number(env.EXIT_CODE ?? 1) } };
    },
  },
  workingDir: "/",
  commands: ["sh", "cat", "echo", "ls", "env"],
  flavour: "busybox",
  sizeBytes: 1_048_576,
};
