import { services } from "service-bootcamp";
import { check } from "service-bootcamp-grader";

const NAME = "my-service";
const NAMESPACE = "office";

export const checks = [
  check(
    "meets-the-service",
    {
      title: {
        ko: "office의 클라이언트가 서비스 my-service의 파드에서 응답을 받습니다",
        en: "The client in office gets its answers from the Pods of Service my-service",
      },
      points: 7,
      hint: {
        ko: "office 네임스페이스의 파드가 5초마다 my-service에 묻고 있어야 합니다. kubectl -n office get pods와 kubectl -n office logs를 보세요",
        en: "A Pod of namespace office should ask my-service every five seconds. See kubectl -n office get pods and kubectl -n office logs",
      },
    },
    async ({ service, staysSo, expect }) => {
      await staysSo("30m", () =>
        expect(service(NAME, NAMESPACE)).to.be.calledFrom(NAMESPACE, { within: "1m" }),
      );
    },
  ),
  check(
    "by-name",
    {
      title: {
        ko: "서비스의 클러스터 IP가 바뀌어도 그렇습니다",
        en: "So it does when the Service has another cluster IP",
      },
      points: 3,
      dependsOn: ["meets-the-service"],
      why: { ko: "office에 서비스 my-service가 없습니다", en: "there is no Service my-service in office" },
      hint: {
        ko: "클러스터 IP는 서비스를 새로 만들면 바뀝니다. 주소가 아니라 이름으로 부르게 하세요",
        en: "A Service that is made anew has another cluster IP. Let the client ask for a name, not for an address",
      },
    },
    async ({ cluster, service, expect }) => {
      const old = service(NAME, NAMESPACE).object;
      expect(old).to.be.an("object");
      if (old === undefined) return;
      const { clusterIP, clusterIPs: _, ...spec } = old.spec;
      cluster.api.delete(services, NAMESPACE, NAME);
      await cluster.settle();
      // Somebody else gets the old address, so that the new one is another.
      cluster.api.create(services, NAMESPACE, {
        metadata: { name: "parking" },
        spec: { clusterIP, ports: [{ port: 80 }] },
      });
      cluster.api.create(services, NAMESPACE, { metadata: { name: NAME }, spec });
      await cluster.advance("1m");
      await expect(service(NAME, NAMESPACE)).to.be.calledFrom(NAMESPACE, { within: "1m" });
    },
  ),
];
