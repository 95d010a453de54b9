import { services } from "service-bootcamp";
import { type CheckContext, check } from "service-bootcamp-grader";

const THEIRS = "billing";
const NAME = "ledger";
const FULL_NAME = "ledger.billing.svc.cluster.local";
const SITE = `http://${NAME}:8080`;

export const checks = [
  check(
    "one-name",
    {
      title: {
        ko: "http://ledger:8080에 billing의 파드가 응답합니다",
        en: "At http://ledger:8080 the Pods of billing answer",
      },
      points: 2,
      why: {
        ko: "billing의 파드가 아닌 다른 서버가 응답했습니다",
        en: "somebody else answered than the Pods of billing",
      },
      hint: {
        ko: "원장 프로그램은 billing에만 있어야 합니다. default에는 그쪽을 가리키는 이름만 만드세요",
        en: "The ledger runs in billing alone. What default needs is a name that leads there",
      },
    },
    async (context) => {
      await context.staysSo("30m", () => theirPodsAnswer(context));
    },
  ),
  check(
    "no-port-mapping",
    {
      title: { ko: "80번 포트에서 일어나는 일을 압니다", en: "You know what happens on port 80" },
      points: 2,
      dependsOn: ["one-name"],
      hint: {
        ko: "kubectl exec client -- wget -qO- -T 5 http://ledger의 오류를 읽어 보세요. DNS는 이름과 주소만 알고, 포트는 모릅니다",
        en: "Read the error of kubectl exec client -- wget -qO- -T 5 http://ledger. DNS knows names and addresses, and no ports",
      },
    },
    async ({ client, answer, expect }) => {
      const { error } = await (await client("visitor")).to(`http://${NAME}`).request();
      const outcomes = { ECONNREFUSED: "refused", ETIMEDOUT: "timeout", ENOTFOUND: "unknown" };
      const outcome = error && outcomes[error.code as keyof typeof outcomes];
      await expect(answer("port-80")).to.be.theAnswer(outcome ?? "answered");
    },
  ),
  check(
    "host-unchanged",
    {
      title: { ko: "서버가 보는 이름을 압니다", en: "You know which name the server sees" },
      points: 2,
      dependsOn: ["one-name"],
      hint: {
        ko: "kubectl exec client -- wget -qO- http://ledger:8080의 출력에서 Host로 시작하는 줄을 찾으세요",
        en: "Find the line that begins with Host in what kubectl exec client -- wget -qO- http://ledger:8080 prints",
      },
    },
    async ({ client, answer, expect }) => {
      const { body } = await (await client("visitor")).to(SITE).request();
      const host = /^Host: ([^:\r\n]*)/m.exec(body)?.[1];
      const choices: Record<string, string> = { [NAME]: "ledger", [FULL_NAME]: "full" };
      await expect(answer("host-header")).to.be.theAnswer(
        host === undefined ? "none" : (choices[host] ?? "address"),
      );
    },
  ),
  check(
    "follows",
    {
      title: {
        ko: "billing의 서비스와 파드가 새 주소를 받아도 그렇습니다",
        en: "They still do when the Service and the Pods in billing have new addresses",
      },
      points: 4,
      dependsOn: ["one-name"],
      why: {
        ko: "billing의 서비스와 파드가 새 주소를 받은 뒤로 다른 서버가 응답합니다",
        en: "since the Service and the Pods in billing have new addresses, somebody else answers",
      },
      hint: {
        ko: "주소를 베껴 적으면 저쪽이 바뀔 때마다 다시 적어야 합니다. 이름이 이름을 가리키게 하세요",
        en: "An address that you copied is out of date with their next change. Let your name lead to their name",
      },
    },
    async (context) => {
      const { cluster, service, podsBehind, deletePods } = context;
      const theirs = service(NAME, THEIRS);
      const { selector, ports } = theirs.object?.spec ?? {};
      await deletePods(podsBehind(theirs));
      if (theirs.object !== undefined) cluster.api.delete(services, THEIRS, NAME);
      cluster.api.create(services, THEIRS, {
        metadata: { name: NAME },
        spec: { ...(selector && { selector }), ...(ports && { ports }) },
      });
      await cluster.settle();
      await theirPodsAnswer(context);
    },
  ),
];

async function theirPodsAnswer({ client, service, podsBehind, expect }: CheckContext): Promise<void> {
  const route = (await client("visitor")).to(SITE);
  await expect(route).to.be.reachable();
  const { server } = await route.request();
  expect(podsBehind(service(NAME, THEIRS)).map(({ metadata }) => metadata.uid)).to.include(server?.uid);
}
