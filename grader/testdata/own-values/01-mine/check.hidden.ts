import { check } from "service-bootcamp-grader";

/** Whoever finds the word canary where learners read has found a leak. */
export const checks = [
  check(
    "canary-two-ports",
    {
      title: { ko: "canary 두 포트", en: "canary: two ports" },
      points: 3,
      why: { ko: "canary 까닭", en: "canary: the reason" },
      hint: { ko: "canary 힌트", en: "canary: the hint" },
    },
    async ({ service, variant, expect }) => {
      expect(service(variant("service")).object?.spec.ports).to.have.lengthOf(2);
    },
  ),
  check(
    "canary-waits",
    { title: { ko: "canary 기다림", en: "canary: waits" }, points: 2, dependsOn: ["canary-two-ports"] },
    async () => {},
  ),
];
