import { check } from "service-bootcamp-grader";

const NAME = "reports";
const SITE = `http://${NAME}`;
/** Longer than any fixed pause that somebody who saw twenty seconds would write. */
const SLOW_DAY = { env: { START_SECONDS: "50" } };

const another = {
  why: {
    ko: "시작하는 데 20초가 걸리는 프로그램인데, 새 파드가 5초 만에 요청을 받습니다",
    en: "the program takes 20 seconds to start, and a new Pod gets requests after 5",
  },
  hint: {
    ko: "프로그램은 bootcamp/slow-start 그대로, 시작하는 시간도 그대로 두고, 파드가 언제부터 요청을 받는지만 바꾸세요",
    en: "Keep the program bootcamp/slow-start and its start as they are, and change only from when on a Pod gets requests",
  },
};

export const checks = [
  check(
    "new-pod-waits",
    {
      title: {
        ko: "파드 하나가 새로 시작하는 동안 요청을 하나도 잃지 않습니다",
        en: "While one Pod starts anew, no request is lost",
      },
      points: 4,
    },
    async ({ cluster, service, client, podsBehind, deleteOnePod, staysSo, because, expect }) => {
      const route = (await client("visitor")).to(SITE);
      await staysSo("30m", async () => {
        await deleteOnePod(service(NAME));
        await expect(route).to.loseAtMost(0, { of: "60s", every: "50ms" });
        await cluster.settle();
        await expect(service(NAME)).to.have.endpoints(3);
      });
      await deleteOnePod(service(NAME));
      await cluster.advance("4s");
      const behind = podsBehind(service(NAME)).length;
      await because(another.why, () => void expect(behind).to.equal(2), another.hint);
      await cluster.settle();
    },
  ),
  check(
    "slow-day",
    {
      title: {
        ko: "시작하는 데 50초가 걸리는 날에도 그렇습니다",
        en: "So it is on a day when the start takes 50 seconds",
      },
      points: 6,
      dependsOn: ["new-pod-waits"],
      why: {
        ko: "시작이 50초 걸리게 바꾼 지 10분이 지나도 새 파드가 이어받지 못했습니다",
        en: "ten minutes after the start was made to take 50 seconds, the new Pods had not taken over",
      },
      hint: {
        ko: "kubectl describe pod의 Events를 읽어 보세요. 천천히 시작하는 파드를 어떤 프로브가 재시작하고 있지 않나요?",
        en: "Read the Events of kubectl describe pod. Does a probe restart Pods that take long to start?",
      },
    },
    async ({ cluster, service, client, podsBehind, updatePods, deleteOnePod, expect }) => {
      const route = (await client("visitor")).to(SITE);
      const uids = () => podsBehind(service(NAME)).map(({ metadata }) => metadata.uid);
      const before = uids();
      updatePods(service(NAME), SLOW_DAY);
      await cluster.advance("10m");
      expect(uids()).not.to.include.oneOf(before);
      await deleteOnePod(service(NAME));
      await expect(route).to.loseAtMost(0, { of: "60s", every: "50ms" });
      await cluster.advance("1m");
      await expect(service(NAME)).to.have.endpoints(3);
    },
  ),
];
