import { deployments, pods } from "service-bootcamp";
import { check } from "service-bootcamp-grader";

const NAME = "api";
const SITE = `http://${NAME}`;
const PORTS = { v1: 8080, v2: 9000 };

const gone = {
  ko: "디플로이먼트 api-v1이나 api-v2가 없습니다",
  en: "there is no Deployment api-v1, or no api-v2",
};
const keepBoth = {
  ko: "두 디플로이먼트는 그대로 두고, 서비스가 셀렉터로 두 버전의 파드를 모두 고르게 하세요",
  en: "Keep both Deployments, and let the Service select the Pods of both",
};

export const checks = [
  check(
    "both-answer",
    {
      title: {
        ko: "v1 파드 셋과 v2 파드 둘이, 교체된 뒤에도 http://api에서 번갈아 응답합니다",
        en: "Three Pods of v1 and two of v2 take turns at http://api, and so do the Pods that replace them",
      },
      points: 6,
      why: gone,
      hint: keepBoth,
    },
    async ({ scale, rollOut, client, staysSo, expect }) => {
      expect(await scale(deployments, "api-v1", 3)).to.equal(true);
      expect(await scale(deployments, "api-v2", 2)).to.equal(true);
      const route = (await client("caller")).to(SITE);
      await staysSo("30m", () => expect(route).to.be.roundRobin(5));
      for (const version of Object.keys(PORTS)) expect(await rollOut(`api-${version}`)).to.equal(true);
      await expect(route).to.be.roundRobin(5);
    },
  ),
  check(
    "own-ports",
    {
      title: {
        ko: "v1은 8080번에서, v2는 9000번에서 직접 부를 수 있습니다",
        en: "v1 can be called on port 8080 and v2 on 9000 of their Pods",
      },
      points: 4,
      dependsOn: ["both-answer"],
      why: {
        ko: "두 버전 중 하나는 원래 포트에서 그 버전이 응답하지 않습니다",
        en: "one of the versions does not answer on its own port",
      },
      hint: {
        ko: "프로세스가 듣는 포트를 옮기지 마세요. 포트에 같은 이름을 붙이면 번호가 달라도 서비스가 둘 다 찾습니다",
        en: "Do not move a process to another port. With the same name for both ports the Service finds either number",
      },
    },
    async ({ cluster, client, expect }) => {
      const monitor = await client("monitor");
      for (const [version, port] of Object.entries(PORTS)) {
        const { items } = cluster.api.list(pods, {
          namespace: "default",
          labelSelector: `version=${version}`,
        });
        expect(items.length).to.be.greaterThan(0);
        for (const { status } of items) {
          const { body } = await monitor.to(`http://${status.podIP}:${port}`).request();
          expect(body.trim()).to.equal(`Welcome! ${version}`);
        }
      }
    },
  ),
];
