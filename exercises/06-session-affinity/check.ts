import { check } from "service-bootcamp-grader";

const NAME = "http-go-svc";
const SITE = `http://${NAME}`;
const OTHER = "http-go-balanced";
const CLIENTS = ["anna", "bora"];

export const checks = [
  check(
    "each-client-sticks",
    {
      title: {
        ko: "두 클라이언트가 저마다, 다섯 파드 가운데 늘 같은 파드를 만납니다",
        en: "Two clients each always meet the same of five Pods",
      },
      points: 4,
    },
    async ({ service, client, expect }) => {
      await expect(service(NAME)).to.have.endpoints(5);
      for (const name of CLIENTS) await expect((await client(name)).to(SITE)).to.be.sticky();
    },
  ),
  check(
    "an-hour-later",
    {
      title: {
        ko: "한 시간을 쉬었다 와도 같은 파드를 만납니다",
        en: "After a pause of an hour it still is the same Pod",
      },
      points: 1,
      dependsOn: ["each-client-sticks"],
    },
    async ({ client, expect }) => {
      for (const name of CLIENTS) await expect((await client(name)).to(SITE)).to.be.sticky({ pause: "1h" });
    },
  ),
  check(
    "other-service",
    {
      title: {
        ko: "다른 서비스에서는 여전히 번갈아 응답합니다",
        en: "At the other Service they still take turns",
      },
      points: 3,
      dependsOn: ["each-client-sticks"],
    },
    async ({ client, expect }) => {
      const [name = ""] = CLIENTS;
      await expect((await client(name)).to(`http://${OTHER}`)).to.be.roundRobin(5);
    },
  ),
  check(
    "moves-on",
    {
      title: {
        ko: "붙어 있던 파드가 사라지면 다른 파드가 이어받습니다",
        en: "When the Pod disappears, another one takes over",
      },
      points: 2,
      dependsOn: ["each-client-sticks"],
      why: {
        ko: "파드가 사라졌는데도 클라이언트가 그 파드를 만납니다",
        en: "the client still meets the Pod that has disappeared",
      },
    },
    async ({ service, client, podsBehind, deletePods, staysSo, expect }) => {
      const [name = ""] = CLIENTS;
      const route = (await client(name)).to(SITE);
      const { server: first } = await route.request();
      await deletePods(podsBehind(service(NAME)).filter(({ metadata: { uid } }) => uid === first?.uid));
      await expect(route).to.be.sticky();
      const { server: next } = await route.request();
      expect(next?.uid).not.to.equal(first?.uid);
      await staysSo("30m", () => expect(service(NAME)).to.have.endpoints(5));
    },
  ),
];
