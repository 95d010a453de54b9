import { deployments } from "service-bootcamp";
import { expect, test } from "vitest";
import { sceneWith, workload } from "../testing/scene.ts";

const pods = (scene: Awaited<ReturnType<typeof sceneWith>>) =>
  scene.podsBehind(scene.service("http-go-svc")).map(({ metadata }) => metadata.uid);

test("a workload grows, and gets a new version", async () => {
  const scene = await sceneWith(workload(2));
  expect(await scene.scale(deployments, "http-go", 4)).toBe(true);
  const old = pods(scene);
  expect(old.length).toBe(4);
  for (let version = 2; version < 4; version++) expect(await scene.rollOut("http-go")).toBe(true);
  expect(pods(scene).length).toBe(4);
  expect(pods(scene).filter((uid) => old.includes(uid))).toEqual([]);
});

test("what is not there does neither", async () => {
  const scene = await sceneWith(workload(2));
  expect(await scene.scale(deployments, "other", 4)).toBe(false);
  expect(await scene.rollOut("http-go", "shop")).toBe(false);
});
