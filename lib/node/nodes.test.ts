import { describe, expect, test } from "vitest";
import { endpoints } from "../api/kinds/endpoints.ts";
import { nodes } from "../api/kinds/node.ts";
import { createWorld } from "./testing/world.ts";

describe("a client", () => {
  test("is a Pod that runs, a node, or outside", async () => {
    const world = createWorld();
    world.place("web", "node-1");
    expect(() => world.nodes.clientFor("pod/web")).toThrow(
      'pod "web" in namespace "default" is not running: its phase is Pending',
    );
    await world.loop.settle();
    expect(world.nodes.clientFor("pod/default/web").source).toEqual({
      ip: world.pod("web").status.podIP,
      node: "node-1",
      pod: { namespace: "default", name: "web" },
    });
    expect(world.nodes.clientFor("node/node-2").source).toEqual({ ip: "172.18.0.4", node: "node-2" });
    expect(world.nodes.clientFor("outside").source).toEqual({ ip: "172.18.0.1" });
    expect(() => world.nodes.clientFor("pod/nope")).toThrow('pods "nope" not found');
    expect(() => world.nodes.clientFor("node/nope")).toThrow('nodes "nope" not found');
    expect(() => world.nodes.clientFor("web")).toThrow(
      "write pod/NAME, pod/NAMESPACE/NAME, node/NAME or outside",
    );
  });
});

test("one seed gives one history, another seed another one of the same kind", async () => {
  const history = async (seed: number) => {
    const world = createWorld({ seed });
    for (const name of ["a", "b", "c"])
      world.place(name, "node-1", name === "b" ? { image: "bootcamp/crash" } : {});
    await world.loop.settle();
    await world.loop.advance(100_000);
    return {
      text: JSON.stringify(world.api.kinds.flatMap((kind) => world.api.list(kind, {}).items)),
      phases: ["a", "b", "c"].map((name) => world.pod(name).status.phase),
    };
  };
  const first = await history(1);
  expect((await history(1)).text).toBe(first.text);
  const other = await history(2);
  expect(other.text).not.toBe(first.text);
  expect(other.phases).toEqual(first.phases);
});

describe("nodes", () => {
  test("are registered ready, with addresses of their own", () => {
    const world = createWorld({ nodes: 3 });
    const all = world.api.list(nodes, {}).items;
    expect(
      all.map(({ metadata, spec, status }) => [
        metadata.name,
        spec.podCIDR,
        status.addresses?.[0]?.address,
        status.nodeInfo?.kubeletVersion,
      ]),
    ).toEqual([
      ["node-1", "10.244.1.0/24", "172.18.0.3", "v1.33.1"],
      ["node-2", "10.244.2.0/24", "172.18.0.4", "v1.33.1"],
      ["node-3", "10.244.3.0/24", "172.18.0.5", "v1.33.1"],
    ]);
    expect(world.api.list(endpoints, {}).items).toEqual([]);
    expect(() => world.nodes.inspect("node-9")).toThrow('nodes "node-9" not found');
    expect(() => createWorld({ nodes: 0 })).toThrow("a cluster has 1 to 255 nodes (nodesMax), not 0");
  });
});
