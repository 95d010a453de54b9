import { pods } from "service-bootcamp";
import { check } from "service-bootcamp-grader";

const NAME = "stock";
const NAMESPACE = "office";

export const checks = [
  check(
    "asks-stock",
    {
      title: {
        ko: "office의 report가 서비스 stock에서 응답을 받습니다",
        en: "report in office gets its answers from the Service stock",
      },
      points: 4,
      hint: {
        ko: "kubectl -n office exec deployment/report -- env에 STOCK으로 시작하는 변수가 있는지 보고, kubectl -n office logs deployment/report를 읽으세요",
        en: "See whether kubectl -n office exec deployment/report -- env has variables that begin with STOCK, and read kubectl -n office logs deployment/report",
      },
    },
    async ({ service, staysSo, expect }) => {
      await staysSo("30m", () =>
        expect(service(NAME, NAMESPACE)).to.be.calledFrom(NAMESPACE, { within: "1m" }),
      );
    },
  ),
  check(
    "new-pods-ask",
    {
      title: {
        ko: "요청하던 파드가 사라지면 새로 뜬 파드도 응답을 받습니다",
        en: "When the Pods that ask have disappeared, the new ones get their answers",
      },
      points: 3,
      dependsOn: ["asks-stock"],
      hint: {
        ko: "파드만 따로 만들면 사라졌을 때 아무도 다시 만들지 않습니다. 디플로이먼트 report의 파드가 요청해야 합니다",
        en: "Nobody makes a bare Pod anew when it is gone. The Pods of the Deployment report should ask",
      },
    },
    async ({ cluster, service, deletePods, expect }) => {
      const askers = new Set(
        cluster.hops.flatMap(({ from: { pod } }) => (pod?.namespace === NAMESPACE ? [pod.name] : [])),
      );
      const all = cluster.api.list(pods, { namespace: NAMESPACE }).items;
      await deletePods(all.filter(({ metadata: { name } }) => askers.has(name)));
      await cluster.advance("1m");
      await expect(service(NAME, NAMESPACE)).to.be.calledFrom(NAMESPACE, { within: "1m" });
    },
  ),
  check(
    "explained",
    {
      title: {
        ko: "서비스의 주소가 바뀌면 어떻게 되는지 설명합니다",
        en: "It is said what happens when the address of the Service changes",
      },
      points: 3,
      hint: {
        ko: "해 보면 알 수 있습니다. 서비스를 지우고 다시 만든 다음, 떠 있던 파드의 env와 새 클러스터 IP를 비교하세요",
        en: "Try it: delete the Service and make it anew, then compare the env of a running Pod with the new cluster IP",
      },
    },
    async ({ answer, expect }) => {
      await expect(answer("remade")).to.be.theAnswer("b");
    },
  ),
];
