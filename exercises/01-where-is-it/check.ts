import { deployments, pods, type Reply } from "service-bootcamp";
import { check } from "service-bootcamp-grader";

const NAME = "where";
const SITE = `http://${NAME}`;

export const checks = [
  check(
    "owners",
    {
      title: { ko: "클러스터 IP의 주인을 압니다", en: "You know who owns the cluster IP" },
      points: 2,
      hint: {
        ko: "kubectl get svc where의 CLUSTER-IP를 kubectl get pods -A -o wide의 IP 열에서 찾아 세어 보세요",
        en: "Look for the CLUSTER-IP of kubectl get svc where in the column IP of kubectl get pods -A -o wide, and count",
      },
    },
    async ({ atStart, answer, expect }) => {
      const { cluster, service } = await atStart();
      const address = service(NAME).object?.spec.clusterIP;
      const owners = cluster.api.list(pods).items.filter(({ status }) => status.podIP === address);
      await expect(answer("owners")).to.be.theAnswer(owners.length);
    },
  ),
  check(
    "sender",
    {
      title: { ko: "서버가 누구의 주소를 보는지 압니다", en: "You know whose address the server sees" },
      points: 3,
      hint: {
        ko: "kubectl exec client -- wget -qO- http://where의 RemoteAddr를 kubectl get pods -o wide의 주소와 비교하세요. 중간의 프로세스가 요청을 받아 다시 보낸다면 누구의 주소일까요?",
        en: "Compare RemoteAddr in kubectl exec client -- wget -qO- http://where with the addresses of kubectl get pods -o wide. Whose address would it be if a process in between took the request and sent it on?",
      },
    },
    async ({ atStart, answer, expect }) => {
      const { cluster, service, client } = await atStart();
      const { body } = await (await client("visitor")).to(SITE).request();
      const seen = /^RemoteAddr: (.*):\d+\r?$/m.exec(body)?.[1];
      const known = new Map([
        [service(NAME).object?.spec.clusterIP, "service"],
        [cluster.hops.at(-1)?.from.ip, "client"],
      ]);
      await expect(answer("sender")).to.be.theAnswer(known.get(seen) ?? "node");
    },
  ),
  check(
    "without-kube-proxy",
    {
      title: {
        ko: "kube-proxy의 파드가 없는 동안 무슨 일이 일어나는지 압니다",
        en: "You know what happens while no Pod of kube-proxy runs",
      },
      points: 3,
      hint: {
        ko: "kubectl delete pod -n kube-system -l k8s-app=kube-proxy 바로 뒤에 kubectl exec client -- wget -qO- -T 5 http://where를 실행해 보세요. kube-proxy가 적어 둔 규칙은 노드의 커널에 있습니다",
        en: "Run kubectl exec client -- wget -qO- -T 5 http://where right after kubectl delete pod -n kube-system -l k8s-app=kube-proxy. The rules that kube-proxy has written are in the kernel of each node",
      },
    },
    async ({ atStart, answer, expect }) => {
      const { cluster, client } = await atStart();
      const route = (await client("visitor")).to(SITE);
      const proxies = cluster.api.list(pods, {
        namespace: "kube-system",
        labelSelector: "k8s-app=kube-proxy",
      });
      for (const { metadata } of proxies.items)
        cluster.api.delete(pods, "kube-system", metadata.name, { gracePeriodSeconds: 0 });
      const reply = await route.request();
      await cluster.settle();
      await expect(answer("without-kube-proxy")).to.be.theAnswer(outcomeOf(reply));
    },
  ),
  check(
    "without-pods",
    {
      title: {
        ko: "뒤에 파드가 없으면 무슨 일이 일어나는지 압니다",
        en: "You know what happens without Pods",
      },
      points: 2,
      hint: {
        ko: "kubectl scale deploy where --replicas=0 다음에 kubectl exec client -- wget -qO- -T 5 http://where의 오류를 읽어 보세요. 이름과 클러스터 IP는 남아 있습니다",
        en: "After kubectl scale deploy where --replicas=0 read the error of kubectl exec client -- wget -qO- -T 5 http://where. The name and the cluster IP are still there",
      },
    },
    async ({ atStart, answer, expect }) => {
      const { scale, client } = await atStart();
      await scale(deployments, NAME, 0);
      const reply = await (await client("visitor")).to(SITE).request();
      await expect(answer("without-pods")).to.be.theAnswer(outcomeOf(reply));
    },
  ),
];

function outcomeOf({ error }: Reply): string {
  const outcomes = { ECONNREFUSED: "refused", ETIMEDOUT: "timeout", ENOTFOUND: "unknown" };
  return (error && outcomes[error.code as keyof typeof outcomes]) ?? "answered";
}
