import { check } from "service-bootcamp-grader";

const NAME = "reports";
const SITE = `http://${NAME}`;
/** Longer than any fixed pause that somebody who saw twenty seconds would write. */
const SLOW_DAY = { env: { START_SECONDS: "50" } };

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
    async ({ cluster, service, client, deleteOnePod, staysSo, expect }) => {
      const route = (await client("visitor")).to(SITE);
      await staysSo("30m", async () => {
        await deleteOnePod(service(NAME));
        await expect(route).to.loseAtMost(0, { of: "60s", every: "50ms" });
        await cluster.settle();
        await expect(service(NAME)).to.have.endpoints(3);
      });
    },
  ),
  check(
    "slow-day",
    {
      title: {
        ko: "시작하는 데 50초가 걸리는 날에도 그렇습니다",
        en: "So it is on a day when the start takes 50 seconds",
      },
      points: 3,
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
    },
  ),
  check(
    "stays-off",
    {
      title: {
        ko: "그동안 새 파드는 실행 중이지만 목록에 없습니다",
        en: "Meanwhile the new Pod runs and is not on the list",
      },
      points: 3,
      dependsOn: ["slow-day"],
      why: {
        ko: "파드 하나를 지우고 30초가 지났을 때, 응답할 수 있는 두 파드만 목록에 있어야 하는데 그렇지 않았습니다",
        en: "30 seconds after a Pod was deleted, the list was not just the two Pods that could answer",
      },
      hint: {
        ko: "프로그램은 bootcamp/slow-start 그대로인가요? 시작하는 데 50초가 걸리는 프로그램이 30초 만에 준비될 수는 없습니다",
        en: "Is the program still bootcamp/slow-start? One that takes 50 seconds to start cannot be ready after 30",
      },
    },
    async ({ cluster, service, podsBehind, deleteOnePod, expect }) => {
      await cluster.advance("5m");
      await deleteOnePod(service(NAME));
      await cluster.advance("30s");
      expect(podsBehind(service(NAME))).to.have.lengthOf(2);
      await cluster.advance("5m");
      await expect(service(NAME)).to.have.endpoints(3);
    },
  ),
];
