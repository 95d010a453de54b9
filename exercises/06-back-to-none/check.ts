import { check } from "service-bootcamp-grader";

const NAME = "tickets";
const SITE = `http://${NAME}`;
const HALL = "hall";
const PODS = 4;

export const checks = [
  check(
    "new-clients",
    {
      title: {
        ko: "처음 온 클라이언트의 요청에 네 파드가 번갈아 응답합니다",
        en: "The four Pods take turns for a client that is new",
      },
      points: 5,
    },
    async ({ client, staysSo, expect }) => {
      const route = (await client("visitor")).to(SITE);
      await staysSo("30m", () => expect(route).to.be.roundRobin(PODS));
    },
  ),
  check(
    "known-clients",
    {
      title: {
        ko: "기억되던 키오스크도 이제 네 파드를 모두 만납니다",
        en: "The kiosk, which was remembered, now meets all four Pods, too",
      },
      points: 2,
      dependsOn: ["new-clients"],
      why: {
        ko: "네임스페이스 hall의 키오스크가 5분 동안 네 파드를 모두 만나지는 못했습니다",
        en: "within five minutes the kiosk in namespace hall did not meet all four Pods",
      },
      hint: {
        ko: "kubectl -n hall logs deployment/kiosk로 누가 응답하는지 보세요",
        en: "See who answers it: kubectl -n hall logs deployment/kiosk",
      },
    },
    async ({ cluster, service, byChance, expect }) => {
      const since = cluster.now;
      await expect(service(NAME)).to.be.calledFrom(HALL, { within: "5m" });
      const own = cluster.hops.filter(({ at, from }) => at >= since && from.pod?.namespace === HALL);
      const met = own.filter((hop) => hop.service === `default/${NAME}`).map(({ server }) => server?.uid);
      byChance(PODS * (1 - 1 / PODS) ** met.length);
      expect(new Set(met)).to.have.property("size", PODS);
    },
  ),
  check(
    "same-address",
    {
      title: { ko: "서비스의 클러스터 IP가 그대로입니다", en: "The Service has kept its cluster IP" },
      points: 3,
      dependsOn: ["new-clients"],
      why: {
        ko: "서비스 tickets의 클러스터 IP가 처음과 다릅니다",
        en: "the cluster IP of Service tickets is another than at the beginning",
      },
      hint: {
        ko: "세션 어피니티는 서비스를 지우지 않고도 바꿀 수 있습니다. 지우고 다시 만들면 새 IP를 받습니다",
        en: "Session affinity can be changed in the Service as it stands. Deleted and made anew, it gets another IP",
      },
    },
    async ({ service, serviceBefore, expect }) => {
      expect(service(NAME).object?.spec.clusterIP).to.equal(serviceBefore(NAME)?.spec.clusterIP);
    },
  ),
];
