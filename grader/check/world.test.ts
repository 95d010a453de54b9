import { namespaces, nodes, pods } from "service-bootcamp";
import { expect, test } from "vitest";
import { sceneWith, workload } from "../testing/scene.ts";

const SITE = "http://http-go-svc";

test("clients stand on the nodes in turn, in a namespace of their own, and know the names of another", async () => {
  const scene = await sceneWith(workload(2));
  const before = scene.cluster.api.list(namespaces).items.map(({ metadata }) => metadata.name);
  for (const name of ["anna", "bora", "cho"]) {
    const route = (await scene.client(name)).to(SITE);
    expect(route.sender.label).toBe(name);
    expect((await route.request()).status).toBe(200);
  }
  const again = await scene.client("anna");
  expect(again.to(SITE).sender).toEqual((await scene.client("anna")).to(SITE).sender);
  const own = scene.cluster.api
    .list(pods)
    .items.filter(({ metadata }) => !before.includes(metadata.namespace ?? ""));
  expect(own.map(({ spec }) => spec.nodeName).sort()).toEqual(["node-1", "node-2", "node-3"]);
  expect(new Set(own.map(({ metadata }) => metadata.namespace)).size).toBe(1);
});

test("clients stand on every node, whatever was done to the nodes", async () => {
  const scene = await sceneWith(workload(2));
  await scene.cluster.run(
    "kubectl cordon node-1; kubectl taint node node-2 a=b:NoExecute; kubectl delete node node-3; kubectl create deployment crowd --image=registry.k8s.io/pause --replicas=400",
  );
  await scene.cluster.settle();
  expect(scene.cluster.api.list(nodes).items.map(({ metadata }) => metadata.name)).toEqual([
    "node-1",
    "node-2",
  ]);
  const clients = await scene.clientOnEveryNode();
  expect(clients.map(({ name }) => name)).toEqual(["node-1", "node-2", "node-3"]);
  for (const client of clients) expect((await client.to(SITE).request()).status).toBe(200);
});
