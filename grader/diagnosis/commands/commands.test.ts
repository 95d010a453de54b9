// What kubectl and the shell really print, and what a learner is told of it.
import { beforeAll, describe, expect, test } from "vitest";
import { type Scene, sceneWith, workload } from "../../testing/scene.ts";
import type { Finding } from "../diagnosis.ts";
import { readCommands } from "./index.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await sceneWith(workload(1));
});

async function read(command: string): Promise<readonly Finding[]> {
  const { stdout, stderr, exitCode } = await scene.cluster.run(command);
  return readCommands([{ command, stdout, stderr, exitCode }], scene.cluster);
}

const apply = (manifest: string): string => `cat > m.yaml <<'E'\n${manifest}\nE\nkubectl apply -f m.yaml`;
const service = (spec: string, name = "web"): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {${spec}}`;

const CASES: readonly (readonly [command: string, cause: string, en: RegExp, ko: RegExp])[] = [
  [
    `kubectl patch svc http-go-svc -p '{"sessionAffinity":"ClientIP"}'`,
    "unknown-field",
    /^A Service has no field sessionAffinity, so it was left out .* A Service has it as spec\.sessionAffinity$/,
    /서비스에는 sessionAffinity 필드가 없습니다.*무시.*spec\.sessionAffinity/,
  ],
  [
    apply(service("ports: [{port: 80, targetport: 8080}]")),
    "unknown-field",
    /no field spec\.ports\[0\]\.targetport, so the API refused the object\. Did you mean targetPort\?/,
    /spec\.ports\[0\]\.targetport 필드가 없습니다.*targetPort을\(를\) 뜻했나요/,
  ],
  [
    `kubectl patch svc http-go-svc -p '{"spec":{"sessionAffinity":"Clientip"}}'`,
    "invalid-object",
    /^The API refused Service http-go-svc: spec\.sessionAffinity: Unsupported value: "Clientip": supported values: "ClientIP", "None"$/,
    /서비스 http-go-svc.*spec\.sessionAffinity 필드: 값 "Clientip".*쓸 수 있는 값: "ClientIP", "None"/,
  ],
  [
    apply(service("ports: [{port: 80}, {port: 81}]", "Web_1")),
    "invalid-object",
    /metadata\.name: Invalid value.*; spec\.ports\[0\]\.name: Required value; spec\.ports\[1\]\.name/s,
    /metadata\.name 필드: 값 "Web_1".*spec\.ports\[0\]\.name 필드: 꼭 있어야 합니다/s,
  ],
  [
    `kubectl patch deploy http-go -p '{"spec":{"selector":{"matchLabels":{"a":"b"}}}}'`,
    "invalid-object",
    /spec\.selector.*field is immutable.*kubectl replace --force/s,
    /만든 뒤에는 바꿀 수 없는 필드입니다.*kubectl replace --force/s,
  ],
  [
    `kubectl patch svc http-go-svc -p '{"spec":{"clusterIP":"10.96.0.77"}}'`,
    "invalid-object",
    /may not change once set.*kubectl replace --force/,
    /한 번 정해지면 바꿀 수 없습니다.*kubectl replace --force/,
  ],
  [
    `${apply(`${service("ports: [{port: 80}, {port: 81}]", "two")}\n---\n${service("ports: [{port: 80}]", "one")}`)}`,
    "invalid-object",
    /^The API refused Service two: spec\.ports\[0\]\.name: Required value; spec\.ports\[1\]\.name: Required value$/,
    /서비스 two.*spec\.ports\[0\]\.name 필드: 꼭 있어야 합니다, spec\.ports\[1\]\.name 필드/,
  ],
  [
    apply(service('ports: [{port: "eighty"}]')),
    "refused-field",
    /could not read the Service: the field spec\.ports\.port is given a string, and it takes the type int32/,
    /spec\.ports\.port 필드의 값이 string인데 타입은 int32/,
  ],
  [
    "kubectl scale deploy http-goo --replicas=5",
    "not-found",
    /asked for Deployment http-goo, and there was none of this name \(there are: http-go\)/,
    /디플로이먼트 http-goo이\(가\) 없었습니다\(있는 것: http-go\)/,
  ],
  [
    "kubectl create deploy http-go --image=nginx",
    "already-exists",
    /Deployment http-go existed already/,
    /디플로이먼트 http-go은\(는\) 이미 있었습니다/,
  ],
  [
    apply("apiVersion: v1\nkind: Service\nmetadata:\n  name: b\n   spec: {}"),
    "unreadable-manifest",
    /^m\.yaml is no YAML, near line 5: .*indentation/,
    /YAML 형식에 맞지 않습니다.*5번째 줄.*들여쓰기/,
  ],
  ["kubectl apply -f nowhere.yaml", "unreadable-manifest", /file nowhere\.yaml/, /파일 nowhere\.yaml/],
  [
    apply("apiVersion: apps/v1\nkind: Deploymnet\nmetadata: {name: b}"),
    "unknown-kind",
    /no kind Deploymnet in apps\/v1\. Did you mean Deployment \(apiVersion: apps\/v1\)/,
    /Deploymnet 종류가 없습니다.*Deployment/,
  ],
  ["kubctl get pods", "unknown-command", /no program kubctl here: did you mean kubectl/, /kubctl.*kubectl을/],
  ["nohup kubectl proxy & sleep 1", "unknown-command", /no program nohup.*put & behind/, /nohup.*&를/],
  ["kubectl scal deploy http-go", "unknown-command", /no command scal.*scale/, /scal 명령이 없습니다.*scale/],
  ["kubectl get pods --foo", "unknown-command", /kubectl get has no option --foo/, /--foo 옵션이 없습니다/],
  [
    "kubectl port-forward svc/http-go-svc 8080:80",
    "endless-command",
    /waited for what never comes.*put & behind it/,
    /계속 기다렸습니다.*&를 붙이세요/,
  ],
  ["kubectl edit svc http-go-svc", "endless-command", /nobody types into it/, /편집할 사람이 없습니다/],
  [
    "kubectl wait --for=condition=Nope deploy/http-go --timeout=1s",
    "endless-command",
    /waited for deployments\/http-go/,
    /deployments\/http-go을\(를\) 기다렸지만/,
  ],
  [
    "kubectl set image deploy/http-go x=y",
    "failed-command",
    /answered "error: unable to find container/,
    /명령의 응답: "/,
  ],
];

describe("the answer of a command", () => {
  test.each(CASES.map(([command, cause, en, ko], at) => ({ at, command, cause, en, ko })))(
    "$at $cause",
    async ({ command, cause, en, ko }) => {
      const [finding] = await read(command);
      expect(finding?.cause).toBe(cause);
      expect(finding?.hint.en).toMatch(en);
      expect(finding?.hint.ko).toMatch(ko);
    },
  );

  test.each([
    [
      "a warning that nothing follows from",
      "kubectl create deploy w --image=nginx -o yaml --dry-run=client | kubectl apply -f -; kubectl get pods",
    ],
    ["success", "kubectl get pods,svc"],
  ])("is nothing for %s", async (_, command) => {
    expect(await read(command)).toEqual([]);
  });

  test("is told without the whole of a value that is as long as a file", async () => {
    const value = "v".repeat(5_000);
    const long = [service(`ports: [{port: 80}], selector: {app: ${value}}`), service("type: Nowhere", value)];
    const findings = [...(await read(apply(long[0] ?? ""))), ...(await read(apply(long[1] ?? "")))];
    expect(findings.length).toBeGreaterThan(1);
    for (const { hint } of findings)
      for (const text of [hint.en, hint.ko]) {
        expect(text).toMatch(/v{50,60}\.\.\./);
        expect(text.length).toBeLessThan(800);
      }
  });

  test("is said once, however often it came", async () => {
    expect(await read("kubctl get pods; kubctl get svc")).toHaveLength(1);
  });

  test("tells what was not run after it", async () => {
    const causes = (
      await read("set -e; kubectl get svc nope; kubectl scale deploy http-go --replicas=2")
    ).map(({ cause }) => cause);
    expect(causes).toEqual(["not-found", "stopped-script"]);
  });

  test.each([
    [
      "a copy of one that a controller made",
      `kubectl create deploy gone --image=nginx; ${apply("apiVersion: v1\nkind: Service\nmetadata: {name: old}\nspec: {ports: [{port: 80}]}\n---\napiVersion: v1\nkind: Endpoints\nmetadata: {name: old}\nsubsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 80}]}]")}; sleep 2; kubectl get endpointslices -l kubernetes.io/service-name=old -o yaml | sed 's/name: old-.*/name: mine/' | kubectl create -f -; sleep 5`,
      ["lost-slice"],
    ],
    [
      "one of a Service that is gone with it",
      "kubectl label endpointslices -l kubernetes.io/service-name=http-go-svc a=b; kubectl delete svc http-go-svc; sleep 5",
      ["lost-slice"],
    ],
    [
      "one that a person deleted",
      `${apply("apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: own}\naddressType: IPv4\nendpoints: []")}; kubectl delete endpointslice own`,
      [],
    ],
  ])("of a slice: %s", async (_, command, causes) => {
    expect((await read(command)).map(({ cause }) => cause)).toEqual(causes);
  });

  test("of a command that waits without end names the way out", () => {
    const stderr =
      "error: nothing is left to happen in the cluster, and the command still waits: to go on beside it, put & behind it\n";
    const [finding] = readCommands([{ command: "kubectl wait", stderr, exitCode: 1 }], scene.cluster);
    expect(finding?.hint.en).toContain("put & behind it");
  });
});
