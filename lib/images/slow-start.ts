/** bootcamp/slow-start, on busybox: listens on 8080 only START_SECONDS (20) after its start, for lessons on readiness. `/healthz` is 200 from then on. */
import { busyboxCommands } from "./command-sets.ts";
import { goError, goText, pathOf, withoutBodyForHead } from "./http-server.ts";
import type { Image } from "./image.ts";

export const slowStart: Image = {
  repository: "bootcamp/slow-start",
  tags: ["latest"],
  entrypoint: ["/slow-start"],
  programs: {
    "/slow-start": ({ env, hostname, now }) => ({
      listensAfterMs: Number(env.START_SECONDS ?? 20) * 1_000,
      listen: {
        8080: withoutBodyForHead((request) => {
          const path = pathOf(request);
          if (path === "/healthz") return goText(now(), "ok");
          return path === "/"
            ? goText(now(), `Welcome! ${hostname}\n`)
            : goError(now(), 404, "404 page not found");
        }),
      },
    }),
  },
  workingDir: "/",
  commands: busyboxCommands,
  flavour: "busybox",
  sizeBytes: 2_097_152,
};
