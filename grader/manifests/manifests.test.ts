import { describe, expect, test } from "vitest";
import { workload } from "../testing/scene.ts";
import { applyFiles } from "./applied-files.ts";
import { learnersServices, lint } from "./lint.ts";
import { serviceTree } from "./tree.ts";

const file = (text: string, path = "web.yaml") => ({ path, text });
const PROBE = "readinessProbe: {tcpSocket: {port: 8080}}, ";
const probed = (text: string) => text.replace("image: gasbugs", `${PROBE}image: gasbugs`);
const apart = (text: string) => text.split("---\n").map((part, at) => file(part, `${at}.yaml`));

async function linted(...files: ReturnType<typeof file>[]) {
  const found = await lint(files);
  for (const { text } of found) expect(text.ko).toMatch(/\p{Script=Hangul}/u);
  return found.map(({ level, about, cause }) => `${level} ${about} ${cause}`);
}

describe("lint", () => {
  test.each([
    ["a good Service and its Pods", [file(probed(workload(2)))]],
    ["the same in two files", apart(probed(workload(2)))],
    [
      "a headless one",
      [file(probed(workload(2)).replace("spec: {selector", "spec: {clusterIP: None, selector"))],
    ],
    [
      "a load balancer",
      [file(probed(workload(2)).replace("spec: {selector", "spec: {type: LoadBalancer, selector"))],
    ],
  ])("has nothing to say of %s", async (_, files) => {
    expect(await linted(...files)).toEqual([]);
  });

  test.each([
    ["a wrong targetPort", probed(workload(2, 80)), "fault Service http-go-svc target-port"],
    [
      "a targetPort by a name that no Pod has",
      probed(workload(2)).replace("targetPort: 8080", "targetPort: web"),
      "fault Service http-go-svc target-port-name",
    ],
    [
      "labels that differ",
      probed(workload(2)).replace("{selector: {run:", "{selector: {app:"),
      "fault Service http-go-svc selector-without-pods",
    ],
    [
      "a template that its own selector does not match",
      probed(workload(2)).replace("metadata: {labels: {run: http-go}}", "metadata: {labels: {app: http-go}}"),
      "fault web.yaml invalid-object",
    ],
    [
      "two ports without names",
      probed(workload(2)).replace("ports: [{port: 80,", "ports: [{port: 81}, {port: 80,"),
      "fault web.yaml invalid-object",
    ],
    [
      "a field that does not exist",
      workload(2).replace("replicas", "replica"),
      "fault web.yaml unknown-field",
    ],
    ["a kind with a slip", workload(2).replace("Deployment", "Deploymnet"), "fault web.yaml unknown-kind"],
    ["no YAML", "a: b: c", "fault web.yaml unreadable-manifest"],
    ["a missing probe", workload(2), "remark Deployment http-go no-readiness-probe"],
    [
      "Endpoints",
      "apiVersion: v1\nkind: Endpoints\nmetadata: {name: e}\nsubsets: []\n",
      "remark web.yaml deprecated",
    ],
    [
      "an image that the simulation lacks",
      probed(workload(1)).replace("gasbugs/http-go", "example/own:1"),
      "remark Service http-go-svc image-not-pulled",
    ],
    [
      "a kind that the simulation lacks",
      "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: x}\n",
      "remark web.yaml unknown-kind",
    ],
    [
      "a namespace that the files do not make",
      probed(workload(1)).replaceAll("metadata: {name", "metadata: {namespace: shop, name"),
      "remark web.yaml missing-namespace",
    ],
    ["a Service without its Pods", workload(1).split("---\n")[0] ?? "", "remark Service http-go-svc no-pods"],
  ])("names %s", async (_, text, finding) => {
    expect(await linted(file(text))).toContain(finding);
  });
});

describe("tree", () => {
  const treeOf = async (text: string, lang: "en" | "ko" = "en") => {
    const { cluster } = await applyFiles([file(text)]);
    const lines = learnersServices(cluster).flatMap((subject) => serviceTree(subject, lang));
    await cluster.close();
    return lines.join("\n");
  };

  test("shows a Service, its slice, and Pods with what they listen on", async () => {
    expect(await treeOf(workload(2))).toMatch(
      /^Service default\/http-go-svc {2}ClusterIP {2}\S+ {2}80\/TCP → 8080 {2}selector run=http-go\n└─ EndpointSlice http-go-svc-\w+ {2}IPv4 {2}8080\/TCP\n {3}├─ ✓ Pod http-go-\S+ {2}\S+ {2}node-\d {2}ready\n {3}│ {2}├─ ✓ container http-go {2}gasbugs\/http-go\n {3}│ {2}└─ listens on 8080\n {3}└─ ✓ Pod/,
    );
  });

  test("says what is wrong, in the language that was asked for", async () => {
    const tree = await treeOf(workload(1, 80), "ko");
    expect(tree).toContain("듣는 포트: 8080");
    expect(tree.split("\n").at(-1)).toMatch(/^→ 서비스 http-go-svc의 targetPort는 80인데/);
  });

  test("shows Pods that are in no slice, and a Service without any", async () => {
    const pending = workload(1).replace("spec: {containers", "spec: {nodeSelector: {disk: ssd}, containers");
    expect(await treeOf(pending)).toMatch(
      /no endpoints[\s\S]*in no slice\n.*✗ Pod \S+ {2}not ready \(Pending\)/,
    );
    const alias =
      "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {type: ExternalName, externalName: b.example}\n";
    expect(await treeOf(alias)).toMatch(/ExternalName {2}→ b\.example {2}no selector\n└─ no EndpointSlice$/);
  });
});
