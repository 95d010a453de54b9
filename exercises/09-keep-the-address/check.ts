import { type CheckContext, check } from "service-bootcamp-grader";

const NAME = "front";
const PROGRAM = /(^|\/)traefik\/whoami(:|@|$)/;
/** More than there are nodes, each of which the load balancer may choose. */
const REQUESTS = 9;

const noAddress = {
  why: {
    ko: "서비스 front에 밖에서 부를 주소(EXTERNAL-IP)가 없습니다",
    en: "the Service front has no address for clients outside (EXTERNAL-IP)",
  },
  hint: {
    ko: "클러스터 IP는 노드와 파드만 압니다. 서비스의 타입 가운데 로드 밸런서의 주소를 받는 것은 무엇인가요? kubectl get svc front의 TYPE과 EXTERNAL-IP 열을 보세요",
    en: "Only nodes and Pods know a cluster IP. Which type of Service gets the address of a load balancer? See the columns TYPE and EXTERNAL-IP of kubectl get svc front",
  },
};

const otherAddress = {
  why: {
    ko: "front의 파드가 본 주소는 클라이언트의 주소가 아닙니다",
    en: "the Pods of front saw another address than the client's",
  },
  hint: {
    ko: "요청을 받은 노드가 다른 노드의 파드로 넘길 때 보낸 이의 주소를 자기 주소로 바꿉니다. kubectl explain service.spec에서 정책(TrafficPolicy)이 있는 필드를 찾아, 밖에서 온 요청에 해당하는 것을 보세요",
    en: "A node that hands a request to a Pod of another node puts its own address in the place of the sender's. Among the traffic policies of kubectl explain service.spec, see the one for requests from outside",
  },
};

export const checks = [
  check(
    "from-outside",
    {
      title: {
        ko: "클러스터 밖에서 EXTERNAL-IP의 80번 포트로 요청하면 응답합니다",
        en: "Clients outside are answered on port 80 of the EXTERNAL-IP",
      },
      points: 3,
      ...noAddress,
    },
    async (context) => {
      const { fromOutside, staysSo, expect } = context;
      expect(externalIP(context)).to.be.a("string");
      await staysSo("30m", () => expect(fromOutside(siteOf(context))).to.be.reachable());
    },
  ),
  check(
    "client-address",
    {
      title: { ko: "파드가 클라이언트의 주소를 봅니다", en: "The Pods see the client's own address" },
      points: 4,
      dependsOn: ["from-outside"],
      ...otherAddress,
    },
    async (context) => {
      await context.staysSo("30m", () => seesTheClient(context));
    },
  ),
  check(
    "inside-too",
    {
      title: {
        ko: "안에서는 어느 노드의 파드든 http://front로 부를 수 있습니다",
        en: "Inside, Pods on every node can call http://front",
      },
      points: 1,
      dependsOn: ["from-outside"],
    },
    async ({ clientOnEveryNode, expect }) => {
      for (const client of await clientOnEveryNode())
        await expect(client.to(`http://${NAME}`)).to.be.reachable();
    },
  ),
  check(
    "other-pods",
    {
      title: {
        ko: "파드가 모두 새로 만들어져도 그렇습니다",
        en: "It stays so when all Pods are replaced",
      },
      points: 2,
      dependsOn: ["client-address", "inside-too"],
      ...otherAddress,
    },
    async (context) => {
      const { service, podsBehind, deletePods } = context;
      await deletePods(podsBehind(service(NAME)));
      await seesTheClient(context);
    },
  ),
];

function externalIP({ service }: CheckContext): string | undefined {
  return service(NAME).object?.status.loadBalancer.ingress?.[0]?.ip;
}

function siteOf(context: CheckContext): string {
  return `http://${externalIP(context)}`;
}

/** Asks the program itself, which was there at the start: it tells who called, and repeats the path. */
async function seesTheClient(context: CheckContext): Promise<void> {
  const { cluster, service, podsBehind, fromOutside, expect } = context;
  for (let sent = 0; sent < REQUESTS; sent++) {
    const path = `/${cluster.now}-${sent}`;
    const route = fromOutside(`${siteOf(context)}${path}`);
    await expect(route).to.be.reachable();
    const { body, server } = await route.request();
    const pod = podsBehind(service(NAME)).find(({ metadata }) => metadata.uid === server?.uid);
    expect(pod?.spec.containers.map(({ image }) => image).join()).to.match(PROGRAM);
    expect(body).to.include(`GET ${path} `);
    expect(/^RemoteAddr: (.*):\d+\r?$/m.exec(body)?.[1]).to.equal(cluster.hops.at(-1)?.from.ip);
  }
}
