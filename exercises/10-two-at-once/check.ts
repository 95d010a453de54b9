import { type Cluster, deployments, pods, services } from "service-bootcamp";
import { check } from "service-bootcamp-grader";

const NAME = "tickets";
const SITE = `http://${NAME}`;

const otherPods = {
  ko: "응답하는 파드가 처음의 그 파드가 아닙니다",
  en: "other Pods answer than those of the beginning",
};

export const checks = [
  check(
    "sells",
    {
      title: {
        ko: "http://tickets에 파드 세 개가 번갈아 응답합니다",
        en: "At http://tickets three Pods answer in turn",
      },
      points: 3,
    },
    async ({ client, staysSo, expect }) => {
      const route = (await client("visitor")).to(SITE);
      await staysSo("30m", () => expect(route).to.be.roundRobin(3));
    },
  ),
  check(
    "smallest-repair",
    {
      title: {
        ko: "같은 파드와 같은 클러스터 IP입니다",
        en: "The Pods and the cluster IP are those of the beginning",
      },
      points: 3,
      dependsOn: ["sells"],
      why: {
        ko: "디플로이먼트가 바뀌었거나, 서비스가 새것이 되었습니다",
        en: "the Deployment has changed, or the Service is another one",
      },
      hint: {
        ko: "서비스는 프로세스가 아니어서 다시 띄울 것이 없고, 파드는 처음부터 잘 돌고 있었습니다. 틀린 것은 서비스에 적힌 두 군데입니다",
        en: "A Service is no process, so there is nothing to restart, and the Pods were right all the time. What was wrong stands in two places of the Service",
      },
    },
    async (context) => {
      const { cluster, atStart, because, expect } = context;
      const start = await atStart();
      expect(kept(cluster)).to.deep.equal(kept(start.cluster));
      const serving = context.podsBehind(context.service(NAME)).map(({ metadata }) => metadata.uid);
      await because(otherPods, () => {
        expect(serving.sort()).to.deep.equal(ticketPods(start.cluster).sort());
      });
    },
  ),
  check(
    "next-pods",
    {
      title: { ko: "파드가 새로 만들어져도 그렇습니다", en: "It stays so when the Pods are replaced" },
      points: 4,
      dependsOn: ["sells"],
    },
    async ({ client, service, podsBehind, deletePods, expect }) => {
      await deletePods(podsBehind(service(NAME)));
      await expect((await client("visitor")).to(SITE)).to.be.roundRobin(3);
    },
  ),
];

/** What was right, and of the Service what no repair touches. */
function kept({ api }: Cluster) {
  const service = api.find(services, "default", NAME);
  const deployment = api.find(deployments, "default", NAME);
  return [service?.metadata.uid, service?.spec.clusterIP, deployment?.metadata.uid, deployment?.spec];
}

function ticketPods({ api }: Cluster) {
  const { items } = api.list(pods, { namespace: "default", labelSelector: "app=tickets" });
  return items.map(({ metadata }) => metadata.uid);
}
