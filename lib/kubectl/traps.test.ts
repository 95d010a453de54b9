import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { type Cluster, createCluster } from "../cluster.ts";

/** The mistakes that people make in the study note's lab, with what the real programs answer. */
const manifest = (name: string): string =>
  readFileSync(new URL(`../../notebooks/files/${name}`, import.meta.url), "utf8");
const files = {
  "http-go-deploy-v1.yml": manifest("http-go-deploy-v1.yml"),
  "http-go-svc.yaml": manifest("http-go-svc.yaml"),
  "my-service-endpoints.yaml": manifest("my-service-endpoints.yaml"),
};

let cluster: Cluster | undefined;
afterEach(async () => {
  await cluster?.close();
  cluster = undefined;
});

async function run(
  script: string,
  before = "",
): Promise<{ stdout: string; stderr: string; exitCode: number }> {
  cluster = await createCluster({ seed: 3 });
  if (before !== "") await cluster.run(before, { files });
  return cluster.run(script, { files });
}

const LAB = "kubectl create -f http-go-svc.yaml";
const EDIT = (from: string, to: string): string =>
  `KUBE_EDITOR="sed -i 's/${from}/${to}/'" kubectl edit svc http-go-svc`;
const RUN_HELP = "See 'kubectl run --help' for usage.\n";

describe("a command line that makes no sense", () => {
  test.each([
    ["kubectl run --it --rm --image=busybox --bash", `error: unknown flag: --it\n${RUN_HELP}`],
    ["kubectl run -it --rm --image=busybox --bash", `error: unknown flag: --bash\n${RUN_HELP}`],
    [
      "kubectl run -it --rm --image=busybox",
      "error: NAME is required for run\nSee 'kubectl run -h' for help and examples\n",
    ],
    ["kubectl run -it --m --image=busybox", `error: unknown flag: --m\n${RUN_HELP}`],
    [
      "kubectl run -it --rm --image=busybox bash wget -O- -q 10.0.0.1",
      `error: unknown shorthand flag: 'O' in -O-\n${RUN_HELP}`,
    ],
    ["kubectl edit http-go-svc", 'error: the server doesn\'t have a resource type "http-go-svc"\n'],
    ["kubectl scale deploy http-go", 'error: required flag(s) "replicas" not set\n'],
    [
      "kubectl scele deploy http-go",
      'error: unknown command "scele" for "kubectl"\n\nDid you mean this?\n\tscale\n',
    ],
    ["kubectl create -f nofile.yaml", 'error: the path "nofile.yaml" does not exist\n'],
    [
      "kubectl scale deploy nope --replicas=2",
      'error: no objects passed to scale deployments.apps "nope" not found\n',
    ],
    ["kubectl run x", 'error: required flag(s) "image" not set\n'],
    [
      "kubectl run x --image=busybox --rm",
      "error: --rm should only be used for attached containers\nSee 'kubectl run -h' for help and examples\n",
    ],
    ["kubectl exec x", "error: you must specify at least one command for the container\n"],
    [
      "kubectl exec http-go curl my-service",
      "error: exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\nSee 'kubectl exec -h' for help and examples\n",
    ],
    [
      "kubectl exec -it http-go -- curl my-service",
      'Error from server (NotFound): pods "http-go" not found\n',
    ],
  ])("%s", async (command, stderr) => {
    expect(await run(command)).toEqual({ stdout: "", stderr, exitCode: 1 });
  });
});

