import { describe, expect, test } from "vitest";
import { sceneWith, withoutSelector, workload } from "../testing/scene.ts";
import { diagnoseAffinity } from "./affinity.ts";
import { diagnose } from "./index.ts";

async function hint(manifests: string, commands = "", port?: number): Promise<string> {
  const scene = await sceneWith(manifests, commands);
  const text = diagnose(scene.service("http-go-svc"), port)?.hint;
  expect(text?.ko).toMatch(/\p{Script=Hangul}/u);
  return text?.en ?? "";
}

describe("the hint", () => {
  test("names the Services that there are instead", async () => {
    expect(
      await hint(
        "",
        "kubectl create service clusterip http-go --tcp=80 2>/dev/null || kubectl create deployment x --image=nginx",
      ),
    ).toContain("has no Service http-go-svc");
  });

  test("names the namespace where the Service is", async () => {
    const manifests = `apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\n${workload(1).replaceAll("metadata: {name: http-go", "metadata: {namespace: shop, name: http-go")}`;
    expect(await hint(manifests)).toBe("Service http-go-svc is in namespace shop, and is needed in default");
  });

  test("compares the selector with the labels that Pods carry", async () => {
    expect(
      await hint(
        workload(5),
        `kubectl patch svc http-go-svc -p '{"spec":{"selector":{"run":null,"app":"http-go"}}}'`,
      ),
    ).toBe(
      "The selector app=http-go matches 0 of 5 Pods; Pods carry run=http-go (kubectl get pods --show-labels)",
    );
  });

  test("says when there are no Pods at all", async () => {
    expect(await hint(workload(0))).toBe(
      "The selector is run=http-go, and there are no Pods at all (kubectl get pods)",
    );
  });

  test("names a Pod that is not ready, and why", async () => {
    expect(await hint(workload(2).replace("image: gasbugs/http-go", "image: gasbugs/http-no"))).toMatch(
      /^Of 2 Pods that the selector matches, 2 not ready: http-go-[a-z0-9-]+ is (ErrImagePull|ImagePullBackOff) \(kubectl describe pod\)$/,
    );
  });

  test("names a port that the Service does not list", async () => {
    expect(await hint(workload(1), "", 8080)).toBe(
      "The request goes to port 8080, and Service http-go-svc lists 80 (kubectl get svc)",
    );
  });

  test("compares targetPort with the ports that Pods declare", async () => {
    expect(await hint(workload(1, 80), "", 80)).toBe(
      "targetPort of Service http-go-svc is 80, and its Pods declare containerPort 8080",
    );
  });

  test("counts, when nothing is broken", async () => {
    expect(await hint(workload(4))).toBe(
      "The selector run=http-go matches 4 Pods (Deployment http-go: spec.replicas 4)",
    );
  });

  test("says how addresses belong to a Service without a selector", async () => {
    expect(await hint(withoutSelector(["192.0.2.1"], "other-name"))).toContain(
      "no addresses belong to it: Endpoints belong by the same name",
    );
    expect(await hint(withoutSelector(["192.0.2.1"], "other-name"))).toContain(
      "There are: Endpoints other-name",
    );
  });

  test("shows the addresses of a Service without a selector", async () => {
    expect(await hint(withoutSelector(["192.0.2.1"]))).toBe(
      "Behind Service http-go-svc stand 192.0.2.1:80: compare them with the task, digit by digit",
    );
  });

  test("says what affinity is, and for how long", async () => {
    const loose = await sceneWith(workload(1));
    expect(diagnoseAffinity(loose.service("http-go-svc"))?.hint.en).toContain(
      "spec.sessionAffinity of Service http-go-svc is None",
    );
    const firm = await sceneWith(
      workload(1),
      `kubectl patch svc http-go-svc -p '{"spec":{"sessionAffinity":"ClientIP"}}'`,
    );
    expect(diagnoseAffinity(firm.service("http-go-svc"))?.hint.en).toContain("silent for 10800 s");
  });
});
