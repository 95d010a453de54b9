import { check } from "service-bootcamp-grader";

const NAME = "menu";
const SITE = `http://${NAME}`;

export const checks = [
  check(
    "all-answer",
    {
      title: {
        ko: "세 파드가 서비스의 이름으로 온 요청에 번갈아 응답합니다",
        en: "Three Pods take turns for requests to the Service's name",
      },
      points: 5,
    },
    async ({ service, client, staysSo, expect }) => {
      const route = (await client("visitor")).to(SITE);
      await staysSo("30m", async () => {
        await expect(service(NAME)).to.have.endpoints(3);
        await expect(route).to.be.roundRobin(3);
      });
    },
  ),
  check(
    "new-pod-waits",
    {
      title: {
        ko: "새 파드는 여전히 응답할 수 있을 때까지 요청을 받지 않습니다",
        en: "A new Pod still gets no request before it can answer",
      },
      points: 5,
      dependsOn: ["all-answer"],
    },
    async ({ cluster, service, client, deleteOnePod, expect }) => {
      const route = (await client("visitor")).to(SITE);
      await deleteOnePod(service(NAME));
      await expect(route).to.loseAtMost(0, { of: "40s", every: "50ms" });
      await cluster.settle();
      await expect(service(NAME)).to.have.endpoints(3);
    },
  ),
];
