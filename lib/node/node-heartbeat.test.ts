import { expect, test } from "vitest";
import { leases } from "../api/kinds/lease.ts";
import { nodes } from "../api/kinds/node.ts";
import { createCluster } from "../cluster.ts";

test("a node's Lease reads as renewed every ten seconds, without a write", async () => {
  const cluster = await createCluster({ nodes: 1 });
  const lease = () => cluster.api.get(leases, "kube-node-lease", "node-1");
  const { resourceVersion } = lease().metadata;
  const node = cluster.api.get(nodes, "", "node-1");
  expect(lease()).toMatchObject({
    metadata: {
      ownerReferences: [{ apiVersion: "v1", kind: "Node", name: "node-1", uid: node.metadata.uid }],
    },
    spec: { holderIdentity: "node-1", leaseDurationSeconds: 40, renewTime: "2026-01-05T09:00:00.000000Z" },
  });
  await cluster.advance("3h");
  await cluster.advance("25s");
  expect(lease().spec.renewTime).toBe("2026-01-05T12:00:20.000000Z");
  expect(lease().metadata.resourceVersion).toBe(resourceVersion);
  expect((await cluster.run("kubectl describe node node-1")).stdout).toMatch(
    /Lease:\n {2}HolderIdentity: {2}node-1\n {2}AcquireTime: {5}<unset>\n {2}RenewTime: {7}Mon, 05 Jan 2026 12:00:20 /,
  );
  await cluster.close();
});

test("a node's conditions are heard every five minutes, and stay as old as they are", async () => {
  const cluster = await createCluster({ nodes: 1 });
  await cluster.advance("11m");
  const [listed] = cluster.api.list(nodes).items;
  expect(listed?.status.conditions?.[0]).toMatchObject({
    lastHeartbeatTime: "2026-01-05T09:10:00Z",
    lastTransitionTime: "2026-01-05T09:00:00Z",
  });
  await cluster.close();
});

test("a Lease goes with its node, and one of another holder is left alone", async () => {
  const cluster = await createCluster({ nodes: 1 });
  await cluster.run("kubectl create -f lease.yaml", {
    files: {
      "lease.yaml":
        "{apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {name: mine}, spec: {holderIdentity: mine, renewTime: '2026-01-05T09:00:00.5Z'}}",
    },
  });
  cluster.api.delete(nodes, "", "node-1");
  await cluster.advance("1m");
  expect(cluster.api.find(leases, "kube-node-lease", "node-1")).toBeUndefined();
  expect(cluster.api.get(leases, "default", "mine").spec.renewTime).toBe("2026-01-05T09:00:00.500000Z");
  await cluster.close();
});
