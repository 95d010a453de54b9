import { deployments } from "service-bootcamp";
import { check } from "service-bootcamp-grader";

const NAME = "front";
const SITE = `http://${NAME}`;
const DEPENDENCY = "stock";
const OUTAGE = "15m";

export const checks = [
  check(
    "without-stock",
    {
      title: {
        ko: "stock이 15분 동안 죽어 있어도 front의 파드 세 개는 계속 응답합니다",
        en: "While stock is down for 15 minutes, the three Pods of front go on answering",
      },
      points: 5,
    },
    async ({ cluster, scale, service, client, expect }) => {
      const route = (await client("visitor")).to(SITE);
      await expect(service(NAME)).to.have.endpoints(3);
      await scale(deployments, DEPENDENCY, 0);
      await cluster.advance(OUTAGE);
      await expect(service(NAME)).to.have.endpoints(3);
      await expect(route).to.be.roundRobin(3);
    },
  ),
  check(
    "new-pod-waits",
    {
      title: {
        ko: "그동안 새로 시작하는 파드는 응답할 수 있을 때까지 요청을 받지 않습니다",
        en: "A Pod that starts meanwhile gets no request before it can answer",
      },
      points: 5,
      dependsOn: ["without-stock"],
    },
    async ({ cluster, service, client, deleteOnePod, staysSo, expect }) => {
      const route = (await client("visitor")).to(SITE);
      await deleteOnePod(service(NAME));
      await expect(route).to.loseAtMost(0, { of: "60s", every: "50ms" });
      await cluster.advance("1m");
      await staysSo("30m", () => expect(service(NAME)).to.have.endpoints(3));
    },
  ),
];