describe("the lab's own traps", () => {
  test("bash is the Pod's name: the image's own shell answers", async () => {
    const { stdout, stderr, exitCode } = await run(
      "kubectl run -i --rm --image busybox -- bash <<< 'echo $HOSTNAME; bash'",
    );
    expect({ stdout, exitCode }).toEqual({ stdout: 'bash\npod "bash" deleted\n', exitCode: 0 });
    expect(stderr).toContain("If you don't see a command prompt, try pressing enter.\n");
  });

  test("a program that the image does not have keeps the client waiting for a minute", async () => {
    const { stdout, stderr, exitCode } = await run("kubectl run x -i --rm --image=busybox -- bash");
    expect({ stdout, stderr, exitCode }).toEqual({
      stdout: 'pod "x" deleted\n',
      stderr: "error: timed out waiting for the condition\n",
      exitCode: 1,
    });
  });

  test("creating over what an earlier part made leaves the first half done", async () => {
    expect(await run(LAB, "kubectl create -f http-go-deploy-v1.yml")).toEqual({
      stdout: "service/http-go-svc created\n",
      stderr:
        'Error from server (AlreadyExists): error when creating "http-go-svc.yaml": deployments.apps "http-go" already exists\n',
      exitCode: 1,
    });
  });

  test("applying over it warns, and the selector stays as it is", async () => {
    const { stdout, stderr, exitCode } = await run(
      "kubectl apply -f http-go-svc.yaml",
      "kubectl create -f http-go-deploy-v1.yml",
    );
    expect({ stdout, exitCode }).toEqual({ stdout: "service/http-go-svc created\n", exitCode: 1 });
    expect(stderr).toMatch(
      /^Warning: resource deployments\/http-go is missing the kubectl\.kubernetes\.io\/last-applied-configuration annotation/,
    );
    expect(stderr).toMatch(
      /The Deployment "http-go" is invalid:[\s\S]*spec\.selector: Invalid value: .*: field is immutable/,
    );
  });

  test("create deployment labels with app, run labels with run", async () => {
    const script =
      "kubectl create deploy a --image=nginx --dry-run=client -o jsonpath='{.metadata.labels}'; kubectl run b --image=nginx --dry-run=client -o jsonpath='{.metadata.labels}'";
    expect((await run(script)).stdout).toBe('{"app":"a"}{"run":"b"}');
  });

  test("expose takes the port of the container, and keeps it on both sides", async () => {
    const script =
      "kubectl expose deploy http-go; kubectl get svc http-go -o jsonpath='{.spec.ports[0].port} {.spec.ports[0].targetPort} {.spec.selector}'";
    expect((await run(script, "kubectl create -f http-go-deploy-v1.yml")).stdout).toBe(
      'service/http-go exposed\n8080 8080 {"app":"http-go"}',
    );
  });

  test("expose cannot guess a port that nobody names", async () => {
    expect(await run("kubectl expose deploy web", "kubectl create deploy web --image=nginx")).toEqual({
      stdout: "",
      stderr: "error: couldn't find port via --port flag or introspection\n",
      exitCode: 1,
    });
  });

  test("expose --port alone asks the Pods on that port too, and only once", async () => {
    const script =
      "kubectl expose deploy web --port=80; kubectl get svc web -o jsonpath='{.spec.ports[0].targetPort}'; kubectl expose deploy web --port=80";
    expect(await run(script, "kubectl create deploy web --image=nginx")).toEqual({
      stdout: "service/web exposed\n80",
      stderr: 'Error from server (AlreadyExists): services "web" already exists\n',
      exitCode: 1,
    });
  });

  test("expose needs labels on a Pod", async () => {
    expect(
      await run("kubectl expose pod p --port=80", "kubectl run p --image=nginx; kubectl label pod p run-"),
    ).toEqual({
      stdout: "",
      stderr:
        "error: couldn't retrieve selectors via --selector flag or introspection: the pod has no labels and cannot be exposed\n",
      exitCode: 1,
    });
  });

  test("the command after exec ends with its own code", async () => {
    const { stderr, exitCode } = await run("kubectl exec deploy/http-go -- curl -s nosuch-svc", LAB);
    expect({ stderr, exitCode }).toEqual({ stderr: "command terminated with exit code 6\n", exitCode: 6 });
  });

  test("hand-made Endpoints are made, with a warning", async () => {
    expect(await run("kubectl apply -f my-service-endpoints.yaml")).toEqual({
      stdout: "service/my-service created\nendpoints/my-service created\n",
      stderr: "Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice\n",
      exitCode: 0,
    });
  });

  test("a Pod called like the Service finds itself behind the name", async () => {
    const before =
      "kubectl run my-service --image=gasbugs/http-go; kubectl apply -f my-service-endpoints.yaml";
    const { stderr, exitCode } = await run("kubectl exec my-service -- curl -s my-service", before);
    expect({ stderr, exitCode }).toEqual({ stderr: "command terminated with exit code 7\n", exitCode: 7 });
  });

  test("the leftovers of a dry run do no harm", async () => {
    const script = "kubectl create deploy web --image=nginx --dry-run=client -o yaml | kubectl create -f -";
    expect(await run(script)).toEqual({ stdout: "deployment.apps/web created\n", stderr: "", exitCode: 0 });
  });
});

describe("edit", () => {
  test("reopens with the server's complaint, and gives up when nothing is changed then", async () => {
    const { stdout, stderr, exitCode } = await run(
      EDIT("sessionAffinity: None", "sessionAffinity: Clientip"),
      LAB,
    );
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 1 });
    expect(stderr.replaceAll(/-\d+\.yaml/g, "-N.yaml")).toBe(
      'error: services "http-go-svc" is invalid\nA copy of your changes has been stored to "/tmp/kubectl-edit-N.yaml"\nerror: Edit cancelled, no valid changes were saved.\n',
    );
    const kept = stderr.match(/"(\/tmp\/.*)"/)?.[1];
    expect((await cluster?.run(`head -9 ${kept}`))?.stdout).toBe(
      `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
# services "http-go-svc" was not valid:
# * spec.sessionAffinity: Unsupported value: "Clientip": supported values: "ClientIP", "None"
#
apiVersion: v1
kind: Service
`,
    );
  });

  test("without a change says so", async () => {
    expect(await run("KUBE_EDITOR=true kubectl edit svc http-go-svc", LAB)).toEqual({
      stdout: "",
      stderr: "Edit cancelled, no changes made.\n",
      exitCode: 0,
    });
  });

  test("stores what was typed", async () => {
    expect(await run(EDIT("sessionAffinity: None", "sessionAffinity: ClientIP"), LAB)).toEqual({
      stdout: "service/http-go-svc edited\n",
      stderr: "",
      exitCode: 0,
    });
  });

  test("cannot start an editor that is not there", async () => {
    const answer = { stdout: "", stderr: 'error: unable to launch the editor "nosucheditor"\n', exitCode: 1 };
    expect(await run("KUBE_EDITOR=nosucheditor kubectl edit svc http-go-svc", LAB)).toEqual(answer);
  });
});
