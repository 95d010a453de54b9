import { describe, expect, test } from "vitest";
import { type Scene, sceneWith } from "../testing/scene.ts";
import { QuestionFailed } from "./question.ts";

async function failure(asked: Promise<void>): Promise<QuestionFailed> {
  const error = await asked.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(QuestionFailed);
  return error as QuestionFailed;
}

const deployment = (container: string, strategy = "rollingUpdate: {maxUnavailable: 0}"): string => `
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  strategy: {${strategy}}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: main, image: bootcamp/slow-start, env: [{name: START_SECONDS, value: "3"}]${container}}
`;
const READINESS = ", readinessProbe: {tcpSocket: {port: 8080}, periodSeconds: 1}";
const PRE_STOP = ", lifecycle: {preStop: {sleep: {seconds: 3}}}";

describe("requests during an update", () => {
  const update = async (scene: Scene) => {
    await scene.cluster.advance("10s");
    const web = scene.service("web");
    const route = (await scene.client("visitor")).to("http://web");
    const before = scene.podsBehind(web).map(({ metadata }) => metadata.uid);
    const asked = scene.expect(route).to.loseAtMost(0, {
      of: "40s",
      while: () => scene.updatePods(web, { annotations: { at: "noon" }, env: { START_SECONDS: "4" } }),
    });
    return { asked, before, web };
  };

  test("are not lost when Pods come late and go late", async () => {
    const scene = await sceneWith(deployment(READINESS + PRE_STOP));
    const { asked, before, web } = await update(scene);
    await asked;
    const after = scene.podsBehind(web);
    expect(after).toHaveLength(2);
    for (const { metadata, spec } of after) {
      expect(before).not.toContain(metadata.uid);
      expect(metadata.annotations).toMatchObject({ at: "noon" });
      expect(spec.containers[0]?.env).toEqual([{ name: "START_SECONDS", value: "4" }]);
    }
  });

  test.each([
    ["sent-too-early", deployment(PRE_STOP)],
    ["sent-too-early", deployment(`${PRE_STOP}, readinessProbe: {exec: {command: ["true"]}}`)],
    ["sent-too-late", deployment(READINESS)],
    ["list-was-empty", deployment(READINESS + PRE_STOP, "type: Recreate")],
  ])("are lost: %s", async (cause, manifest) => {
    const { asked } = await update(await sceneWith(manifest));
    const { why, finding, actual } = await failure(asked);
    expect(why.en).toMatch(
      /^\d+ of 4000 requests to http:\/\/web were lost, and none may be\. The first one,/,
    );
    expect(finding?.cause).toBe(cause);
    expect((actual as { lost: number }).lost).toBeGreaterThan(0);
  });
});

describe("what Pods of a namespace send", () => {
  const caller = (url: string) => `${deployment(READINESS)}---
apiVersion: v1
kind: Namespace
metadata: {name: till}
---
apiVersion: v1
kind: Pod
metadata: {name: cashier, namespace: till}
spec:
  containers:
  - {name: main, image: busybox, command: [sh, -c, "while sleep 5; do wget -q -O - ${url}; done"]}
`;

  test("arrives", async () => {
    const scene = await sceneWith(caller("http://web.default"));
    await scene.cluster.advance("10s");
    await scene.expect(scene.service("web")).to.be.calledFrom("till", { within: "1m" });
  });

  test.each([
    ["http://web", "Pod cashier asked http://web, and the name could not be resolved"],
    ["http://web.default/nothing", "Pod cashier asked http://web.default, and the answer had the status 404"],
  ])("gets no good answer from %s", async (url, sentence) => {
    const scene = await sceneWith(caller(url));
    const asked = scene.expect(scene.service("web")).to.be.calledFrom("till", { within: "1m" });
    expect((await failure(asked)).why.en).toBe(sentence);
  });

  test("is missed when there is nobody", async () => {
    const scene = await sceneWith(deployment(READINESS));
    const asked = scene.expect(scene.service("web")).to.be.calledFrom("till", { within: "1m" });
    expect((await failure(asked)).why.en).toBe("no Pod of namespace till has sent a request within 1 minute");
  });
});
