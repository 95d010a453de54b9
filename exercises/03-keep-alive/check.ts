import { type Cluster, configMaps, deployments, pods } from "service-bootcamp";
import { type CheckContext, check } from "service-bootcamp-grader";

const NAME = "stock";
const SITE = `http://${NAME}`;

const crashing = {
  why: {
    ko: "stock의 새 파드가 시작하지 못하고, 옛 설정의 파드가 계속 응답합니다",
    en: "the new Pods of stock do not start, and those with the old settings go on answering",
  },
  hint: {
    ko: "nginx가 새 설정에서 읽지 못한 줄이 있습니다. kubectl get pods에서 재시작하는 파드를 찾아 kubectl logs로 읽어 보세요",
    en: "There is a line in the new settings that nginx cannot read. Find the Pod that restarts in kubectl get pods, and read its kubectl logs",
  },
};
const unread = {
  why: {
    ko: "ConfigMap은 바뀌었지만, 응답하는 파드는 그보다 먼저 시작해 옛 설정으로 돌고 있습니다",
    en: "the ConfigMap has changed, but the Pods that answer began before that, and run with the old settings",
  },
  hint: {
    ko: "nginx는 시작할 때 설정을 읽습니다. 파드의 나이(kubectl get pods의 AGE)를 보고, 새 설정을 읽게 하려면 무엇을 해야 할지 kubectl rollout --help에서 찾아보세요",
    en: "nginx reads its settings when it starts. See how old the Pods are (AGE in kubectl get pods), and find in kubectl rollout --help what makes them read the new ones",
  },
};
const tooMany = {
  why: {
    ko: "파드는 새 설정으로 돌지만, 연결이 여전히 너무 오래갑니다. 계산대 하나의 요청 120개가 네 파드에 나뉘지 않습니다",
    en: "the Pods run with the new settings, but a connection still lasts too long: the 120 requests of a till are not shared by all four",
  },
  hint: {
    ko: "2분 동안 요청 120개가 옵니다. 연결이 몇 번은 끝나야 네 파드를 모두 만날까요? 지금 설정으로는 몇 번 끝나나요(kubectl exec deploy/stock -- cat /etc/nginx/conf.d/default.conf)?",
    en: "In two minutes 120 requests come. How often must the connection end for a till to meet all four Pods, and how often does it with these settings (kubectl exec deploy/stock -- cat /etc/nginx/conf.d/default.conf)?",
  },
};

/** Says what the cluster shows of the reason why requests are not shared, if it shows one. */
async function explain(context: CheckContext): Promise<void> {
  const { cluster, atStart, client, service, podsBehind, because, expect } = context;
  const start = await atStart();
  const isCrashing = cluster.api
    .list(pods, { namespace: "default" })
    .items.some(({ status }) =>
      status.containerStatuses?.some((each) => !each.ready && each.restartCount > 0),
    );
  const isChanged = settingsIn(cluster) !== settingsIn(start.cluster);
  const uidsBefore = start.podsBehind(start.service(NAME)).map(({ metadata }) => metadata.uid);
  const areOld = podsBehind(service(NAME)).some(({ metadata }) => uidsBefore.includes(metadata.uid));
  const { status } = await (await client("till")).to(SITE).request();
  const isServed = status === 200 && service(NAME).object?.spec.sessionAffinity === "None";
  await because(crashing.why, () => void expect(isCrashing).to.equal(false), crashing.hint);
  await because(unread.why, () => void expect(isChanged && areOld).to.equal(false), unread.hint);
  await because(tooMany.why, () => void expect(isChanged && isServed).to.equal(false), tooMany.hint);
}

function settingsIn({ api }: Cluster): string {
  return JSON.stringify(api.find(configMaps, "default", "stock-nginx")?.data);
}

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
    async (context) => {
      const { scale, client, staysSo, expect } = context;
      expect(await scale(deployments, NAME, 4)).to.equal(true);
      const route = (await client("till")).to(SITE);
      try {
        await staysSo("30m", () => expect(route).to.spread(4));
      } catch (error) {
        await explain(context);
        throw error;
      }
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
