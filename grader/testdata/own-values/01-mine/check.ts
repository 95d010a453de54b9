import { check } from "service-bootcamp-grader";

export const checks = [
  check(
    "answers",
    {
      title: {
        ko: "http://{{service}}:{{port}}에서 응답합니다",
        en: "http://{{service}}:{{port}} answers",
      },
      points: 5,
    },
    async ({ client, variant, expect }) => {
      const url = `http://${variant("service")}:${variant("port")}`;
      await expect((await client("visitor")).to(url)).to.be.reachable();
    },
  ),
];
