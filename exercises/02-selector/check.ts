import { deployments } from "service-bootcamp";
import { check } from "service-bootcamp-grader";

const NAME = "cart";
const SITE = `http://${NAME}`;
const CATALOG_PODS = 2;

export const checks = [
  check(
    "cart-answers",
    {
      title: {
        ko: "모든 노드의 파드가 http://cart에서 응답을 받습니다",
        en: "Pods on every node get an answer from http://cart",
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
    "only-cart",
    {
      title: {
        ko: "http://cart에서는 cart의 파드 넷이, http://catalog에서는 자기 파드만 번갈아 응답합니다",
        en: "Four Pods of cart take turns at http://cart, and only its own Pods at http://catalog",
      },
      points: 4,
      dependsOn: ["cart-answers"],
      why: { ko: "디플로이먼트 cart가 없습니다", en: "there is no Deployment cart" },
      hint: {
        ko: "디플로이먼트 cart는 그대로 두고, 서비스의 셀렉터가 cart의 파드에만 있는 레이블을 찾게 하세요. 새 파드의 레이블은 디플로이먼트의 spec.template에서 옵니다",
        en: "Keep the Deployment cart, and let the selector of the Service look for a label that only its Pods carry. New Pods get their labels from spec.template of the Deployment",
      },
    },
    async ({ scale, client, expect }) => {
      expect(await scale(deployments, NAME, 4)).to.equal(true);
      const visitor = await client("visitor");
      await expect(visitor.to(SITE)).to.be.roundRobin(4);
      await expect(visitor.to("http://catalog")).to.be.roundRobin(CATALOG_PODS);
    },
  ),
  check(
    "new-pods",
    {
      title: {
        ko: "새 버전의 파드로 모두 교체되어도 넷이 응답합니다",
        en: "When a new version has replaced the Pods of cart, the four new ones answer",
      },
      points: 3,
      dependsOn: ["only-cart"],
    },
    async ({ rollOut, client, expect }) => {
      await rollOut(NAME);
      await expect((await client("visitor")).to(SITE)).to.be.roundRobin(4);
    },
  ),
];
