import { type Pod, pods } from "service-bootcamp";
import { type CheckContext, check } from "service-bootcamp-grader";

const NAME = "desk";
const SITE = `http://${NAME}`;

/** The Pod that the setup has marked, as it was then. */
async function examined({ atStart }: CheckContext): Promise<Pod> {
  const { cluster } = await atStart();
  const [pod] = cluster.api.list(pods, { labelSelector: "examine=yes" }).items;
  if (pod === undefined) throw new Error("setup.sh marked no Pod");
  return pod;
}

const gone = {
  ko: "examine=yes였던 파드가 없어졌습니다. 들여다볼 것이 남지 않았습니다",
  en: "the Pod that had examine=yes is gone, and with it what there was to see",
};
const restarted = {
  ko: "examine=yes였던 파드가 멈추었거나 재시작했습니다",
  en: "the Pod that had examine=yes has stopped, or was restarted",
};

export const checks = [
  check(
    "trainee-answers",
    {
      title: {
        ko: "파드 trainee가 http://desk로 온 요청에 응답합니다",
        en: "The Pod trainee answers requests to http://desk",
      },
      points: 3,
      why: { ko: "파드 trainee가 없습니다", en: "there is no Pod trainee" },
      hint: {
        ko: "trainee의 레이블을 서비스 desk의 셀렉터와 비교하세요(kubectl get pod trainee --show-labels, kubectl describe svc desk)",
        en: "Compare the labels of trainee with the selector of Service desk (kubectl get pod trainee --show-labels, kubectl describe svc desk)",
      },
    },
    async ({ cluster, client, staysSo, expect }) => {
      const route = (await client("caller")).to(SITE);
      await staysSo("30m", async () => {
        const trainee = cluster.api.find(pods, "default", "trainee");
        expect(trainee).not.to.equal(undefined);
        if (trainee !== undefined) await expect(route).to.meet(trainee);
      });
    },
  ),
  check(
    "examined-left",
    {
      title: {
        ko: "examine=yes였던 파드는 요청을 받지 않고, 재시작 없이 계속 돕니다",
        en: "The Pod that had examine=yes gets no requests, and runs on without a restart",
      },
      points: 4,
      hint: {
        ko: "그 파드의 레이블을 보세요(kubectl get pods -l examine=yes --show-labels). 서비스의 셀렉터가 찾는 레이블이 없으면, 지우지 않아도 목록에서 빠집니다",
        en: "See its labels (kubectl get pods -l examine=yes --show-labels). Without the label that the Service selects by it leaves the list, and need not be deleted",
      },
    },
    async (context) => {
      const { cluster, client, staysSo, because, expect } = context;
      const pod = await examined(context);
      const route = (await client("caller")).to(SITE);
      await staysSo("30m", async () => {
        const now = cluster.api.find(pods, "default", pod.metadata.name);
        await because(gone, () => {
          expect(now?.metadata.uid).to.equal(pod.metadata.uid);
        });
        await because(restarted, () => {
          expect(now?.status.phase).to.equal("Running");
          expect(now?.status.containerStatuses?.map(({ restartCount }) => restartCount)).to.deep.equal([0]);
        });
        await expect(route).not.to.meet(pod);
      });
    },
  ),
  check(
    "four-answer",
    {
      title: {
        ko: "네 파드가 응답하고, 디플로이먼트의 파드가 사라져도 다시 넷입니다",
        en: "Four Pods answer, and four again when those of the Deployment have gone",
      },
      points: 3,
      dependsOn: ["trainee-answers", "examined-left"],
      why: {
        ko: "서비스 desk 뒤에 디플로이먼트 desk의 파드가 trainee 말고 세 개 있지 않습니다",
        en: "behind Service desk there are not three Pods of the Deployment desk besides trainee",
      },
      hint: {
        ko: "디플로이먼트의 replicas는 3이어야 합니다. 그리고 trainee에 pod-template-hash를 붙이면 레플리카셋이 그 파드를 자기 것으로 세고 하나를 덜 만듭니다(kubectl get deploy,rs, kubectl get pods --show-labels)",
        en: "The Deployment keeps 3 replicas. And with the label pod-template-hash, trainee counts as one of the ReplicaSet's own, which then has one other less (kubectl get deploy,rs, kubectl get pods --show-labels)",
      },
    },
    async ({ service, podsBehind, deletePods, client, expect }) => {
      const route = (await client("caller")).to(SITE);
      const kept = podsBehind(service(NAME)).filter(({ metadata }) => metadata.name !== "trainee");
      expect(kept.length).to.equal(3);
      await expect(route).to.be.roundRobin(4);
      await deletePods(kept);
      await expect(route).to.be.roundRobin(4);
    },
  ),
];
