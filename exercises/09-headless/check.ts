import { pods, statefulSets } from "service-bootcamp";
import { type CheckContext, check } from "service-bootcamp-grader";

/** More than a turn of all rooms. */
const REQUESTS = 6;

const wrongRoom = {
  why: {
    ko: "room-0.rooms, room-1.rooms처럼 부른 이름이 그 이름의 파드로 이어지지 않습니다",
    en: "names such as room-0.rooms and room-1.rooms do not each lead to the Pod of that name",
  },
  hint: {
    ko: "파드마다 이름이 있으려면 서비스의 이름이 스테이트풀셋(StatefulSet)의 serviceName과 같아야 하고, 셀렉터가 파드의 레이블과 맞아야 합니다. kubectl get statefulset room -o yaml과 kubectl get endpointslices를 보세요",
    en: "For each Pod to have a name, the Service must be called as the StatefulSet says in serviceName, and its selector must match the Pods' labels. See kubectl get statefulset room -o yaml and kubectl get endpointslices",
  },
};

export const checks = [
  check(
    "each-by-name",
    {
      title: {
        ko: "room-0.rooms부터 room-2.rooms까지, 이름마다 그 파드가 응답합니다",
        en: "From room-0.rooms to room-2.rooms, each name is answered by its own Pod",
      },
      points: 3,
      ...wrongRoom,
    },
    async (context) => {
      await context.staysSo("30m", async () => {
        await roomsAnswer(context, 3);
      });
    },
  ),
  check(
    "all-addresses",
    {
      title: {
        ko: "rooms라는 이름은 방의 주소로 바로 이어집니다",
        en: "The name rooms leads straight to addresses of rooms",
      },
      points: 4,
      dependsOn: ["each-by-name"],
      why: {
        ko: "DNS가 rooms에 방의 주소가 아닌 다른 주소로 답했습니다",
        en: "DNS answered rooms with another address than those of rooms",
      },
      hint: {
        ko: "서비스에 클러스터 IP가 있으면 DNS는 그 IP로 답하고, 방은 kube-proxy가 고릅니다. kubectl get svc rooms의 CLUSTER-IP를 보세요. 클러스터 IP가 없는 서비스를 헤드리스라고 합니다",
        en: "When a Service has a cluster IP, DNS answers with that, and kube-proxy chooses the room. See the CLUSTER-IP of kubectl get svc rooms: a Service without one is called headless",
      },
    },
    async (context) => {
      const { client, cluster, staysSo, expect } = context;
      const visitor = await client("visitor");
      await staysSo("30m", async () => {
        const rooms = (await roomsAnswer(context, 3)).map((server) => server?.ip);
        for (let sent = 0; sent < REQUESTS; sent++) {
          await expect(visitor.to("http://rooms:8080")).to.be.reachable();
          expect(rooms).to.include(cluster.hops.at(-1)?.ip);
        }
      });
    },
  ),
  check(
    "new-pods",
    {
      title: {
        ko: "파드가 새로 만들어져 주소가 바뀌어도 이름은 그대로 통합니다",
        en: "The names still work when the Pods are replaced and have new addresses",
      },
      points: 2,
      dependsOn: ["each-by-name"],
      why: {
        ko: "파드가 사라진 뒤에는 room-0.rooms 같은 이름에 새 파드가 응답하지 않습니다",
        en: "after the Pods were deleted, no new ones answer to names such as room-0.rooms",
      },
      hint: {
        ko: "사라진 파드를 같은 이름으로 다시 만드는 것은 스테이트풀셋입니다. kubectl get statefulset room과 kubectl get pods를 보세요",
        en: "A StatefulSet makes a lost Pod anew under the same name. See kubectl get statefulset room, and kubectl get pods",
      },
    },
    async (context) => {
      const { cluster, deletePods, expect } = context;
      const old = new Set((await roomsAnswer(context, 3)).map((server) => server?.uid));
      await deletePods(cluster.api.list(pods).items.filter(({ metadata }) => old.has(metadata.uid)));
      const now = await roomsAnswer(context, 3);
      expect(now.filter((server) => old.has(server?.uid))).to.deep.equal([]);
    },
  ),
  check(
    "two-more",
    {
      title: {
        ko: "스테이트풀셋 room을 다섯 개로 늘리면 새 방도 이름을 얻습니다",
        en: "When the StatefulSet room grows to five, the new rooms have names, too",
      },
      points: 1,
      dependsOn: ["new-pods"],
      ...wrongRoom,
    },
    async (context) => {
      context.expect(await context.scale(statefulSets, "room", 5)).to.equal(true);
      await roomsAnswer(context, 5);
    },
  ),
];

/** @returns who answered for each room. */
async function roomsAnswer({ client, expect }: CheckContext, count: number) {
  const visitor = await client("visitor");
  const servers = [];
  for (let number = 0; number < count; number++) {
    const route = visitor.to(`http://room-${number}.rooms:8080`);
    const replies = [];
    for (let sent = 0; sent < REQUESTS; sent++) replies.push(await route.request());
    const [first] = replies;
    expect(replies.map(({ status }) => status)).to.deep.equal(replies.map(() => 200));
    expect([first?.server?.kind, first?.server?.namespace, first?.server?.name]).to.deep.equal([
      "pod",
      "default",
      `room-${number}`,
    ]);
    expect(new Set(replies.map(({ server }) => server?.uid)).size).to.equal(1);
    servers.push(first?.server);
  }
  return servers;
}
