/** Expected texts were recorded from GNU coreutils 9.1 and busybox 1.35. */
import { describe, expect, test } from "vitest";
import { shellMachine } from "../../testing/shell-machine.ts";

const out = async (script: string) => (await shellMachine().run(script)).stdout;
const TRY = (program: string) => `Try '${program} --help' for more information.\n`;

describe("date", () => {
  test.each([
    ["date", "Mon Jan  5 09:00:00 UTC 2026\n"],
    ["date +%s", "1767603600\n"],
    ["date -u -R", "Mon, 05 Jan 2026 09:00:00 +0000\n"],
    [
      "date -I; date -Iseconds; date --rfc-3339=seconds",
      "2026-01-05\n2026-01-05T09:00:00+00:00\n2026-01-05 09:00:00+00:00\n",
    ],
    ["date -d @0; date --date=@86400", "Thu Jan  1 00:00:00 UTC 1970\nFri Jan  2 00:00:00 UTC 1970\n"],
    [
      "date -d '2 hours ago' +%T; date -d '+1 day' +%F; date -d yesterday +%F; date -d '2026-01-05T10:00+09:00' +%T",
      "07:00:00\n2026-01-06\n2026-01-04\n01:00:00\n",
    ],
    ["sleep 1.5; date +%T.%3N", "09:00:01.500\n"],
    [
      "date -u -d '2023-05-15 15:43:21 UTC' '+%Y-%m-%dT%H:%M:%SZ %j %a %A %b %B %d %e %H %I %k %l %M %m %N %n %p %S %s %t %u %w %y %Z %z %% %D %F %T %R %r %c %x %X %h %C %G %V %U %3N %-d %-H %_d %10Y %^a %q'",
      "2023-05-15T15:43:21Z 135 Mon Monday May May 15 15 15 03 15  3 43 05 000000000 \n PM 21 1684165401 \t 1 1 23 UTC +0000 % 05/15/23 2023-05-15 15:43:21 15:43 03:43:21 PM Mon May 15 15:43:21 2023 05/15/23 15:43:21 May 20 2023 20 20 000 15 15 15 0000002023 MON 2\n",
    ],
  ])("%s", async (script, stdout) => {
    expect(await out(script)).toBe(stdout);
  });

  test.each([
    ["date foo", "date: invalid date 'foo'\n"],
    ["date -d nonsense", "date: invalid date 'nonsense'\n"],
    ["date +%T x", `date: extra operand 'x'\n${TRY("date")}`],
    ["date --foo", `date: unrecognized option '--foo'\n${TRY("date")}`],
  ])("%s is refused", async (script, stderr) => {
    expect(await shellMachine().run(script)).toEqual({ stdout: "", stderr, exitCode: 1 });
  });
});

describe("sleep", () => {
  test("takes simulated time, in sums and units", async () => {
    const { run, loop } = shellMachine();
    await run("sleep 1; sleep 0.5s 1m; sleep 1h");
    expect(loop.now).toBe(3_661_500);
  });

  test.each([
    ["debian", "sleep", `sleep: missing operand\n${TRY("sleep")}`],
    ["debian", "sleep abc", `sleep: invalid time interval 'abc'\n${TRY("sleep")}`],
    ["debian", "sleep -1", `sleep: invalid option -- '1'\n${TRY("sleep")}`],
    ["busybox", "sleep abc", "sleep: invalid number 'abc'\n"],
  ] as const)("%s: %s is refused", async (flavour, script, stderr) => {
    expect(await shellMachine({ flavour }).run(script)).toEqual({ stdout: "", stderr, exitCode: 1 });
  });

  test("in a container it may last for ever, and ends when its time has come", async () => {
    const { loop, shell } = shellMachine({ background: true });
    const ended: string[] = [];
    for (const duration of ["infinity", "11d", "10d"])
      loop.spawn(async () => {
        await shell.exec(["sleep", duration]);
        ended.push(duration);
      });
    await loop.settle();
    expect(ended).toEqual([]);
    await loop.advance(1e12);
    expect(ended).toEqual(["10d", "11d"]);
  });
});

describe("timeout", () => {
  const machine = (flavour: "busybox" | "debian") =>
    shellMachine({ flavour, servers: { "10.0.0.1:80": { code: "ETIMEDOUT" } } });

  test.each([
    ["debian", "timeout 2 sleep 5", 124, 2000, ""],
    ["busybox", "timeout 2 sleep 5", 143, 2000, ""],
    ["debian", "timeout -s KILL 2 sleep 5", 137, 2000, ""],
    ["debian", "timeout --preserve-status 2 sleep 5", 143, 2000, ""],
    ["debian", "timeout -v 2 sleep 5", 124, 2000, "timeout: sending signal TERM to command 'sleep'\n"],
    ["debian", "timeout 2 curl -s 10.0.0.1", 124, 2000, ""],
    ["debian", "timeout 2 bash -c 'sleep 1; sleep 5; touch never'", 124, 2000, ""],
    ["debian", "timeout 9 sh -c 'sleep 1; exit 7'", 7, 1000, ""],
    ["debian", "timeout 0 sleep 3", 0, 3000, ""],
    [
      "debian",
      "timeout 1 nope",
      127,
      0,
      "timeout: failed to run command 'nope': No such file or directory\n",
    ],
    ["busybox", "timeout 1 nope", 127, 0, "timeout: can't execute 'nope': No such file or directory\n"],
    ["debian", "timeout abc ls", 125, 0, `timeout: invalid time interval 'abc'\n${TRY("timeout")}`],
    ["busybox", "timeout abc ls", 1, 0, "timeout: invalid number 'abc'\n"],
    ["debian", "timeout 1", 125, 0, TRY("timeout")],
    ["debian", "timeout --foo 1 ls", 125, 0, `timeout: unrecognized option '--foo'\n${TRY("timeout")}`],
  ] as const)("%s: %s", async (flavour, script, exitCode, elapsedMs, stderr) => {
    const { run, loop } = machine(flavour);
    expect(await run(script)).toEqual({ stdout: "", stderr, exitCode });
    expect(loop.now).toBe(elapsedMs);
  });

  test("the script goes on, however long what was left behind still waits", async () => {
    const { run, loop } = machine("debian");
    const script =
      "timeout 2 curl -s 10.0.0.1; for i in $(seq 2000); do :; done; sleep 200; timeout 3 sleep 1; echo end; ls never";
    expect(await run(script)).toMatchObject({ stdout: "end\n" });
    expect(loop.now).toBe(203_000);
  });

  test("input is passed on", async () => {
    expect(await out("echo hi | timeout 5 cat")).toBe("hi\n");
  });
});
