import { deployments } from "service-bootcamp";
import { check } from "service-bootcamp-grader";

const NAME = "stock";
const SITE = `http://${NAME}`;

export const checks = [
  check(
    "four-share",
    {
      title: {
        ko: "연결을 유지하는 계산대의 요청을 네 파드가 나누어 받습니다",
        en: "Four Pods share the requests of a till that keeps its connection",
      },
      points: 6,
      why: { ko: "디플로이먼트 stock이 없습니다", en: "there is no Deployment stock" },
      hint: {
        ko: "서버가 가끔 연결을 닫아야 새 연결이 다른 파드로 갑니다. ConfigMap stock-nginx의 keepalive 설정을 보고, 파드가 그 설정을 다시 읽었는지도 확인하세요(kubectl exec deploy/stock -- cat /etc/nginx/conf.d/default.conf, kubectl get pods)",
        en: "A new connection goes to another Pod, so the server must close one now and then. See the keepalive settings in ConfigMap stock-nginx, and whether the Pods have read them (kubectl exec deploy/stock -- cat /etc/nginx/conf.d/default.conf, kubectl get pods)",
      },
    },
    async ({ scale, client, staysSo, expect }) => {
      expect(await scale(deployments, NAME, 4)).to.equal(true);
      const route = (await client("till")).to(SITE);
      await staysSo("30m", () => expect(route).to.spread(4));
    },
  ),
  check(
    "six-share",
    {
      title: {
        ko: "여섯 파드로 늘고 모두 교체되어도 여섯이 나누어 받습니다",
        en: "With six Pods, all of them new, the six share them",
      },
      points: 2,
      dependsOn: ["four-share"],
      hint: {
        ko: "연결 하나가 요청을 너무 많이 나르면 2분 안에 여섯 파드를 모두 만나지 못합니다",
        en: "When one connection carries too many requests, a till does not meet all six Pods in two minutes",
      },
    },
    async ({ rollOut, scale, client, expect }) => {
      await scale(deployments, NAME, 6);
      await rollOut(NAME);
      await expect((await client("till")).to(SITE)).to.spread(6);
    },
  ),
  check(
    "same-answer",
    {
      title: { ko: "http://stock은 여전히 재고를 보냅니다", en: "http://stock still sends the stock" },
      points: 2,
      dependsOn: ["four-share"],
      why: {
        ko: "응답이 stock of <파드 이름>이 아닙니다",
        en: "the answer is not stock of <name of the Pod>",
      },
      hint: {
        ko: "프로그램과 location은 그대로 두고, 연결을 얼마나 유지하는지만 바꾸세요",
        en: "Keep the program and its location, and change only how long connections are kept",
      },
    },
    async ({ client, expect }) => {
      const route = (await client("till")).to(SITE);
      await expect(route).to.be.reachable();
      const { body, server } = await route.request();
      expect(body).to.equal(`stock of ${server?.name}\n`);
    },
  ),
];
