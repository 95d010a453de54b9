import { describe, expect, test } from "vitest";
import { cases } from "../testing/causes.ts";
import { sceneWith, withoutSelector, workload } from "../testing/scene.ts";
import { causes, diagnose } from "./index.ts";
import { lossCauses } from "./lost-request.ts";

async function find({
  manifests,
  commands = "",
  asked = {},
}: Pick<(typeof cases)[number], "manifests" | "commands" | "asked">) {
  const scene = await sceneWith(manifests, commands);
  const { port, ...rest } = asked;
  const finding = diagnose(scene.service("http-go-svc"), port, rest);
  await scene.cluster.close();
  return finding;
}

describe("each cause has its sentence in both languages", () => {
  test.each(cases.map((each, at) => ({ ...each, at })))("$at $cause", async (each) => {
    const finding = await find(each);
    expect(finding?.cause).toBe(each.cause);
    for (const text of Object.values(finding?.hint ?? {})) {
      for (const word of each.says) expect(text).toContain(word);
      expect(text).not.toMatch(/undefined|\[object|NaN/);
    }
    expect(finding?.hint.ko).toMatch(/\p{Script=Hangul}/u);
    expect(finding?.hint.en).not.toMatch(/\p{Script=Hangul}/u);
  });
});

test("every cause of the table has a cluster that shows it", () => {
  // Lost requests show while Pods come and go: expect/traffic-of-others.test.ts has them.
  const shown = [...cases.map(({ cause }) => cause), ...lossCauses];
  expect([...new Set(shown)].sort()).toEqual([...causes].sort());
});

describe("nothing is said", () => {
  test.each([
    ["of the number of Pods that is asked for", workload(5), { port: 80, endpoints: 5 }],
    ["of right addresses", withoutSelector(["223.130.195.200"]), { port: 80, outside: ["223.130.195.200"] }],
  ])("%s", async (_, manifests, asked) => {
    expect(await find({ manifests, asked })).toBeUndefined();
  });
});
