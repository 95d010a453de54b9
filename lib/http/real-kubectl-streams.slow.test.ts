// The real kubectl where connections stay open: watches, logs, exec and run; deletion, which it waits for; and older versions.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cluster, createCluster } from "../cluster.ts";
import {
  findRealKubectls,
  type RealKubectl,
  type Run,
  type RunOptions,
  type RunResult,
  runnerOf,
  startKubectl,
} from "./testing/real-kubectl.ts";

const found = findRealKubectls();
const newest = found.at(-1);

let cluster: Cluster;
let kubeconfig: string;
let kubectl: (args: string | readonly string[], options?: RunOptions) => Promise<RunResult>;

beforeAll(async () => {
  cluster = await createCluster();
  ({ kubeconfig } = await cluster.serve());
  if (newest === undefined) return;
  kubectl = runnerOf(newest, kubeconfig);
  await Promise.all([
    kubectl("run box --image=busybox --restart=Never -- sleep 3600"),
    kubectl("create deployment web --image=nginx --replicas=2"),
    kubectl([
      "run",
      "talk",
      "--image=busybox",
      "--restart=Never",
      "--",
      "sh",
      "-c",
      "echo one; echo two; echo three",
    ]),
    kubectl(["run", "crash", "--image=busybox", "--", "sh", "-c", "echo last words; exit 1"]),
  ]);
  await kubectl("wait pod/box --for=condition=Ready --timeout=20s");
  await kubectl("wait pod/talk --for=jsonpath={.status.phase}=Succeeded --timeout=20s");
  await kubectl("wait deployment/web --for=condition=Available --timeout=20s");
});
afterAll(() => cluster.close());

const all = ({ stdout, stderr }: RunResult): string => stdout + stderr;
const shell = (pod: string, text: string): readonly string[] => ["exec", pod, "--", "sh", "-c", text];

describe.runIf(newest !== undefined).sequential(`kubectl ${newest?.version}`, () => {
  it("runs commands in a Pod: output, errors, exit code and input", async () => {
    expect(await kubectl(shell("box", "echo out; echo err >&2; exit 3"))).toEqual({
      stdout: "out\n",
      stderr: "err\ncommand terminated with exit code 3\n",
      exitCode: 3,
    });
    expect(await kubectl("exec -i box -- cat", { stdin: "hello\n" })).toMatchObject({
      stdout: "hello\n",
      exitCode: 0,
    });
    expect(all(await kubectl("exec box -c nope -- true"))).toBe(
      "Error from server (BadRequest): container nope is not valid for pod box\n",
    );
    expect(all(await kubectl("exec deploy/web -- hostname"))).toMatch(/^web-\w+-\w{5}\n$/);
    expect(all(await kubectl("exec nobody -- true"))).toBe(
      'Error from server (NotFound): pods "nobody" not found\n',
    );
  });

  it("shows what a command prints as it prints it", async () => {
    const script = "for i in 1 2 3; do echo $i; sleep 1; done";
    const one = startKubectl(newest as RealKubectl, kubeconfig, ["exec", "box", "--", "sh", "-c", script]);
    await one.prints(/^1\n/);
    expect(one.printed()).toBe("1\n");
    await one.prints(/^1\n2\n/);
    expect(await one.ended).toBe(0);
    expect(one.printed()).toBe("1\n2\n3\n");
  });

  it("refuses a container that does not run, and ends with the Pod", async () => {
    await kubectl("run pull --image=nosuch/image");
    expect(all(await kubectl("exec pull -- true"))).toMatch(/container not found \("pull"\)\n$/);
    await kubectl("run brief --image=busybox -- sleep 3600");
    await kubectl("wait pod/brief --for=condition=Ready --timeout=20s");
    const one = startKubectl(newest as RealKubectl, kubeconfig, ["exec", "brief", "--", "sleep", "3600"]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await kubectl("delete pods brief pull --grace-period=1");
    expect(await one.ended).not.toBe(0);
  });

  it("runs a Pod for one command fed from its input, and removes it", async () => {
    const { stdout } = await kubectl("run once --rm -i --image=busybox --restart=Never -- sh", {
      stdin: "echo from stdin\n",
    });
    expect(stdout).toContain("from stdin\n");
    expect(stdout).toContain('pod "once" deleted');
    expect((await kubectl("wait pod/once --for=delete --timeout=10s")).exitCode).toBe(0);
  });

  it("reads logs from any line, with times, by container, and of the container before", async () => {
    expect(all(await kubectl("logs talk"))).toBe("one\ntwo\nthree\n");
    expect(all(await kubectl("logs -f talk --tail=1"))).toBe("three\n");
    expect(all(await kubectl("logs talk -c talk --timestamps --tail=1"))).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z three\n$/,
    );
    expect(all(await kubectl("logs talk --since=1h"))).toBe("one\ntwo\nthree\n");
    expect(all(await kubectl("logs -l run=talk --prefix --tail=1"))).toBe("[pod/talk/talk] three\n");
    expect(all(await kubectl("logs talk -c nope"))).toBe("error: container nope is not valid for pod talk\n");
    expect(all(await kubectl("logs talk --previous"))).toBe(
      'Error from server (BadRequest): previous terminated container "talk" in pod "talk" not found\n',
    );
    await kubectl(
      "wait pod/crash --for=jsonpath={.status.containerStatuses[0].restartCount}=1 --timeout=20s",
    );
    expect(all(await kubectl("logs crash --previous"))).toBe("last words\n");
  });

  it("does not follow the log of a container that has not started", async () => {
    await kubectl("run soon --image=alpine -- sleep 60");
    expect(all(await kubectl("logs -f soon"))).toBe(
      'Error from server (BadRequest): container "soon" in pod "soon" is waiting to start: ContainerCreating\n',
    );
  });

  it("watches: what is there, then every change until the object is gone", async () => {
    const watching = kubectl("get configmaps -w --output-watch-events --field-selector=metadata.name=seen", {
      killAfterMs: 3000,
    });
    await new Promise((resolve) => setTimeout(resolve, 800));
    await kubectl("create configmap seen");
    await kubectl("label configmap seen a=b");
    await kubectl("delete configmap seen");
    expect((await watching).stdout.replaceAll(/ +/g, " ").replaceAll(/\d+s\n/g, "0s\n")).toBe(
      "EVENT NAME DATA AGE\nADDED seen 0 0s\nMODIFIED seen 0 0s\nDELETED seen 0 0s\n",
    );
  });

  it("deletes at once by force, in the background, in the foreground, or leaves the dependents", async () => {
    expect(all(await kubectl("delete pod talk --grace-period=0 --force"))).toContain(
      'pod "talk" force deleted\n',
    );
    expect(all(await kubectl("delete replicaset -l app=web --cascade=orphan"))).toMatch(
      /^replicaset\.apps "web-\w+" deleted\n$/,
    );
    expect((await kubectl("get pods -l app=web -o name")).stdout.split("\n")).toHaveLength(3);
    expect(all(await kubectl("delete deployment web --cascade=foreground --timeout=20s"))).toBe(
      'deployment.apps "web" deleted\n',
    );
    expect((await kubectl("get deployments,replicasets,pods -l app=web -o name")).stdout).toBe("");
    await kubectl("create deployment back --image=nginx");
    expect(all(await kubectl("delete deployment back"))).toBe('deployment.apps "back" deleted\n');
    expect(all(await kubectl("wait pods -l app=back --for=delete --timeout=20s"))).toMatch(
      /^(pod\/back-.* condition met\n)?$/,
    );
    expect(all(await kubectl("delete pod nobody"))).toBe(
      'Error from server (NotFound): pods "nobody" not found\n',
    );
    expect(all(await kubectl("delete pod nobody --ignore-not-found"))).toBe("");
  });
});

