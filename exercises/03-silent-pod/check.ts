import { type Pod, pods } from "service-bootcamp";
import { type CheckContext, check } from "service-bootcamp-grader";

const NAME = "search";
const SITE = `http://${NAME}`;
const CITIES = ["busan", "daegu", "incheon", "jeju", "seoul"];

/** The Pod that gave no answer before the learner's first command. */
async function silentPod({ atStart }: CheckContext): Promise<Pod> {
  const { cluster, client } = await atStart();
  const asker = await client("asker");
  for (const pod of cluster.api.list(pods, { namespace: "default", labelSelector: `app=${NAME}` }).items) {
    const { error } = await asker.to(`http://${pod.status.podIP}`).request();
    if (error !== undefined) return pod;
  }
  throw new Error("every Pod answered at the start");
}

const gone = {
  ko: "응답하지 않던 파드가 지워졌습니다. 조사할 것이 남지 않았습니다",
  en: "the Pod that did not answer was deleted, and nothing is left to look into",
};
const restarted = {
  ko: "응답하지 않던 파드가 멈추었거나 재시작했습니다. 조사할 것이 남지 않았습니다",
  en: "the Pod that did not answer has stopped or was restarted, and nothing is left to look into",
};
const stillListed = {
  ko: "응답하지 않는 파드가 아직 서비스 search의 목록에 있습니다",
  en: "the Pod that does not answer is still on the list of Service search",
};

export const checks = [
  check(
    "silent-left",
    {
      title: {
        ko: "응답하지 않는 파드가 목록에서 빠졌고, 재시작 없이 계속 돕니다",
        en: "The Pod that does not answer is off the list, and runs on without a restart",
      },
      points: 6,
      hint: {
        ko: "파드의 IP로 하나씩 직접 요청해 누가 응답하지 않는지 확인하고, 그 파드에서 서비스의 셀렉터가 찾는 레이블만 떼세요(kubectl get pods -o wide --show-labels)",
        en: "Ask each Pod at its own IP, and take off the one that does not answer the label that the Service selects by, nothing else (kubectl get pods -o wide --show-labels)",
      },
    },
    async (context) => {
      const { cluster, service, podsBehind, staysSo, because, expect } = context;
      const { name, uid } = (await silentPod(context)).metadata;
      await staysSo("30m", async () => {
        const now = cluster.api.find(pods, "default", name);
        await because(gone, () => {
          expect(now?.metadata.uid).to.equal(uid);
        });
        await because(restarted, () => {
          expect(now?.status.phase).to.equal("Running");
          expect(now?.status.containerStatuses?.map(({ restartCount }) => restartCount)).to.deep.equal([0]);
        });
        await because(stillListed, () => {
          expect(podsBehind(service(NAME)).map((pod) => pod.metadata.uid)).not.to.include(uid);
        });
      });
    },
  ),
  check(
    "all-answer",
    {
      title: {
        ko: "다섯 도시의 파드가 번갈아, 빠짐없이 응답합니다",
        en: "The Pods of the five cities take turns, and every request is answered",
      },
      points: 2,
      dependsOn: ["silent-left"],
      why: {
        ko: "다섯 도시에 파드가 하나씩 있지 않습니다",
        en: "there is not one Pod for each of the five cities",
      },
      hint: {
        ko: "빠진 파드의 자리는 그 도시의 디플로이먼트가 채웁니다. 디플로이먼트와 나머지 레이블은 그대로 두세요(kubectl get deploy, kubectl get pods -L app,city)",
        en: "The Deployment of its city fills the place of the Pod that left. Keep the Deployments and the other labels (kubectl get deploy, kubectl get pods -L app,city)",
      },
    },
    async ({ service, podsBehind, client, staysSo, expect }) => {
      const route = (await client("customer")).to(SITE);
      await staysSo("30m", async () => {
        const cities = podsBehind(service(NAME)).map(({ metadata }) => metadata.labels?.city ?? "");
        expect(cities.sort()).to.deep.equal(CITIES);
        await expect(route).to.be.roundRobin(CITIES.length);
      });
    },
  ),
  check(
    "new-pods",
    {
      title: {
        ko: "다섯 파드가 사라져도 새 파드 다섯이 응답합니다",
        en: "When the five Pods are gone, five new ones answer",
      },
      points: 2,
      dependsOn: ["all-answer"],
    },
    async ({ service, podsBehind, deletePods, client, expect }) => {
      await deletePods(podsBehind(service(NAME)));
      await expect((await client("customer")).to(SITE)).to.be.roundRobin(CITIES.length);
    },
  ),
];
