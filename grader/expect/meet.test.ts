import { type ProxyModeName, pods } from "service-bootcamp";
import { expect, test } from "vitest";
import { type Scene, sceneWith, workload } from "../testing/scene.ts";

const SITE = "http://http-go-svc";

function anyPod({ cluster }: Scene) {
  const [pod] = cluster.api.list(pods, { namespace: "default", labelSelector: "run=http-go" }).items;
  if (pod === undefined) throw new Error("there are no Pods");
  return pod;
}

test.each<ProxyModeName>(["ipvs", "iptables"])(
  "a Pod is met until it carries another label (%s)",
  async (proxyMode) => {
    const scene = await sceneWith(workload(3), "", { proxyMode });
    const route = (await scene.client("visitor")).to(SITE);
    const pod = anyPod(scene);
    await scene.expect(route).to.meet(pod);
    await expect(scene.expect(route).not.to.meet(pod)).rejects.toThrow(
      new RegExp(`^Pod ${pod.metadata.name} answered \\d+ of \\d+ requests to ${SITE}$`),
    );
    await scene.cluster.run(`kubectl label pod ${pod.metadata.name} run=away --overwrite`);
    await scene.cluster.settle();
    await scene.expect(route).not.to.meet(pod);
    await expect(scene.expect(route).to.meet(pod)).rejects.toThrow("answered none of them");
  },
);

test("a Pod of the same name is another one", async () => {
  const scene = await sceneWith(workload(1), "kubectl run twin --image=gasbugs/http-go --labels=run=http-go");
  const route = (await scene.client("visitor")).to(SITE);
  const twin = scene.cluster.api.get(pods, "default", "twin");
  await scene.expect(route).to.meet(twin);
  await scene.cluster.run(
    "kubectl delete pod twin; kubectl run twin --image=gasbugs/http-go --labels=run=http-go",
  );
  await scene.cluster.settle();
  await scene.expect(route).not.to.meet(twin);
});

test("a request that fails is the reason", async () => {
  const scene = await sceneWith(workload(2, 99));
  const route = (await scene.client("visitor")).to(SITE);
  await expect(scene.expect(route).to.meet(anyPod(scene))).rejects.toThrow(
    `request 1 to ${SITE} failed: the connection was refused`,
  );
});
