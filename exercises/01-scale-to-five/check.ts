import { check } from "service-bootcamp-grader";

const NAME = "http-go-svc";
const SITE = `http://${NAME}`;

export const checks = [
  check(
    "five-endpoints",
    { title: { ko: "준비된 엔드포인트가 다섯 개입니다", en: "There are five ready endpoints" }, points: 3 },
    async ({ service, staysSo, expect }) => {
      await staysSo("30m", () => expect(service(NAME)).to.have.endpoints(5));
    },
  ),
  check(
    "all-answer",
    {
      title: {
        ko: "다섯 개 모두 서비스의 이름으로 온 요청에 응답합니다",
        en: "All five answer requests to the Service's name",
      },
      points: 2,
      dependsOn: ["five-endpoints"],
    },
    async ({ client, expect }) => {
      const visitor = await client("visitor");
      await expect(visitor.to(SITE)).to.be.roundRobin(5);
    },
  ),
  check(
    "same-address",
    {
      title: { ko: "서비스의 클러스터 IP가 그대로입니다", en: "The Service has kept its cluster IP" },
      points: 1,
      dependsOn: ["five-endpoints"],
      why: {
        ko: "서비스의 클러스터 IP가 처음과 다릅니다",
        en: "the cluster IP of the Service is another than at the beginning",
      },
      hint: {
        ko: "서비스를 지우고 다시 만들면 새 IP를 받습니다. 파드의 수를 바꾸는 데 서비스는 건드릴 필요가 없습니다",
        en: "A Service that is deleted and made anew gets a new IP. The number of Pods changes without touching the Service",
      },
    },
    async ({ service, serviceBefore, expect }) => {
      expect(service(NAME).object?.spec.clusterIP).to.equal(serviceBefore(NAME)?.spec.clusterIP);
    },
  ),
  check(
    "heals",
    {
      title: {
        ko: "파드가 모두 사라져도 다시 다섯 개가 됩니다",
        en: "Even when all Pods are gone, there are five again",
      },
      points: 4,
      dependsOn: ["five-endpoints"],
    },
    async ({ service, podsBehind, deletePods, expect }) => {
      await deletePods(podsBehind(service(NAME)));
      await expect(service(NAME)).to.have.endpoints(5);
    },
  ),
];
