// The network's own reasons, as they come, have Korean words.
import { expect, test } from "vitest";
import { sceneWith, withoutSelector, workload } from "../testing/scene.ts";
import { connectReason } from "./connect-reason.ts";

const WALL = `---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: wall}\nspec: {podSelector: {}}\n`;

test.each([
  ["no endpoints", workload(0), "http://http-go-svc", /http-go-svc에 엔드포인트가 없습니다/],
  ["nobody listens", workload(1, 80), "http://http-go-svc", /:80에서 듣는 것이 없습니다/],
  ["no such name", "", "http://http-go-svc", /이름 http-go-svc을\(를\) 모릅니다/],
  ["no such port", workload(1), "http://http-go-svc:81", /81번 포트가 없습니다/],
  ["a policy", workload(1) + WALL, "http://http-go-svc", /네트워크폴리시 wall/],
  ["nobody outside", withoutSelector(["192.0.2.1"]), "http://http-go-svc", /192\.0\.2\.1에서는 아무도/],
])("%s", async (_, manifests, url, ko) => {
  const { cluster } = await sceneWith(
    `${manifests}${manifests === "" ? "" : "---\n"}apiVersion: v1\nkind: Pod\nmetadata: {name: client}\nspec: {containers: [{name: c, image: busybox, command: [sleep, 1d]}]}\n`,
  );
  const { error } = await cluster.request({ from: "pod/client", url, timeout: "5s" });
  expect(connectReason(error?.message ?? "").ko).toMatch(ko);
  await cluster.close();
});

test("the client of a check has no name", () => {
  const { en } = connectReason(
    "NetworkPolicy (wall): traffic from c1/c2 to shop/web on port 8080/TCP may not enter",
  );
  expect(en).toBe("NetworkPolicy (wall): traffic from the client to shop/web on port 8080/TCP may not enter");
});

test("a reason that is not known stands in quotes", () => {
  expect(connectReason("the wire broke")).toEqual({ en: "the wire broke", ko: '"the wire broke"' });
});
