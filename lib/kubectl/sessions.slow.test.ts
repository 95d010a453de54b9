import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Cluster, createCluster } from "../cluster.ts";

/** Verbs that wait, follow and talk to running containers, on a whole cluster. */
let cluster: Cluster;
beforeEach(async () => {
  cluster = await createCluster({ seed: 5 });
});
afterEach(() => cluster.close());

const run = (script: string, files: Readonly<Record<string, string>> = {}) => cluster.run(script, { files });
const stdout = async (script: string): Promise<string> => (await run(script)).stdout;

const twoContainers = (name: string, script: string): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  restartPolicy: Never
  containers:
  - {name: a, image: busybox, command: [sh, -c, "${script} a"]}
  - {name: b, image: busybox, command: [sh, -c, "${script} b"]}
`;

describe("rollout", () => {
  test("follows a new version until it is there, and goes back", async () => {
    await run(
      "kubectl create deploy web --image=gasbugs/http-go:v1 --replicas=2; kubectl rollout status deploy/web",
    );
    const updated = await stdout(
      "kubectl set image deploy/web http-go=gasbugs/http-go:v2; kubectl rollout status deploy/web",
    );
    expect(updated).toMatch(
      /^deployment\.apps\/web image updated\n(Waiting for deployment "web" rollout to finish: .*\.\.\.\n)*deployment "web" successfully rolled out\n$/,
    );
    expect(await stdout("kubectl rollout history deploy/web")).toBe(
      "deployment.apps/web \nREVISION  CHANGE-CAUSE\n1         <none>\n2         <none>\n\n",
    );
    expect(await stdout("kubectl rollout history deploy/web --revision=2")).toMatch(
      /^deployment\.apps\/web with revision #2\nPod Template:\n {2}Labels:\tapp=web\n\tpod-template-hash=\w+\n {2}Containers:\n {3}http-go:\n {4}Image:\tgasbugs\/http-go:v2\n/,
    );
    expect(await stdout("kubectl rollout undo deploy/web")).toBe("deployment.apps/web rolled back\n");
    expect(
      await stdout("kubectl get deploy web -o jsonpath='{.spec.template.spec.containers[0].image}'"),
    ).toBe("gasbugs/http-go:v1");
    expect(await stdout("kubectl rollout undo deploy/web --to-revision=3")).toBe(
      "deployment.apps/web skipped rollback (current template already matches revision 3)\n",
    );
  });

  test("says what it waits for when it begins to, and that it is over when it is", async () => {
    await run(
      "kubectl create deploy web --image=gasbugs/http-go:v1 --replicas=3; kubectl rollout status deploy/web",
    );
    const seen: [number, string][] = [];
    const onOutput = (text: string) => seen.push([cluster.now, text.trim()]);
    const { stdout: rest } = await cluster.run(
      "kubectl rollout restart deploy/web && kubectl rollout status deploy/web",
      { onOutput },
    );
    const lines = seen.filter(([, text]) => !text.endsWith("restarted"));
    expect(rest).toBe("");
    expect(lines[0]?.[1]).toMatch(/^Waiting for deployment "web" rollout to finish: /);
    expect(lines.at(-1)?.[1]).toBe('deployment "web" successfully rolled out');
    expect(lines.at(-1)?.[0]).toBeGreaterThan(lines[0]?.[0] as number);
    expect(new Set(lines.map(([at]) => at)).size).toBeGreaterThan(2);
  });

  test("a version that cannot be pulled runs into its deadline", async () => {
    await run(
      "kubectl create deploy web --image=gasbugs/http-go:v1; kubectl rollout status deploy/web; kubectl set image deploy/web http-go=gasbugs/nope",
    );
    const { stderr, exitCode } = await run("kubectl rollout status deploy/web");
    expect({ stderr, exitCode }).toEqual({
      stderr: 'error: deployment "web" exceeded its progress deadline\n',
      exitCode: 1,
    });
  });

  test("waits no longer than asked", async () => {
    await run("kubectl create deploy web --image=gasbugs/nope");
    expect(await run("kubectl rollout status deploy/web --timeout=5s")).toEqual({
      stdout: 'Waiting for deployment "web" rollout to finish: 0 of 1 updated replicas are available...\n',
      stderr: "error: timed out waiting for the condition\n",
      exitCode: 1,
    });
  });
});

describe("run", () => {
  test("--rm -i without restarts ends with the program's own code", async () => {
    const answer = {
      stdout: 'out\npod "c" deleted\n',
      stderr: "If you don't see a command prompt, try pressing enter.\npod default/c terminated (Error)\n",
      exitCode: 3,
    };
    expect(
      await run("kubectl run c --image=busybox --rm -i --restart=Never -- sh -c 'echo out; exit 3'"),
    ).toEqual(answer);
    expect(await stdout("kubectl get pods -o name")).toBe("");
  });

  test("-it in a script says that there is no terminal, and passes the script's input", async () => {
    const { stderr, stdout: printed } = await run(
      "kubectl run c --image=busybox -it --rm -- sh <<EOF\necho $((6 * 7))\nEOF",
    );
    expect(printed).toBe('42\npod "c" deleted\n');
    expect(stderr).toBe(
      "Unable to use a TTY - input is not a terminal or the right kind of file\nIf you don't see a command prompt, try pressing enter.\n",
    );
  });
});

describe("exec and logs", () => {
  test("say which container they take when there are several", async () => {
    const files = {
      "two.yaml": twoContainers("two", "sleep 3600;"),
      "said.yaml": twoContainers("said", "echo from"),
    };
    await run("kubectl apply -f two.yaml -f said.yaml; kubectl wait --for=condition=Ready pod/two", files);
    expect(await run("kubectl exec two -- hostname")).toEqual({
      stdout: "two\n",
      stderr: 'Defaulted container "a" out of: a, b\n',
      exitCode: 0,
    });
    expect(await run("kubectl exec two -c b -- hostname")).toEqual({
      stdout: "two\n",
      stderr: "",
      exitCode: 0,
    });
    expect(await run("kubectl logs said")).toEqual({
      stdout: "from a\n",
      stderr: 'Defaulted container "a" out of: a, b\n',
      exitCode: 0,
    });
    expect(await run("kubectl logs said --all-containers --prefix")).toEqual({
      stdout: "[pod/said/a] from a\n[pod/said/b] from b\n",
      stderr: "",
      exitCode: 0,
    });
    expect(await run("kubectl logs two -c c")).toEqual({
      stdout: "",
      stderr: "error: container c is not valid for pod two\n",
      exitCode: 1,
    });
  });

  test("follow a container that prints, line by line", async () => {
    const pod =
      'kubectl run ticker --image=busybox --restart=Never -- sh -c "for i in 1 2 3; do echo tick $i; sleep 30; done"';
    await run(`${pod.replace("$i", "\\$i")}; kubectl wait --for=condition=Ready pod/ticker`);
    const seen: [number, string][] = [];
    const start = cluster.now;
    await cluster.run("kubectl logs -f ticker", {
      onOutput: (text) => seen.push([cluster.now - start, text]),
    });
    expect(seen.map(([, text]) => text).join("")).toBe("tick 1\ntick 2\ntick 3\n");
    expect((seen.at(-1)?.[0] ?? 0) - (seen[0]?.[0] ?? 0)).toBeGreaterThan(29_000);
  });

  test("end after so many bytes, followed or not, and cut no character", async () => {
    await run("kubectl run talk --image=busybox -- sh -c 'echo 안녕; sleep 5; echo 하세요; sleep 1000'");
    expect(await stdout("kubectl logs talk --limit-bytes=3")).toBe("안");
    expect(await run("kubectl logs talk -f --limit-bytes=11")).toEqual({
      stdout: "안녕\n하",
      stderr: "",
      exitCode: 0,
    });
    expect(await stdout("kubectl logs talk --limit-bytes=3 --prefix")).toBe("[pod/talk/talk] 안");
  });

  test("do not follow for ever what nobody can interrupt, nor run it", async () => {
    await run(
      "kubectl run loop --image=busybox -- sh -c 'while true; do echo tick; sleep 60; done'; kubectl wait --for=condition=Ready pod/loop",
    );
    const late =
      "error: stopped after 1h0m0s of simulated time (waitMax): the real kubectl would go on until it is interrupted\n";
    const followed = await run("kubectl logs -f loop");
    expect([followed.stdout.split("\n").length > 60, followed.stderr, followed.exitCode]).toEqual([
      true,
      late,
      1,
    ]);
    const attached = await run("kubectl attach loop");
    expect([
      attached.stdout.split("\n").length >= 60,
      attached.stderr.split("\n").slice(1).join("\n"),
      attached.exitCode,
    ]).toEqual([true, late, 1]);
    expect((await run("timeout 150 kubectl logs -f loop --since=1s; echo $?")).stdout).toMatch(
      /^(tick\n){2,3}124\n$/,
    );
    const endless = await run("kubectl exec loop -- sh -c 'while true; do echo y; sleep 1; done'");
    expect([endless.stdout.length > 1000, endless.exitCode]).toEqual([true, 126]);
  });

  test("choose a Pod of what they are given", async () => {
    await run(
      "kubectl create deploy web --image=gasbugs/http-go --replicas=3; kubectl rollout status deploy/web; kubectl expose deploy web --port=80",
    );
    const names = (await stdout("kubectl get pods -o name")).trim().split("\n");
    expect((await run("kubectl logs deploy/web")).stderr).toMatch(
      new RegExp(`^Found 3 pods, using (${names.join("|")})\n$`),
    );
    expect(names).toContain(`pod/${(await stdout("kubectl exec svc/web -- hostname")).trim()}`);
    expect((await run("kubectl exec svc/kubernetes -- hostname")).stderr).toBe(
      "error: cannot attach to *v1.Service: invalid service 'kubernetes': Service is defined without a selector\n",
    );
  });

  test("pass streams and the exit code of the program", async () => {
    await run("kubectl run p --image=busybox -- sleep 3600; kubectl wait --for=condition=Ready pod/p");
    expect(await run("kubectl exec p -- sh -c 'echo out; echo err >&2; exit 4'")).toEqual({
      stdout: "out\n",
      stderr: "err\ncommand terminated with exit code 4\n",
      exitCode: 4,
    });
    expect(await run("echo hello | kubectl exec -i p -- cat")).toEqual({
      stdout: "hello\n",
      stderr: "",
      exitCode: 0,
    });
    expect((await run("kubectl exec p -- nope")).stderr).toMatch(
      /^error: Internal error occurred: .*OCI runtime exec failed: exec failed: unable to start container process: exec: "nope": executable file not found in \$PATH\n$/,
    );
  });
});

describe("delete and wait", () => {
  test("delete ends when the Pod is gone, and force does not wait for it", async () => {
    await run("kubectl run p --image=nginx; kubectl wait --for=condition=Ready pod/p");
    expect(await run("kubectl delete pod p; kubectl get pod p")).toMatchObject({
      stdout: 'pod "p" deleted\n',
      stderr: 'Error from server (NotFound): pods "p" not found\n',
    });
    await run("kubectl run q --image=nginx; kubectl wait --for=condition=Ready pod/q");
    const forced = await run("kubectl delete pod q --force");
    expect(forced.stdout).toBe('pod "q" force deleted\n');
    expect(forced.stderr).toMatch(/^Warning: Immediate deletion does not wait for confirmation/);
  });

  test("wait returns as soon as the condition is met", async () => {
    await run("kubectl create deploy web --image=nginx --replicas=2");
    expect(await stdout("kubectl wait --for=condition=Available deploy/web")).toBe(
      "deployment.apps/web condition met\n",
    );
    expect(await stdout("kubectl wait --for=jsonpath='{.status.readyReplicas}'=2 deploy/web")).toBe(
      "deployment.apps/web condition met\n",
    );
    expect(
      await stdout("kubectl scale deploy web --replicas=0; kubectl wait --for=delete pod -l app=web"),
    ).toMatch(/^deployment\.apps\/web scaled\n(pod\/web-\S+ condition met\n)*$/);
    expect((await run("kubectl wait --for=condition=Ready pod/nope")).stderr).toBe(
      'Error from server (NotFound): pods "nope" not found\n',
    );
  });
});
