import { check } from "service-bootcamp-grader";

const NAME = "cart";
const SITE = `http://${NAME}`;
/** Shorter than a minute, and twice of it longer. */
const BUSY = "50s";
const IDLE = "61s";

export const checks = [
  check(
    "busy-stays",
    {
      title: {
        ko: "50초마다 요청하는 클라이언트는 1분이 넘도록 네 파드 중 같은 파드를 만납니다",
        en: "A client that asks every 50 seconds meets the same of four Pods, for longer than a minute",
      },
      points: 4,
      hint: {
        ko: "kubectl describe service cart에서 Session Affinity 줄을 보세요",
        en: "See the line Session Affinity of kubectl describe service cart",
      },
    },
    async ({ service, client, staysSo, expect }) => {
      const route = (await client("busy")).to(SITE);
      await expect(service(NAME)).to.have.endpoints(4);
      await staysSo("30m", () => expect(route).to.be.sticky({ pause: BUSY }));
    },
  ),
  check(
    "idle-is-new",
    {
      title: {
        ko: "1분 넘게 요청을 쉰 클라이언트는 새 클라이언트입니다",
        en: "A client that was silent for more than a minute is a new one",
      },
      points: 4,
      dependsOn: ["busy-stays"],
    },
    async ({ client, staysSo, expect }) => {
      const route = (await client("idle")).to(SITE);
      await staysSo("30m", () => expect(route).to.be.forgotten({ after: IDLE }));
    },
  ),
  check(
    "every-node",
    {
      title: {
        ko: "어느 노드의 클라이언트든 저마다 한 파드에 붙어 있습니다",
        en: "A client on any node stays with a Pod",
      },
      points: 2,
      dependsOn: ["busy-stays", "idle-is-new"],
    },
    async ({ clientOnEveryNode, expect }) => {
      for (const client of await clientOnEveryNode()) await expect(client.to(SITE)).to.be.sticky();
    },
  ),
];
