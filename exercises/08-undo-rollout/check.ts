import { type Cluster, deployments } from "service-bootcamp";
import { type CheckContext, check } from "service-bootcamp-grader";

const NAME = "store";
const SITE = `http://${NAME}`;
const STREET = "street";

/** Three Pods answer, and each with the page of the last good version. */
async function wellServed({ client, expect }: CheckContext): Promise<void> {
  const route = (await client("visitor")).to(SITE);
  await expect(route).to.be.roundRobin(3);
  for (let sent = 0; sent < 3; sent++) expect((await route.request()).body).to.equal("Welcome! v2\n");
}

const older = {
  why: {
    ko: "마지막으로 제대로 동작한 버전(v2)보다 더 오래된 버전이 응답합니다",
    en: "a version answers that is older than the last good one (v2)",
  },
  hint: {
    ko: "너무 멀리 되돌렸습니다. kubectl rollout history deployment/store의 리비전마다 어떤 이미지인지 --revision으로 보고, 잘못된 버전 바로 앞의 것을 찾아보세요",
    en: "That is too far back. See with --revision which image each revision of kubectl rollout history deployment/store has, and find the one just before the bad one",
  },
};
const untouched = {
  why: {
    ko: "디플로이먼트의 파드 템플릿이 처음 그대로여서, 새로 만든 파드도 잘못된 버전입니다",
    en: "the Deployment has the Pod template of the beginning, so new Pods are of the bad version, too",
  },
  hint: {
    ko: "파드의 버전은 파드가 아니라 디플로이먼트의 템플릿이 정합니다. 지난 템플릿은 kubectl rollout history deployment/store에 있습니다",
    en: "The version of a Pod comes from the template of its Deployment. Past templates are in kubectl rollout history deployment/store",
  },
};
const badAgain = {
  why: {
    ko: "템플릿이 바뀌기는 했지만, 다시 잘못된 버전이 응답합니다",
    en: "the template has changed, and yet the bad version answers again",
  },
  hint: {
    ko: "되돌리기는 바로 앞의 리비전으로 갑니다. 명령마다 그다음에 kubectl rollout history deployment/store의 맨 뒤가 무엇이 되는지 보세요",
    en: "To undo goes to the revision before the present one. After each command see what stands last in kubectl rollout history deployment/store",
  },
};

/** Says what the cluster shows of the reason why another version answers, if it shows one. */
async function explain({ cluster, atStart, client, because, expect }: CheckContext): Promise<void> {
  const start = await atStart();
  const { body, status } = await (await client("visitor")).to(SITE).request();
  const isBad = status === 404;
  const isUntouched = revisionIn(cluster) === revisionIn(start.cluster);
  await because(older.why, () => void expect(body).not.to.equal("Welcome! v1\n"), older.hint);
  await because(untouched.why, () => void expect(isBad && isUntouched).to.equal(false), untouched.hint);
  await because(badAgain.why, () => void expect(isBad).to.equal(false), badAgain.hint);
}

function revisionIn({ api }: Cluster): string | undefined {
  const deployment = api.find(deployments, "default", NAME);
  return deployment?.metadata.annotations?.["deployment.kubernetes.io/revision"];
}

const why = {
  ko: "마지막으로 제대로 동작한 버전(v2)이 아닌 다른 버전이 응답합니다",
  en: "another version answers than the last one that was good (v2)",
};
const hint = {
  ko: "kubectl rollout history deployment/store에서 잘못된 버전 바로 앞의 리비전을 찾아보세요",
  en: "In kubectl rollout history deployment/store, find the revision just before the bad one",
};

export const checks = [
  check(
    "good-version",
    {
      title: {
        ko: "세 파드가 마지막으로 제대로 동작한 버전으로 응답합니다",
        en: "Three Pods answer with the last version that was good",
      },
      points: 3,
      why,
      hint,
    },
    async (context) => {
      try {
        await context.staysSo("12m", () => wellServed(context));
      } catch (error) {
        await explain(context);
        throw error;
      }
    },
  ),
  check(
    "no-gap",
    {
      title: {
        ko: "되돌리는 동안 연결이 거부된 손님이 없습니다",
        en: "No customer was refused while it was undone",
      },
      points: 3,
      dependsOn: ["good-version"],
      why: {
        ko: "명령을 실행하는 동안 street의 손님이 보낸 요청 중 연결하지 못한 것이 있습니다. 응답하는 파드가 하나도 없는 순간이 있었습니다",
        en: "while your commands ran, requests of the customers in street could not connect: there was a moment without a Pod that answers",
      },
      hint: {
        ko: "지우고 다시 만들면 그 사이에는 아무도 없습니다. 되돌리는 것도 롤링 업데이트로 할 수 있습니다",
        en: "Who deletes and makes anew has nobody there in between. To undo can be a rolling update, too",
      },
    },
    async ({ cluster, expect }) => {
      const own = cluster.hops.filter(({ from }) => from.pod?.namespace === STREET);
      expect(own.filter(({ error }) => error !== undefined)).to.have.lengthOf(0);
    },
  ),
  check(
    "kept",
    {
      title: {
        ko: "파드가 모두 사라져도 같은 버전의 파드 세 개가 다시 응답합니다",
        en: "Even when all Pods are gone, three of that version answer again",
      },
      points: 4,
      dependsOn: ["good-version"],
      why,
      hint,
    },
    async (context) => {
      await context.deletePods(context.podsBehind(context.service(NAME)));
      await wellServed(context);
    },
  ),
];
