import { deployments } from "service-bootcamp";
import { check } from "service-bootcamp-grader";

const NAME = "orders";

export const checks = [
  check(
    "answers",
    {
      title: {
        ko: "모든 노드의 파드가 http://orders:{{port}}에서 주문 프로그램의 응답을 받습니다",
        en: "Pods on every node get an answer of the order program from http://orders:{{port}}",
      },
      points: 5,
      why: {
        ko: "주문 프로그램이 아닌 다른 프로그램이 응답합니다",
        en: "another program than the order program answers",
      },
      hint: {
        ko: "디플로이먼트 orders의 이미지는 바꾸지 마세요. 서비스가 그 프로그램이 듣는 포트로 보내면 됩니다",
        en: "Keep the image of the Deployment orders, and let the Service send to the port on which its program listens",
      },
    },
    async ({ clientOnEveryNode, staysSo, variant, expect }) => {
      const site = `http://${NAME}:${variant("port")}`;
      const clients = await clientOnEveryNode();
      await staysSo("30m", async () => {
        for (const client of clients) {
          await expect(client.to(site)).to.be.reachable();
          const { body, server } = await client.to(site).request();
          expect(body).to.equal(`Welcome! ${server?.name}\n`);
        }
      });
    },
  ),
  check(
    "more-pods",
    {
      title: {
        ko: "orders 디플로이먼트가 네 파드로 늘면 넷 모두 응답합니다",
        en: "When the Deployment orders grows to four Pods, all four answer",
      },
      points: 3,
      dependsOn: ["answers"],
      why: { ko: "디플로이먼트 orders가 없습니다", en: "there is no Deployment orders" },
      hint: {
        ko: "서비스가 파드를 레이블로 고르게 하세요. 그러면 새 파드도 저절로 목록에 들어갑니다",
        en: "Let the Service select Pods by their labels; then new Pods are on the list by themselves",
      },
    },
    async ({ scale, client, variant, expect }) => {
      expect(await scale(deployments, NAME, 4)).to.equal(true);
      await expect((await client("till")).to(`http://${NAME}:${variant("port")}`)).to.be.roundRobin(4);
    },
  ),
  check(
    "replaced-pods",
    {
      title: {
        ko: "파드가 모두 교체되어도 새 파드가 응답합니다",
        en: "When all Pods are replaced, the new ones answer",
      },
      points: 2,
      dependsOn: ["more-pods"],
    },
    async ({ service, podsBehind, deletePods, client, variant, expect }) => {
      await deletePods(podsBehind(service(NAME)));
      await expect((await client("till")).to(`http://${NAME}:${variant("port")}`)).to.be.roundRobin(4);
    },
  ),
];
