import { check } from "service-bootcamp-grader";

export const checks = [
  check("answers", { title: { ko: "대답합니다", en: "It answers" }, points: 1 }, async ({ client, expect }) => {
    await expect((await client("x")).to("http://web")).to.be.reachable();
  }),
  check("exact-text", { title: { ko: "대답", en: "그대로" }, points: 1 }, async ({ service, expect }) => {
    expect(service("web").object?.metadata.labels).to.deep.equal({ app: "web" });
  }),
];
