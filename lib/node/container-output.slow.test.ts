import { describe, expect, test } from "vitest";
import { createWorld, type World } from "./testing/world.ts";

const LOOP = "while true; do date +%T; sleep 5; done";

/** A world in which a Pod runs a script since 09:00:00. */
async function running(script: string): Promise<World> {
  const world = createWorld();
  world.place("loop", "node-1", {
    containers: [{ name: "main", image: "busybox", command: ["sh", "-c", script] }],
  });
  await world.loop.settle();
  return world;
}

const logs = (world: World, options = {}) =>
  world.loop.run(() => world.api.pods.logs("default", "loop", options));

describe("the log of a container that prints in a loop", () => {
  test("has each line from the moment at which it was printed", async () => {
    const world = await running(LOOP);
    const first = (await logs(world)).split("\n")[0] as string;
    await world.loop.advance(12_000);
    const lines = (await logs(world)).trim().split("\n");
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe(first);
    const stamped = (await logs(world, { timestamps: true })).trim().split("\n");
    for (const [at, line] of stamped.entries())
      expect(line).toMatch(new RegExp(`^2026-01-05T${lines[at]}\\.\\d{9}Z ${lines[at]}$`));
    expect((await logs(world, { sinceSeconds: 6 })).trim().split("\n")).toEqual(lines.slice(-1));
    expect(await logs(world, { tailLines: 2 })).toBe(`${lines[1]}\n${lines[2]}\n`);
  });

  test("is followed as it is written, with the times where they are asked for", async () => {
    const world = await running(LOOP);
    const seen: [number, string][] = [];
    const start = world.loop.now;
    world.loop.spawn(async () => {
      await world.api.pods.logs("default", "loop", {
        timestamps: true,
        follow: (text) => seen.push([world.loop.now - start, text]),
      });
    });
    await world.loop.advance(11_000);
    expect(seen).toHaveLength(3);
    expect(seen[0]?.[0]).toBe(0);
    expect((seen[2]?.[0] ?? 0) - (seen[1]?.[0] ?? 0)).toBe(5_000);
    for (const [, text] of seen) expect(text).toMatch(/^2026-01-05T(\S+)\.\d{9}Z \1\n$/);
  });

  test("ends after so many bytes, with whole characters", async () => {
    const world = await running("echo 안녕하세요; sleep 5; echo 안녕; sleep 1000");
    expect(await logs(world, { limitBytes: 3 })).toBe("안");
    expect(await logs(world, { limitBytes: 8 })).toBe("안녕");
    expect(await logs(world, { limitBytes: 16 })).toBe("안녕하세요\n");
    let followed = "";
    const follow = (text: string): void => {
      followed += text;
    };
    const start = world.loop.now;
    await logs(world, { limitBytes: 20, follow });
    expect(followed).toBe("안녕하세요\n안");
    expect(world.loop.now - start).toBe(5_000);
    await logs(world, { limitBytes: 3, follow });
    expect(followed).toBe("안녕하세요\n안안");
  });

  test("goes on for as long as the container lives, and keeps the newest", async () => {
    // More turns, commands and time than a script of a person may take.
    const world = await running(
      "for ((n = 0; n < 10100; n++)); do :; done; i=0; while :; do :; : $((i++)); echo line $i; sleep 40; done",
    );
    await world.loop.advance(30 * 3_600_000);
    expect(world.pod("loop").status.containerStatuses?.[0]).toMatchObject({
      restartCount: 0,
      state: { running: {} },
    });
    expect(await logs(world, { tailLines: 1 })).toBe(`line ${(30 * 3_600) / 40 + 1}\n`);
  });

  test("ends with the name of the budget where the loop never waits", async () => {
    const world = await running("while :; do echo y; done");
    const text = (await logs(world)).trim().split("\n");
    expect(text[0]).toBe("y");
    expect(text.at(-1)).toContain("(budget: commands)");
    expect(world.pod("loop").status.containerStatuses?.[0]?.lastState).toMatchObject({
      terminated: { exitCode: 126 },
    });
  });

  test("ends in the middle of a line where the container did", async () => {
    const world = await running("printf a; sleep 70; printf 'b\\nc' >&2; printf d; sleep 1; exit 3");
    expect(await logs(world)).toBe("");
    await world.loop.advance(70_000);
    expect(await logs(world)).toBe("b\n");
    await world.loop.advance(1_500);
    expect(await logs(world)).toBe("b\nadc");
  });

  test("ends where the container was killed", async () => {
    const world = await running(`trap '' TERM 2>/dev/null; ${LOOP}`);
    await world.loop.advance(6_000);
    const before = await logs(world);
    world.api.delete(world.api.kinds.find(({ kind }) => kind === "Pod") as never, "default", "loop", {
      gracePeriodSeconds: 2,
    });
    await world.loop.advance(1_000);
    expect((await logs(world).catch(() => before)).startsWith(before)).toBe(true);
  });
});

describe("a program run in a container", () => {
  const exec = (world: World, ...command: string[]) => {
    const seen: [number, string, string][] = [];
    const start = world.loop.now;
    const run = () =>
      world.api.pods.exec("default", "loop", {
        command,
        onOutput: (text, stream) => seen.push([world.loop.now - start, stream, text]),
      });
    return world.loop.run(run).then((result) => ({ seen, result }));
  };

  test("hands over each piece when it is printed, and nothing a second time", async () => {
    const world = await running("sleep 1d");
    const { seen, result } = await exec(
      world,
      "sh",
      "-c",
      "for i in 1 2; do echo $i; nosuch; sleep 1; done; exit 3",
    );
    expect(seen).toEqual([
      [0, "stdout", "1\n"],
      [0, "stderr", "sh: nosuch: not found\n"],
      [1_000, "stdout", "2\n"],
      [1_000, "stderr", "sh: nosuch: not found\n"],
    ]);
    expect(result).toEqual({ stdout: "", stderr: "", exitCode: 3 });
  });

  test("without a shell around it as well", async () => {
    const world = await running("sleep 1d");
    expect((await exec(world, "date", "+%Y")).seen).toEqual([[0, "stdout", "2026\n"]]);
  });
});
