import { services } from "service-bootcamp";
import { check } from "service-bootcamp-grader";

const NAME = "prices";
const CALLER = "shop";

export const checks = [
  check(
    "asks-there",
    {
      title: {
        ko: "shop의 계산대가 {{namespace}}의 prices에서 응답을 받습니다",
        en: "The cashier in shop gets its answers from prices in {{namespace}}",
      },
      points: 7,
      hint: {
        ko: "kubectl -n shop logs deployment/cashier로 계산대가 무엇을 보는지 확인하세요",
        en: "See what the cashier sees: kubectl -n shop logs deployment/cashier",
      },
    },
    async ({ service, staysSo, variant, expect }) => {
      const prices = service(NAME, variant("namespace"));
      await staysSo("30m", () => expect(prices).to.be.calledFrom(CALLER, { within: "1m" }));
    },
  ),
  check(
    "by-name",
    {
      title: {
        ko: "prices의 클러스터 IP가 바뀌어도 계속 응답을 받습니다",
        en: "It goes on getting answers when prices has another cluster IP",
      },
      points: 3,
      dependsOn: ["asks-there"],
      why: {
        ko: "서비스 prices가 {{namespace}}에 없습니다",
        en: "there is no Service prices in {{namespace}}",
      },
      hint: {
        ko: "클러스터 IP는 서비스를 새로 만들면 바뀝니다. 계산대는 주소가 아니라 이름으로 불러야 합니다",
        en: "A Service that is made anew has another cluster IP. The cashier should ask for a name, not for an address",
      },
    },
    async ({ cluster, service, variant, expect }) => {
      const namespace = variant("namespace");
      const old = service(NAME, namespace).object;
      expect(old).to.be.an("object");
      if (old === undefined) return;
      const { clusterIP: _, clusterIPs: __, ...spec } = old.spec;
      cluster.api.delete(services, namespace, NAME);
      await cluster.settle();
      // Somebody else gets the old address, so that the new one is another.
      cluster.api.create(services, namespace, {
        metadata: { name: "parking" },
        spec: { clusterIP: old.spec.clusterIP, ports: [{ port: 80 }] },
      });
      cluster.api.create(services, namespace, { metadata: { name: NAME }, spec });
      await cluster.settle();
      await cluster.advance("1m");
      await expect(service(NAME, namespace)).to.be.calledFrom(CALLER, { within: "1m" });
    },
  ),
];
