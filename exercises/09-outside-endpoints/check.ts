import { check } from "service-bootcamp-grader";

const NAME = "my-service";
const SITE = `http://${NAME}`;
const HOSTS = ["223.130.195.200", "199.201.110.204"];

export const checks = [
  check(
    "both-hosts",
    {
      title: {
        ko: "my-service의 클러스터 IP 뒤에서 두 호스트가 번갈아 응답합니다",
        en: "Behind the cluster IP of my-service the two hosts answer in turn",
      },
      points: 7,
    },
    async ({ service, client, staysSo, expect }) => {
      await expect(service(NAME)).to.have.clusterIP();
      const route = (await client("visitor")).to(SITE);
      await staysSo("30m", () => expect(route).to.alternateBetween(HOSTS));
    },
  ),
  check(
    "their-pages",
    {
      title: { ko: "호스트의 페이지가 그대로 도착합니다", en: "The hosts' own pages arrive" },
      points: 2,
      dependsOn: ["both-hosts"],
      why: {
        ko: "호스트가 보낸 것과 다른 페이지가 도착했습니다",
        en: "other pages arrived than those that the hosts sent",
      },
    },
    async ({ cluster, client, expect }) => {
      // New pages, so that an answer cannot have copied them.
      for (const host of HOSTS) cluster.mockHost(host, { port: 80, body: `this is ${host}\n` });
      const route = (await client("visitor")).to(SITE);
      for (const { body, server } of [await route.request(), await route.request()])
        expect(body).to.equal(`this is ${server?.ip}\n`);
    },
  ),
  check(
    "every-node",
    {
      title: { ko: "모든 노드에서 부를 수 있습니다", en: "Every node can call it" },
      points: 1,
      dependsOn: ["both-hosts"],
    },
    async ({ fromEveryNode, service, expect }) => {
      const address = service(NAME).object?.spec.clusterIP;
      for (const route of fromEveryNode(`http://${address}`)) await expect(route).to.be.reachable();
    },
  ),
];
