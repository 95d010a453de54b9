import { deployments } from "service-bootcamp";
import { check } from "service-bootcamp-grader";

const NAME = "hello";
const SITE = `http://${NAME}`;

export const checks = [
  check(
    "answers",
    {
      title: {
        ko: "모든 노드의 파드가 http://hello에서 응답을 받습니다",
        en: "Pods on every node get an answer from http://hello",
      },
      points: 3,
    },
    async ({ clientOnEveryNode, staysSo, expect }) => {
      const clients = await clientOnEveryNode();
      await staysSo("30m", async () => {
        for (const client of clients) await expect(client.to(SITE)).to.be.reachable();
      });
    },
  ),
  check(
    "all-pods",
    {
      title: {
        ko: "hello 디플로이먼트가 다섯 파드로 늘면 다섯 모두 응답합니다",
        en: "When the Deployment hello grows to five Pods, all five answer",
      },
      points: 4,
      dependsOn: ["answers"],
      why: { ko: "디플로이먼트 hello가 없습니다", en: "there is no Deployment hello" },
      hint: {
        ko: "디플로이먼트 hello는 그대로 두고, 그 파드에 이름만 붙이세요",
        en: "Keep the Deployment hello, and give its Pods a name",
      },
    },
    async ({ scale, client, expect }) => {
      expect(await scale(deployments, NAME, 5)).to.equal(true);
      await expect((await client("visitor")).to(SITE)).to.be.roundRobin(5);
    },
  ),
  check(
    "new-version",
    {
      title: {
        ko: "새 버전의 파드로 모두 교체되어도 같은 이름이 통합니다",
        en: "When a new version has replaced all Pods, the same name answers",
      },
      points: 3,
      dependsOn: ["all-pods"],
    },
    async ({ rollOut, client, expect }) => {
      await rollOut(NAME);
      await expect((await client("visitor")).to(SITE)).to.be.roundRobin(5);
    },
  ),
];
