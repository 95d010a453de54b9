/** A kubectl that was stopped does nothing more: it opens no port, prints nothing, removes nothing. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Cluster, createCluster } from "../cluster.ts";

let cluster: Cluster;
const run = (script: string) => cluster.run(script);

beforeEach(async () => {
  cluster = await createCluster({ seed: 8, pace: 0 });
  await run(`kubectl create deployment web --image=nginx; kubectl create deployment none --image=nginx --replicas=0
    kubectl run client --image=busybox -- sleep 1d; kubectl rollout status deploy/web; kubectl wait --for=condition=Ready pod/client`);
});
afterEach(() => cluster.close());

const STOPS: readonly [how: string, stopped: (command: string) => string][] = [
  ["timeout", (command) => `timeout 3 ${command}`],
  ["timeout around a shell", (command) => `timeout 3 sh -c '${command}'`],
  ["kill", (command) => `${command} & sleep 3; kill $!`],
  ["kill %1", (command) => `${command} & sleep 3; kill %1; wait`],
  ["a subshell's end", (command) => `(timeout 3 ${command} & wait)`],
];

test.each(STOPS)(
  "%s: a port-forward that still waits for its Pod never takes the port",
  async (_, stopped) => {
    await run(stopped("kubectl port-forward deploy/none 8080:80"));
    const { stdout } = await run(
      "kubectl scale deploy none --replicas=1; kubectl rollout status deploy/none; sleep 5; curl -s localhost:8080; echo $?",
    );
    expect(stdout).toMatch(/\n7\n$/);
  },
);

test.each(STOPS)(
  "%s: the port is free at once, and a watch writes no more into its file",
  async (_, stopped) => {
    await run(stopped("kubectl port-forward deploy/web 8080:80"));
    expect((await run("curl -s localhost:8080")).exitCode).toBe(7);
    expect((await run("timeout 2 kubectl port-forward deploy/web 8080:80")).stdout).toContain(
      "127.0.0.1:8080 -> 80",
    );
    await run(`cd /tmp; ${stopped("kubectl get pods -w > f")}`);
    const { stdout: before } = await run("cat /tmp/f");
    await run(
      "kubectl delete pod client --wait=false --grace-period=1; kubectl scale deploy web --replicas=3; sleep 90",
    );
    expect((await run("cat /tmp/f")).stdout).toBe(before);
  },
);

test("with kubectl went what it would have done next", async () => {
  await run("timeout 2 kubectl run tmp --rm -i --image=busybox -- sh -c 'sleep 1; echo hi'; sleep 60");
  expect((await run("kubectl get pod tmp -o name")).stdout).toBe("pod/tmp\n");
  const { stdout } = await run(
    "timeout 2 kubectl wait --for=delete pod/client && echo gone; kubectl delete pod client --wait=false; sleep 60; echo end",
  );
  expect(stdout).toBe('pod "client" deleted\nend\n');
});

test("a client that was stopped saves no file and asks nobody else", async () => {
  cluster.mockHost("198.51.100.7", { delayMs: 5_000, body: "late" });
  await run(
    "cd /tmp; timeout 2 curl -s -o late 198.51.100.7 198.51.100.7; timeout 2.5 wget -q -O later -T 1 -t 9 198.51.100.7; sleep 200",
  );
  expect((await run("ls /tmp/late")).exitCode).not.toBe(0);
  expect(cluster.hops.filter(({ host }) => host === "198.51.100.7")).toHaveLength(3);
});

test("however many programs a shell stops or outlives, the host warns of nothing", async () => {
  const warned = vi.spyOn(process, "emitWarning").mockReturnValue();
  await run("for i in $(seq 14); do kubectl exec client -- wget -qO- web; done | sort | uniq -c");
  await run(
    "for i in $(seq 14); do sleep 20 & done; for i in $(seq 14); do kubectl get pods -w & done; sleep 1; wait",
  );
  await run("timeout 60 sh -c 'for i in $(seq 14); do sleep 1; curl -s -m 1 10.96.77.77; done'");
  await run("kubectl exec client -- sh -c 'for i in 1 2 3 4 5 6 7 8 9 10 11 12; do sleep 5 & done; wait'");
  for (let i = 0; i < 12; i++) await run("kubectl logs -f deploy/web & kubectl exec client -- sleep 9 &");
  await new Promise((resolve) => process.nextTick(resolve));
  expect(warned.mock.calls).toEqual([]);
});
