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
    (context) => context.staysSo("12m", () => wellServed(context)),
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
