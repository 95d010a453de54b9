import { type Cluster, deployments, networkPolicies, pods, services } from "service-bootcamp";
import { type CheckContext, check } from "service-bootcamp-grader";

const NAME = "web";
const TITLES = {
  mail: { ko: "http://web.mail이 응답합니다", en: "http://web.mail answers" },
  maps: { ko: "http://web.maps가 응답합니다", en: "http://web.maps answers" },
  news: { ko: "http://web.news가 응답합니다", en: "http://web.news answers" },
  pay: { ko: "http://web.pay가 응답합니다", en: "http://web.pay answers" },
  shop: { ko: "http://web.shop이 응답합니다", en: "http://web.shop answers" },
};
type Team = keyof typeof TITLES;

const otherPods = (team: Team) => ({
  ko: `${team}에서 응답하는 파드가 처음의 그 파드가 아닙니다`,
  en: `in ${team} other Pods answer than those of the beginning`,
});
const unprobed = (team: Team) => ({
  ko: `${team}의 파드에 준비성 프로브가 없습니다`,
  en: `the Pods of ${team} have no readiness probe`,
});
const openPort = {
  ko: "shop의 관리용 9090번 포트가 열렸습니다",
  en: "port 9090 of shop, for administrators, is open",
};
const keepGuards = {
  ko: "보호 장치를 없애면 응답은 오지만 지키던 것을 잃습니다. 보호 장치는 두고, 그 안에서 틀린 필드 하나를 고치세요",
  en: "Without what protects it answers come, and the protection is lost. Leave it there, and mend the one wrong field in it",
};

/** Repairs one team's Service; nothing of theirs changes but the object of the fault. */
function repaired(team: Team, isFaulty: (kind: string) => boolean) {
  return check(
    team,
    {
      title: TITLES[team],
      points: 2,
      why: {
        ko: `${team}에서 멀쩡하던 것이 바뀌었습니다. 고장 난 곳 하나만 고쳐야 합니다`,
        en: `something in ${team} that was right has changed, and only the one fault was to be mended`,
      },
      hint: {
        ko: "서비스는 클러스터 IP를 지켜야 하고, 멀쩡한 파드는 재시작 없이 그대로 응답해야 합니다. 지우고 다시 만들지 말고 틀린 필드 하나만 고치세요",
        en: "Services keep their cluster IP, and Pods that were right go on without a restart. Delete nothing: change the one field that is wrong",
      },
    },
    async (context) => {
      const { client, staysSo, atStart, cluster, service, podsBehind, deletePods, because, expect } = context;
      const route = (await client("visitor")).to(`http://${NAME}.${team}`);
      await staysSo("30m", () => expect(route).to.be.reachable());
      const start = (await atStart()).cluster;
      expect(untouched(cluster, team, isFaulty)).to.deep.equal(untouched(start, team, isFaulty));
      if (!isFaulty("Deployment"))
        await because(otherPods(team), () => {
          expect(servingPods(context, team)).to.deep.equal(podsOf(start, team));
        });
      await guard(context, team);
      await deletePods(podsBehind(service(NAME, team)));
      await cluster.advance("1m");
      await expect(route).to.be.reachable();
    },
  );
}

export const checks = [
  repaired("mail", (kind) => kind === "Service"),
  repaired("maps", (kind) => kind === "Service"),
  repaired("news", (kind) => kind === "Deployment"),
  repaired("pay", (kind) => kind === "Service"),
  repaired("shop", (kind) => kind === "NetworkPolicy"),
];

/** Everything that decides about the team's requests, without the object that is at fault. */
function untouched({ api }: Cluster, namespace: string, isFaulty: (kind: string) => boolean) {
  const service = api.find(services, namespace, NAME);
  return {
    service: service?.metadata.uid,
    address: service?.spec.clusterIP,
    specs: Object.entries({
      Service: api.list(services, { namespace }).items,
      Deployment: api.list(deployments, { namespace }).items,
      NetworkPolicy: api.list(networkPolicies, { namespace }).items,
    }).flatMap(([kind, items]) =>
      isFaulty(kind) ? [] : items.map(({ metadata, spec }) => [metadata.name, spec]),
    ),
  };
}

function podsOf({ api }: Cluster, namespace: string): readonly string[] {
  return api
    .list(pods, { namespace })
    .items.map(({ metadata }) => metadata.uid ?? "")
    .sort();
}

function servingPods({ podsBehind, service }: CheckContext, team: Team): readonly string[] {
  return podsBehind(service(NAME, team))
    .map(({ metadata }) => metadata.uid ?? "")
    .sort();
}

/** What kept the rest of the world from harm is still there. */
async function guard(
  { podsBehind, service, client, because, expect }: CheckContext,
  team: Team,
): Promise<void> {
  for (const pod of podsBehind(service(NAME, team))) {
    const probe = pod.spec.containers[0]?.readinessProbe;
    await because(unprobed(team), () => void expect(probe).not.to.equal(undefined), keepGuards);
    if (team !== "shop") continue;
    const { error } = await (await client("visitor")).to(`http://${pod.status.podIP}:9090`).request();
    await because(openPort, () => void expect(error?.code).to.equal("ETIMEDOUT"), keepGuards);
  }
}
