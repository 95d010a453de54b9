import { describe, expect, test } from "vitest";
import type { Pod } from "../api/kinds/pod.ts";
import { createWorld, type World } from "./testing/world.ts";

const statusOf = (pod: Pod) => pod.status.containerStatuses?.[0];
const exec = (world: World, pod: string, ...command: string[]) =>
  world.loop.run(() => world.api.pods.exec("default", pod, { command }));
const logs = (world: World, pod: string, options = {}) =>
  world.loop.run(() => world.api.pods.logs("default", pod, options));

describe("exec", () => {
  const client = { containers: [{ name: "main", image: "busybox", command: ["sleep", "3600"] }] };

  test("runs a program in the container's own file system and network", async () => {
    const world = createWorld();
    world.place("client", "node-1", client);
    world.place("web", "node-2");
    await world.loop.settle();
    await exec(world, "client", "sh", "-c", "echo hi > /tmp/note");
    expect(await exec(world, "client", "cat", "/tmp/note")).toEqual({
      stdout: "hi\n",
      stderr: "",
      exitCode: 0,
    });
    expect(await exec(world, "client", "hostname")).toMatchObject({ stdout: "client\n" });
    const ip = world.pod("web").status.podIP;
    expect(await exec(world, "client", "wget", "-q", "-O-", `${ip}:8080`)).toMatchObject({
      stdout: "Welcome! web\n",
      exitCode: 0,
    });
    expect(world.hops).toMatchObject([{ from: { pod: { name: "client" } }, servedBy: "web" }]);
  });

  test("sees the files that the kubelet writes", async () => {
    const world = createWorld();
    world.place("client", "node-1", client);
    await world.loop.settle();
    expect((await exec(world, "client", "cat", "/etc/hosts")).stdout).toBe(
      `# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::0\tip6-localnet\nfe00::0\tip6-mcastprefix\nfe00::1\tip6-allnodes\nfe00::2\tip6-allrouters\n${world.pod("client").status.podIP}\tclient\n`,
    );
    expect((await exec(world, "client", "cat", "/etc/resolv.conf")).stdout).toBe(
      "search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n",
    );
  });

  test("sees only Services that were there before the Pod", async () => {
    const world = createWorld();
    world.createService("http-go-svc", { clusterIP: "10.99.129.175", ports: [{ port: 80 }] });
    world.createService("named-svc", { clusterIP: "10.99.129.176", ports: [{ name: "web-ui", port: 8080 }] });
    world.createService("elsewhere", { clusterIP: "10.99.129.177", ports: [{ port: 80 }] }, "shop");
    world.place("client", "node-1", client);
    await world.loop.settle();
    world.createService("later", { clusterIP: "10.99.129.178", ports: [{ port: 80 }] });
    const lines = (await exec(world, "client", "env")).stdout.split("\n");
    for (const line of [
      "HTTP_GO_SVC_SERVICE_HOST=10.99.129.175",
      "HTTP_GO_SVC_SERVICE_PORT=80",
      "HTTP_GO_SVC_PORT=tcp://10.99.129.175:80",
      "HTTP_GO_SVC_PORT_80_TCP=tcp://10.99.129.175:80",
      "HTTP_GO_SVC_PORT_80_TCP_PROTO=tcp",
      "HTTP_GO_SVC_PORT_80_TCP_PORT=80",
      "HTTP_GO_SVC_PORT_80_TCP_ADDR=10.99.129.175",
      "NAMED_SVC_SERVICE_PORT_WEB_UI=8080",
      "KUBERNETES_SERVICE_HOST=10.96.0.1",
      "HOSTNAME=client",
    ]) {
      expect(lines).toContain(line);
    }
    expect(lines.filter((line) => /^(LATER|ELSEWHERE)_/.test(line))).toEqual([]);
  });

  test("of a program that is not there fails as the container runtime says it", async () => {
    const world = createWorld();
    world.place("client", "node-1", client);
    await world.loop.settle();
    await expect(exec(world, "client", "bash")).rejects.toMatchObject({
      reason: "InternalError",
      message: expect.stringMatching(
        /^Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "[0-9a-f]{64}": OCI runtime exec failed: exec failed: unable to start container process: exec: "bash": executable file not found in \$PATH$/,
      ),
    });
  });

  test("needs a container that runs", async () => {
    const world = createWorld();
    world.place("web", "node-1", { image: "gasbugs/http-go:v9" });
    await world.loop.settle();
    await expect(exec(world, "web", "ls")).rejects.toMatchObject({
      message: 'Internal error occurred: unable to upgrade connection: container not found ("main")',
    });
    await expect(logs(world, "web")).rejects.toMatchObject({
      reason: "BadRequest",
      message: 'container "main" in pod "web" is waiting to start: trying and failing to pull image',
    });
  });
});

describe("a container with standard input", () => {
  const shell = { containers: [{ name: "bash", image: "busybox", stdin: true, tty: true }] };

  test("waits for a client to attach, and ends with its last line", async () => {
    const world = createWorld();
    world.place("bash", "node-1", shell);
    await world.loop.settle();
    expect(world.pod("bash").status.phase).toBe("Running");
    const result = await world.loop.run(() =>
      world.api.pods.attach("default", "bash", { stdin: "echo hello\nexit 3\n" }),
    );
    expect(result).toMatchObject({ stdout: "hello\n", exitCode: 3 });
    expect(statusOf(world.pod("bash"))?.state?.terminated).toMatchObject({ exitCode: 3, reason: "Error" });
    expect(await logs(world, "bash")).toBe("hello\n");
  });
});

describe("logs", () => {
  const talker = {
    restartPolicy: "Never",
    containers: [
      { name: "main", image: "busybox", command: ["sh", "-c", "sleep 5; echo one; echo two; echo three"] },
    ],
  };

  test("can be cut to the last lines, and show times", async () => {
    const world = createWorld();
    world.place("talker", "node-1", talker);
    await world.loop.advance(20_000);
    expect(await logs(world, "talker", { tailLines: 2 })).toBe("two\nthree\n");
    expect(await logs(world, "talker", { tailLines: 1, timestamps: true })).toMatch(
      /^2026-01-05T09:00:\d\d\.\d{9}Z three\n$/,
    );
    expect(await logs(world, "talker", { sinceSeconds: 1 })).toBe("");
  });

  test("can be followed to the container's end", async () => {
    const world = createWorld();
    world.place("talker", "node-1", talker);
    await world.loop.advance(4_000);
    let heard = "";
    await logs(world, "talker", {
      follow: (text: string) => {
        heard += text;
      },
    });
    expect(heard).toBe("one\ntwo\nthree\n");
  });
});
