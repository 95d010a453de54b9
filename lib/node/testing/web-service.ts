/** The Service `web` in a world without controllers, and what clients learn by asking it. */
import { createWorld, told, type World, type WorldOptions } from "./world.ts";

const WHO = "registry.k8s.io/e2e-test-images/agnhost";

/** The Service `web` in front of three Pods on two nodes, which tell their names and whom they see; two clients. */
export async function createWebService(options: WorldOptions = {}, spec: object = {}): Promise<World> {
  const world = createWorld(options);
  for (const [name, node] of [
    ["web-1", "node-1"],
    ["web-2", "node-2"],
    ["web-3", "node-2"],
  ] as const) {
    world.place(name, node, { containers: [{ name: "main", image: WHO, args: ["netexec"] }] });
  }
  world.place("client", "node-1", { image: "registry.k8s.io/pause" });
  world.place("other", "node-1", { image: "registry.k8s.io/pause" });
  world.createService("web", { clusterIP: "10.96.7.7", ports: [{ port: 80, targetPort: 8080 }], ...spec });
  await world.loop.settle();
  setEndpoints(world);
  await world.loop.settle();
  return world;
}

export function setEndpoints(world: World, names = ["web-1", "web-2", "web-3"]): void {
  world.setEndpoints(
    "web",
    8080,
    names.map((name) => ({
      ip: world.pod(name).status.podIP ?? "",
      node: world.pod(name).spec.nodeName ?? "",
    })),
  );
}

export async function ask(world: World, from = "pod/client", host = "web", port = 80): Promise<string> {
  return told(await world.send(from, host, port, { path: "/hostname" }));
}

export async function askOften(
  world: World,
  count: number,
  from?: string,
  host?: string,
  port?: number,
): Promise<string[]> {
  const answers: string[] = [];
  for (let at = 0; at < count; at++) answers.push(await ask(world, from, host, port));
  return answers;
}

export async function seenBy(world: World, from: string, host = "web", port = 80): Promise<string> {
  return told(await world.send(from, host, port, { path: "/clientip" })).replace(/:\d+$/, "");
}

export const counts = (answers: readonly string[]): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const answer of answers) found[answer] = (found[answer] ?? 0) + 1;
  return found;
};
