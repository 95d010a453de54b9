/** An image at work: a Pod `web` runs it, a Pod `client` asks. */
import type { HttpReply, OutgoingRequest } from "../../network/http.ts";
import { createWorld, type World } from "./world.ts";

type More = Partial<OutgoingRequest>;

export interface ServedImage {
  readonly world: World;
  readonly ip: string;
  readonly clientIP: string;
  /** As curl asks. @throws Error with the code of a connection's failure. */
  ask(path: string, more?: More): Promise<HttpReply>;
  json(path: string, more?: More): Promise<Record<string, unknown>>;
  log(): Promise<string>;
}

/** @param more of the container: `args`, `env`. */
export async function serve(
  image: string,
  port: number,
  more: Readonly<Record<string, unknown>> = {},
): Promise<ServedImage> {
  const world = createWorld();
  world.place("web", "node-1", { containers: [{ name: "main", image, ...more }] });
  world.place("client", "node-2", {
    containers: [{ name: "main", image: "busybox", command: ["sleep", "1d"] }],
  });
  await world.loop.settle();
  const ip = world.pod("web").status.podIP ?? "";
  const ask = async (path: string, request: More = {}): Promise<HttpReply> => {
    const headers = { "user-agent": "curl/8.5.0", accept: "*/*", host: "web", ...request.headers };
    const outcome = await world.send("pod/client", ip, port, { path, ...request, headers });
    if ("error" in outcome) throw new Error(outcome.error.code);
    return outcome.reply;
  };
  return {
    world,
    ip,
    clientIP: world.pod("client").status.podIP ?? "",
    ask,
    json: async (path, request) => JSON.parse((await ask(path, request)).body),
    log: () => world.loop.run(() => world.api.pods.logs("default", "web", {})),
  };
}
