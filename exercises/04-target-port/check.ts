import { deployments } from "service-bootcamp";
import { check } from "service-bootcamp-grader";

export const checks = [
  check(
    "answers",
    {
      title: {
        ko: "모든 노드의 파드가 http://{{name}}:{{port}}에서 명언을 받습니다",
        en: "Pods on every node get the quotation from http://{{name}}:{{port}}",
      },
      points: 5,
      why: { ko: "응답은 왔지만 명언이 아닙니다", en: "an answer came, and it was not the quotation" },
      hint: {
        ko: "디플로이먼트 {{name}}의 프로그램은 바꾸지 말고, 요청이 그 프로그램이 듣는 포트로 가게 하세요",
        en: "Keep the program of the Deployment {{name}}, and let requests go to the port on which it listens",
      },
    },
    async ({ clientOnEveryNode, staysSo, variant, expect }) => {
      const site = `http://${variant("name")}:${variant("port")}`;
      const clients = await clientOnEveryNode();
      await staysSo("30m", async () => {
        for (const client of clients) {
          await expect(client.to(site)).to.be.reachable();
          expect((await client.to(site).request()).body).to.equal("Well begun is half done\n");
        }
      });
    },
  ),
  check(
    "new-pods",
    {
      title: {
        ko: "네 파드로 늘고 모두 교체되어도 넷이 번갈아 응답합니다",
        en: "With four Pods, all of them new, the four take turns",
      },
      points: 3,
      dependsOn: ["answers"],
      why: { ko: "디플로이먼트 {{name}}가 없습니다", en: "there is no Deployment {{name}}" },
      hint: {
        ko: "목록을 손으로 쓰지 말고 서비스의 셀렉터에 맡기세요. 그러면 새 파드도 들어갑니다",
        en: "Leave the list to the selector of the Service; then new Pods are on it, too",
      },
    },
    async ({ rollOut, scale, client, variant, expect }) => {
      const name = variant("name");
      expect(await scale(deployments, name, 4)).to.equal(true);
      await rollOut(name);
      await expect((await client("page")).to(`http://${name}:${variant("port")}`)).to.be.roundRobin(4);
    },
  ),
  check(
    "same-address",
    {
      title: { ko: "서비스의 클러스터 IP가 그대로입니다", en: "The Service has kept its cluster IP" },
      points: 2,
      dependsOn: ["answers"],
      why: {
        ko: "서비스의 클러스터 IP가 처음과 다릅니다",
        en: "the cluster IP of the Service is another than at the beginning",
      },
      hint: {
        ko: "서비스를 지우지 않고도 포트를 바꿀 수 있습니다. 지우고 다시 만들면 새 IP를 받습니다",
        en: "The ports of a Service can change without deleting it; made anew, it gets a new IP",
      },
    },
    async ({ service, serviceBefore, variant, expect }) => {
      const name = variant("name");
      expect(service(name).object?.spec.clusterIP).to.equal(serviceBefore(name)?.spec.clusterIP);
    },
  ),
];
