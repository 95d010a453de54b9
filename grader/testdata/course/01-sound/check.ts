import { check } from "service-bootcamp-grader";

export const checks = [
  check("two", { title: { ko: "둘입니다", en: "Two" }, points: 1 }, async ({ service, staysSo, expect }) => {
    await staysSo("30m", () => expect(service("web")).to.have.endpoints(2));
  }),
  check("answer", { title: { ko: "대답합니다", en: "They answer" }, points: 1, dependsOn: ["two"] }, async ({ client, expect }) => {
    await expect((await client("x")).to("http://web")).to.be.roundRobin(2);
  }),
];
