/** redis in a Pod behind a Service, asked by redis-cli and by those who speak its protocol themselves. */
import { expect, test } from "vitest";
import { createWorld, type World } from "./testing/world.ts";

async function serve(container: Record<string, unknown> = {}): Promise<World> {
  const world = createWorld();
  world.place("redis", "node-1", { containers: [{ name: "redis", image: "redis:7", ...container }] });
  world.place("client", "node-2", {
    containers: [{ name: "main", image: "redis:7-alpine", command: ["sleep", "1d"] }],
  });
  world.createService("redis", { clusterIP: "10.96.6.6", ports: [{ port: 6379 }] });
  await world.loop.settle();
  world.setEndpoints("redis", 6379, [{ ip: world.pod("redis").status.podIP ?? "" }]);
  await world.loop.settle();
  return world;
}

/** What a command line in the client prints, both streams. */
async function shell(world: World, script: string, pod = "client"): Promise<string> {
  const { stdout, stderr } = await world.loop.run(() =>
    world.api.pods.exec("default", pod, { command: ["sh", "-c", script] }),
  );
  return stdout + stderr;
}

test("answers redis-cli through its Service, and keeps what it is told", async () => {
  const world = await serve();
  const say = (...commands: string[]) =>
    shell(world, commands.map((text) => `redis-cli -h redis ${text}`).join("; "));
  expect(
    await say(
      "ping",
      "set greeting 'hello world'",
      "get greeting",
      "get nothing",
      "incr visits",
      "incrby visits 4",
    ),
  ).toBe("PONG\nOK\nhello world\n\n1\n5\n");
  expect(
    await say("rpush l a b c", "lrange l 0 -1", "hset h f 1", "hgetall h", "keys '*'", "type l", "dbsize"),
  ).toBe("3\na\nb\nc\n1\nf\n1\ngreeting\nvisits\nl\nh\nlist\n4\n");
  expect(await say("get l", "incr greeting", "nosuch a", "zadd z 1 a", "get")).toBe(
    [
      "WRONGTYPE Operation against a key holding the wrong kind of value\n",
      "ERR value is not an integer or out of range\n",
      "ERR unknown command 'nosuch', with args beginning with: 'a' \n",
      "ERR the command 'zadd' of the real redis is not part of this simulation\n",
      "ERR wrong number of arguments for 'get' command\n",
    ].join(""),
  );
  expect(await shell(world, "printf 'set a 1\\nget a\\n' | redis-cli -h redis")).toBe("OK\n1\n");
});

test("forgets a key when its time is over", async () => {
  const world = await serve();
  expect(await shell(world, "redis-cli -h redis set k v ex 10; redis-cli -h redis ttl k")).toBe("OK\n10\n");
  await world.loop.advance(10_001);
  expect(await shell(world, "redis-cli -h redis exists k; redis-cli -h redis ttl k")).toBe("0\n-2\n");
});

test("speaks RESP and inline commands, and hangs up on HTTP", async () => {
  const world = await serve();
  const text = (said: string) => shell(world, `printf '${said}' | nc -w 1 redis 6379`);
  expect(await text("PING\\r\\n")).toBe("+PONG\r\n");
  expect(
    await text(
      "*3\\r\\n$3\\r\\nSET\\r\\n$1\\r\\nk\\r\\n$2\\r\\nv1\\r\\n*2\\r\\n$3\\r\\nGET\\r\\n$1\\r\\nk\\r\\n",
    ),
  ).toBe("+OK\r\n$2\r\nv1\r\n");
  expect(await text("SELECT 1\\r\\nGET k\\r\\n")).toBe("+OK\r\n$-1\r\n");
  expect(await world.send("pod/client", "redis", 6379)).toMatchObject({ error: { code: "EMPTY" } });
  const log = await world.loop.run(() => world.api.pods.logs("default", "redis", {}));
  expect(log).toMatch(
    /^1:C 05 Jan 2026 09:00:\d\d\.\d{3} \* oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo\n/,
  );
  expect(log).toContain("# Possible SECURITY ATTACK detected.");
});

test("asks for the password that it was given", async () => {
  const world = await serve({ args: ["--requirepass", "secret"] });
  expect(
    await shell(
      world,
      "redis-cli -h redis get a; redis-cli -h redis -a wrong get a 2>/dev/null; REDISCLI_AUTH=secret redis-cli -h redis ping",
    ),
  ).toBe("NOAUTH Authentication required.\nNOAUTH Authentication required.\nPONG\n");
});

test("bound to localhost it is there for its own Pod alone", async () => {
  const world = await serve({ args: ["--bind", "127.0.0.1", "--port", "6379"] });
  expect(await shell(world, "redis-cli -h redis ping; echo $?")).toBe(
    "1\nCould not connect to Redis at redis:6379: Connection refused\n",
  );
  expect(await shell(world, "redis-cli ping", "redis")).toBe("PONG\n");
  expect(await shell(world, "redis-cli -h nosuch ping")).toBe(
    "Could not connect to Redis at nosuch:6379: Name does not resolve\n",
  );
});

test("a person at a terminal sees types, and is asked for the next command", async () => {
  const world = await serve();
  const written: string[] = [];
  const keys = ["set a 1\r", "incr a\r", "get a\r", "lrange none 0 1\r", "exit\r"];
  const terminal = { write: (text: string) => written.push(text), read: async () => keys.shift() };
  await world.loop.run(() =>
    world.api.pods.exec("default", "redis", {
      command: ["redis-cli"],
      tty: true,
      terminal,
      onOutput: (text) => written.push(text),
    }),
  );
  const prompt = "127.0.0.1:6379> ";
  expect(written.join("").replaceAll("\r\n", "\n")).toBe(
    `${prompt}set a 1\nOK\n${prompt}incr a\n(integer) 2\n${prompt}get a\n"2"\n${prompt}lrange none 0 1\n(empty array)\n${prompt}exit\n`,
  );
});
