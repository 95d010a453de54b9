/** Servers that listen at one address: the fault "the app is on localhost", in all images whose server takes an address. */
import { expect, test } from "vitest";
import { createWorld, type World } from "./testing/world.ts";

interface Server {
  readonly name: string;
  readonly container: Readonly<Record<string, unknown>>;
  readonly port: number;
}

const LOOPBACK: readonly Server[] = [
  {
    name: "http-echo",
    container: { image: "hashicorp/http-echo", args: ["-text=hi", "-listen=127.0.0.1:5678"] },
    port: 5678,
  },
  {
    name: "busybox httpd",
    container: { image: "busybox", command: ["httpd", "-f", "-p", "127.0.0.1:8080"] },
    port: 8080,
  },
  {
    name: "busybox httpd in a script",
    container: {
      image: "busybox",
      command: ["sh", "-c", "echo hi > index.html; httpd -f -p localhost:8080"],
    },
    port: 8080,
  },
];

async function start(world: World, container: Server["container"]): Promise<string> {
  world.place("web", "node-1", { containers: [{ name: "main", ...container }] });
  world.place("client", "node-2", {
    image: "curlimages/curl",
    containers: [{ name: "main", image: "busybox", command: ["sleep", "1d"] }],
  });
  await world.loop.settle();
  return world.pod("web").status.podIP ?? "";
}

test.each(LOOPBACK)("$name on loopback refuses everyone but its own Pod", async ({ container, port }) => {
  const world = createWorld();
  const ip = await start(world, container);
  expect(await world.send("pod/client", ip, port)).toMatchObject({ error: { code: "ECONNREFUSED" } });
  expect(await world.send("pod/web", ip, port)).toMatchObject({ error: { code: "ECONNREFUSED" } });
  expect(await world.send("node/node-1", ip, port)).toMatchObject({ error: { code: "ECONNREFUSED" } });
  expect(await world.send("pod/web", "127.0.0.1", port)).toHaveProperty("reply");
  expect(await world.send("pod/web", "localhost", port)).toHaveProperty("reply");
});

test("a server at its Pod's address is not at localhost", async () => {
  const world = createWorld();
  const env = [{ name: "IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } }];
  const ip = await start(world, {
    image: "hashicorp/http-echo",
    env,
    args: ["-text=hi", "-listen=$(IP):5678"],
  });
  expect(await world.send("pod/client", ip, 5678)).toHaveProperty("reply");
  expect(await world.send("pod/web", "localhost", 5678)).toMatchObject({ error: { code: "ECONNREFUSED" } });
});

test("an address that the Pod does not have ends the server", async () => {
  const world = createWorld();
  await start(world, { image: "hashicorp/http-echo", args: ["-text=hi", "-listen=10.96.0.10:5678"] });
  const log = await world.loop.run(() => world.api.pods.logs("default", "web", { previous: true }));
  expect(log).toMatch(
    /\[ERR\] server exited with: listen tcp 10\.96\.0\.10:5678: bind: cannot assign requested address\n$/,
  );
});