describe.runIf(found.length > 1).each(found)("kubectl $version, like every other", (version) => {
  const name = `old-${version.version.replace(".", "-")}`;
  const manifest = JSON.stringify({
    apiVersion: "v1",
    kind: "Service",
    metadata: { name },
    spec: { selector: { run: "box" }, ports: [{ port: 80 }] },
  });

  it("creates, applies, reads, explains and deletes", async () => {
    const old = runnerOf(version, kubeconfig);
    expect(all(await old("apply -f -", { stdin: manifest }))).toBe(`service/${name} created\n`);
    expect(all(await old("apply -f -", { stdin: manifest }))).toBe(`service/${name} unchanged\n`);
    expect(all(await old(`create deployment ${name} --image=nginx --replicas=0`))).toBe(
      `deployment.apps/${name} created\n`,
    );
    expect(all(await old(`get service ${name} -o jsonpath={.spec.ports[0].targetPort}`))).toBe("80");
    expect(all(await old(`describe service ${name}`))).toMatch(/Endpoints: +10\.244\.\d+\.\d+:80\n/);
    expect(all(await old("explain service.spec.ports.port"))).toMatch(/port <integer>/);
    expect(all(await old(`delete deployment,service ${name}`))).toBe(
      `deployment.apps "${name}" deleted\nservice "${name}" deleted\n`,
    );
  });

  // What each version does by itself, and what it can be told to do.
  const carriers = [
    ["its own way", {}],
    ["SPDY alone", { KUBECTL_REMOTE_COMMAND_WEBSOCKETS: "false" }],
  ] as const;

  it.each(carriers)("executes in a Pod, %s", async (_, env) => {
    const run = runnerOf(version, kubeconfig);
    const old: Run = (args, options) => run(args, { env, ...options });
    expect(await old(shell("box", "echo out; echo err >&2; exit 3"))).toEqual({
      stdout: "out\n",
      stderr: "err\ncommand terminated with exit code 3\n",
      exitCode: 3,
    });
    const lines = Array.from({ length: 30_000 }, (_, at) => `${at}\n`).join("");
    expect(await old("exec -i box -- cat", { stdin: lines })).toEqual({
      stdout: lines,
      stderr: "",
      exitCode: 0,
    });
    expect(all(await old("exec box -c nope -- true"))).toBe(
      "Error from server (BadRequest): container nope is not valid for pod box\n",
    );
    const count = "for i in $(seq 1 3000); do echo $i; done";
    expect((await old(shell("box", count))).stdout).toBe(
      Array.from({ length: 3000 }, (_, at) => `${at + 1}\n`).join(""),
    );
    expect(all(await old("exec box -- nosuch"))).toMatch(
      /^error: (Internal error occurred: )+error executing command in container: .* executable file not found in \$PATH\n$/,
    );
  });

  it.each(carriers)("runs a Pod for one command fed from its input, %s", async (carrier, env) => {
    const pod = `${name}-${carrier.replaceAll(" ", "-").toLowerCase()}`;
    const { stdout } = await runnerOf(version, kubeconfig)(
      `run ${pod} --rm -i --image=busybox --restart=Never -- sh`,
      { stdin: "echo from stdin\n", env },
    );
    expect(stdout).toContain("from stdin\n");
    expect(stdout).toContain(`pod "${pod}" deleted`);
  });
});
