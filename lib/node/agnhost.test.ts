/** agnhost's commands, in Pods. */
import { describe, expect, test } from "vitest";
import { serve } from "./testing/served-image.ts";
import { createWorld, type World } from "./testing/world.ts";

const AGNHOST = "registry.k8s.io/e2e-test-images/agnhost:2.47";

async function exec(world: World, ...command: string[]): Promise<string> {
  const { stdout, stderr, exitCode } = await world.loop.run(() =>
    world.api.pods.exec("default", "web", { command: ["/agnhost", ...command] }),
  );
  return `${stdout}${stderr}${exitCode}`;
}

test("netexec answers, echoes, redirects, runs a shell and dials others", async () => {
  const { world, ask, json, ip, clientIP, log } = await serve(AGNHOST, 80, {
    args: ["netexec", "--http-port=80"],
  });
  expect((await ask("/hostname")).body).toBe("web");
  expect((await ask("/clientip")).body).toBe(`${clientIP}:32768`);
  expect(await ask("/echo?msg=hey&code=418")).toMatchObject({ status: 418, body: "hey" });
  expect(await ask("/redirect?location=/echo%3Fmsg=x&code=307")).toMatchObject({
    status: 307,
    headers: { Location: "/echo?msg=x" },
  });
  expect((await ask("/nope")).body).toMatch(/^NOW: 2026-01-05 09:00:\d\d(\.\d+)? \+0000 UTC m=\+\d+\.\d{9}$/);
  expect((await ask("/shell?cmd=echo%20hi")).body).toBe('{"output":"hi\\n"}');
  expect(await json("/shell?cmd=exit%203")).toEqual({ error: "exit status 3" });
  expect(await json(`/dial?host=${ip}&port=80&request=hostname&tries=2`)).toEqual({
    responses: ["web", "web"],
  });
  expect(await json(`/dial?host=${ip}&port=81&request=hostname`)).toEqual({
    errors: [`Get "http://${ip}:81/hostname": dial tcp ${ip}:81: connect: connection refused`],
  });
  expect(await ask("/dial?host=nosuch&port=80&request=x")).toMatchObject({ status: 400 });
  expect(await log()).toMatch(/^2026\/01\/05 09:00:\d\d Started HTTP server on port 80\n.* GET \/hostname\n/);
  await expect(ask("/exit?code=5")).rejects.toThrow("EMPTY");
  await world.loop.settle();
  expect(world.pod("web").status.containerStatuses?.[0]?.lastState).toMatchObject({
    terminated: { exitCode: 5 },
  });
});

test("liveness is well for ten seconds", async () => {
  const { world, ask } = await serve(AGNHOST, 8080, { args: ["liveness"] });
  expect(await ask("/healthz")).toMatchObject({ status: 200, body: "ok" });
  await world.loop.advance(10_500);
  expect(await ask("/healthz")).toMatchObject({
    status: 500,
    body: expect.stringMatching(/^error: 1\d(\.\d+)?$/),
  });
});

test("porter serves a port for each variable", async () => {
  const env = [
    { name: "SERVE_PORT_81", value: "eighty-one" },
    { name: "SERVE_TCP_PORT_82", value: "eighty-two" },
  ];
  const { world, ip, ask } = await serve(AGNHOST, 81, { args: ["porter", "--json-response"], env });
  expect((await ask("/x")).body).toBe('{"Method":"GET","Body":"eighty-one"}');
  expect(await world.send("pod/client", ip, 82)).toHaveProperty("reply");
});

test("test-webserver serves the container's files", async () => {
  const { ask } = await serve(AGNHOST, 80, { args: ["test-webserver"] });
  expect((await ask("/etc/hostname")).body).toBe("web\n");
  expect((await ask("/etc/")).body).toContain('<a href="hostname">hostname</a>\n');
  expect(await ask("/nope")).toMatchObject({ status: 404, headers: { "Cache-Control": "private" } });
});

test("serve-hostname has a raw mode", async () => {
  const { world, ip } = await serve(AGNHOST, 9376, { args: ["serve-hostname", "--tcp", "--http=false"] });
  const script = `nc ${ip} 9376 </dev/null`;
  const { stdout } = await world.loop.run(() =>
    world.api.pods.exec("default", "client", { command: ["sh", "-c", script] }),
  );
  expect(stdout).toBe("web");
});

describe("run in a Pod that pauses", () => {
  test("connect says in a word how it went", async () => {
    const { world, clientIP } = await serve(AGNHOST, 80);
    world.place("app", "node-2", {
      image: "hashicorp/http-echo",
      containers: [{ name: "main", image: "hashicorp/http-echo", args: ["-text=x"] }],
    });
    await world.loop.settle();
    const app = world.pod("app").status.podIP;
    expect(await exec(world, "connect", `${app}:5678`)).toBe("0");
    expect(await exec(world, "connect", `${clientIP}:81`)).toBe("REFUSED\n1");
    expect(await exec(world, "connect", "--timeout=2s", "10.96.88.8:80")).toBe("TIMEOUT\n1");
    expect(await exec(world, "connect", "nosuch:80")).toBe(
      "DNS: lookup nosuch on 10.96.0.10:53: no such host\n1",
    );
    expect(await exec(world, "connect", "web")).toBe("UNKNOWN: address web: missing port in address\n1");
    expect(await exec(world, "connect", "10.244.99.9:80")).toMatch(
      /^OTHER: dial tcp 10\.244\.99\.9:80: connect: no route to host\n1$/,
    );
  });

  test("what it lacks it says, and what nobody has it says as cobra does", async () => {
    const { world } = await serve(AGNHOST, 80);
    expect(await exec(world, "guestbook")).toBe(
      'the command "guestbook" of the real agnhost is not part of this simulation\n1',
    );
    expect(await exec(world, "nosuch")).toBe(
      'Error: unknown command "nosuch" for "app"\nRun \'app --help\' for usage.\n1',
    );
    expect(await exec(world, "dns-suffix")).toBe(
      "default.svc.cluster.local,svc.cluster.local,cluster.local\n0",
    );
    expect(await exec(world, "dns-server-list")).toBe("10.96.0.10\n0");
    expect(await exec(world, "--version")).toBe("app version 2.47\n0");
  });
});

test("a command that it lacks ends its container", async () => {
  const world = createWorld();
  world.place("web", "node-1", { containers: [{ name: "main", image: AGNHOST, args: ["webhook"] }] });
  await world.loop.settle();
  expect(world.pod("web").status.containerStatuses?.[0]?.lastState).toMatchObject({
    terminated: { exitCode: 1 },
  });
});
