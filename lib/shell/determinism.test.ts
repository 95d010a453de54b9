import { expect, test } from "vitest";
import { Random } from "../sim/random.ts";
import { shellMachine } from "../testing/shell-machine.ts";

const SCRIPT = `
echo $RANDOM $RANDOM $SECONDS $$ $BASHPID
awk 'BEGIN { srand(); print rand(), rand() }'
jq -n 'now | floor'
printf '%(%F %T %Z)T\\n' -1
date; date +%s%N; date -d '2 hours ago' +%T
touch a; mkdir d; ls -la; stat -c %y a 2>&1 | head -1
sleep 61
touch b; find . -newer a; ls -l b
time sleep 2
(echo $RANDOM) | cat
mktemp; sort -R a
`;

const runWith = async (seed: string) => shellMachine({ random: new Random(seed) }).run(SCRIPT);

test("the same seed prints the same bytes, and another one other numbers", async () => {
  const first = await runWith("7");
  expect(await runWith("7")).toEqual(first);
  const lines = (text: string) => text.split("\n");
  const other = await runWith("8");
  expect(lines(other.stdout)[0]).not.toBe(lines(first.stdout)[0]);
  expect(lines(other.stdout).slice(2, 8)).toEqual(lines(first.stdout).slice(2, 8));
});

test("time is simulated wherever the engine looks at a clock", async () => {
  const { stdout, stderr } = await runWith("7");
  expect(stdout).toContain(
    "2026-01-05 09:00:00 UTC\nMon Jan  5 09:00:00 UTC 2026\n1767603600000000000\n07:00:00\n",
  );
  expect(stdout).toMatch(/Jan {2}5 09:01 b/);
  expect(stderr).toContain("real\t0m2.000s");
});

test("the host's time zone changes nothing", async () => {
  const zone = process.env.TZ;
  const outputs = [];
  for (const name of ["Asia/Seoul", "America/New_York"]) {
    process.env.TZ = name;
    outputs.push(
      (await shellMachine().run("date; touch f; ls -l f; printf '%(%H)T\\n' -1; date +%H%z")).stdout,
    );
  }
  process.env.TZ = zone;
  expect(outputs[0]).toBe(outputs[1]);
  expect(outputs[0]).toContain("Jan  5 09:00 f");
});
