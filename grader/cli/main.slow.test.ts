// The command as a person runs it: a process, its output and its exit code.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectRoot } from "../project-root.ts";
import { openTerminal } from "../testing/open-terminal.ts";
import { workload } from "../testing/scene.ts";

const main = fileURLToPath(new URL("main.ts", import.meta.url));
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bootcamp-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The learner's folder is of the test. */
function bootcamp(
  args: readonly string[],
  { input = "", startsLearnersWith = "", work = join(folder, "work") } = {},
): { stdout: string; stderr: string; status: number | null } {
  const other = `data:text/javascript,process.execPath=${JSON.stringify(startsLearnersWith)}`;
  const imports = ["--import", "tsx", ...(startsLearnersWith === "" ? [] : ["--import", other])];
  const env = {
    PATH: process.env.PATH ?? "",
    LANG: "C.UTF-8",
    NO_COLOR: "1",
    BOOTCAMP_WORK: work,
  };
  return spawnSync(process.execPath, ["--conditions=source", ...imports, main, ...args], {
    cwd: projectRoot(),
    env,
    input,
    encoding: "utf8",
  });
}

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
  return file;
}

test.each([
  ["C.UTF-8", "bootcamp: it is not built yet. Run npm run build in the project's folder.\n"],
  ["ko_KR.UTF-8", "bootcamp: 아직 빌드하지 않았습니다. 프로젝트 폴더에서 npm run build를 실행하세요.\n"],
])("the command of a project that is not built says so (%s)", (LANG, sentence) => {
  const command = write(
    "unbuilt/bootcamp.mjs",
    readFileSync(join(projectRoot(), "grader/bootcamp.js"), "utf8"),
  );
  const { stderr, status } = spawnSync(process.execPath, [command, "list"], {
    env: { LANG },
    encoding: "utf8",
  });
  expect({ stderr, status }).toEqual({ stderr: sentence, status: 1 });
});

describe("bootcamp run", () => {
  test("plays a script with the files beside it, shows what a terminal would, and ends with its exit code", () => {
    write("lab/web.yaml", workload(2));
    const script = write(
      "lab/lab.sh",
      "kubectl create -f web.yaml\nkubectl get endpoints http-go-svc -o name 2>/dev/null\nkubectl get nope\nexit 7\n",
    );
    const { stdout, stderr, status } = bootcamp(["run", script]);
    expect(stdout).toBe(
      "service/http-go-svc created\ndeployment.apps/http-go created\nendpoints/http-go-svc\n",
    );
    expect(stderr).toBe('error: the server doesn\'t have a resource type "nope"\n');
    expect(status).toBe(7);
  });

  test("prints standard output and error as they come, in the order of a terminal", () => {
    const script = write(
      "order/order.sh",
      "for i in 1 2; do echo $i; kubectl get nope; done 2>&1 | sed 's/^/| /'\nkubectl get nope\nnosuch\necho end\n",
    );
    const command = [process.execPath, "--conditions=source", "--import", "tsx", main, "run", script];
    const { stdout } = spawnSync("/bin/sh", ["-c", '"$@" 2>&1', "sh", ...command], {
      cwd: projectRoot(),
      encoding: "utf8",
    });
    const nope = 'error: the server doesn\'t have a resource type "nope"\n';
    expect(stdout).toBe(`| 1\n| ${nope}| 2\n| ${nope}${nope}bash: nosuch: command not found\nend\n`);
  });

  test("ends with its script, whatever still runs in the background, or would go on for ever", () => {
    const setUp = "kubectl run site --image=nginx\nkubectl wait pod/site --for=condition=Ready\n";
    const beside = write(
      "jobs/beside.sh",
      `${setUp}kubectl port-forward site 8080:80 >/dev/null &\nsleep 1\ncurl -s localhost:8080 | grep -c Welcome\nsleep 1d &\nexit 3\n`,
    );
    expect(bootcamp(["run", beside])).toMatchObject({
      stdout: "pod/site created\npod/site condition met\n2\n",
      stderr: "",
      status: 3,
    });
    const inFront = write("jobs/in-front.sh", `${setUp}kubectl port-forward site 8080:80\necho code $?\n`);
    expect(bootcamp(["run", inFront])).toMatchObject({
      stdout: expect.stringMatching(/\ncode 1\n$/),
      stderr: expect.stringContaining("put & behind the command"),
      status: 0,
    });
  });

  test("prints the same bytes for the same seed, others for another, as JSON if asked", () => {
    const play = (seed: string) =>
      bootcamp(["run", "--json", "--seed", seed, "-"], {
        input: "kubectl create deployment web --image=nginx; kubectl get pods -o wide; false",
      });
    const first = play("7");
    expect(JSON.parse(first.stdout)).toEqual({
      stdout: expect.stringContaining("web-"),
      stderr: "",
      exitCode: 1,
    });
    expect(first.status).toBe(1);
    expect(play("7").stdout).toBe(first.stdout);
    expect(play("8").stdout).not.toBe(first.stdout);
  });
});

test.each([
  [[], "172.18.255."],
  [["--no-load-balancer"], "<pending>"],
])("bootcamp run %j: a LoadBalancer gets %s", (flags, address) => {
  const input =
    "kubectl create service loadbalancer web --tcp=80\nsleep 10\nkubectl get service web --no-headers\n";
  expect(bootcamp(["run", ...flags, "-"], { input }).stdout).toContain(address);
});

describe("bootcamp list", () => {
  test("names the exercises in the language of the terminal, or the one asked for", () => {
    expect(bootcamp(["list"]).stdout).toMatch(
      /^ {4}01-scale-to-five +Let five Pods answer behind one name +0\/10 /m,
    );
    expect(bootcamp(["list", "--lang", "ko"]).stdout).toContain("파드 다섯 개가 한 이름으로 응답하게 하기");
  });
});

describe("the learner's loop", () => {
  test("a stranger's first call explains it, in either language; the next one says where they are", () => {
    expect(bootcamp([]).stdout).toMatch(/npx bootcamp task[\s\S]*Next: 01-[\w-]+ .*\n +npx bootcamp task\n$/);
    expect(bootcamp(["--lang", "ko", "list"]).stdout).toContain("시작 전");
    expect(bootcamp(["--lang", "ko"]).stdout).toContain("쿠버네티스 서비스를 직접 해 보며 배웁니다");
    expect(bootcamp(["task", "scale"]).status).toBe(0);
    expect(bootcamp([]).stdout).toContain("You are at 01-scale-to-five");
  });

  test("an exercise's own cluster, after the answer and before it", () => {
    write("work/01-scale-to-five/commands.sh", "kubectl scale deploy http-go --replicas=5\n");
    const replicas = "kubectl get deploy http-go -o jsonpath='{.spec.replicas}'; ls\n";
    const look = (...more: string[]) =>
      bootcamp(["shell", "--exercise", "scale-to-five", ...more], { input: replicas });
    expect(look().stdout).toContain("5commands.sh\nhttp-go-svc.yaml\n");
    expect(look("--before").stdout).toContain("1commands.sh\nhttp-go-svc.yaml\n");
  });

  test("watch works without a terminal, to the end of its input", () => {
    write("work/01-scale-to-five/commands.sh", "kubectl scale deploy http-go --replicas=5\n");
    const { stdout, stderr, status } = bootcamp(["watch", "scale-to-five"], { input: "h\nnonsense\n" });
    expect(stdout).toMatch(/^Watching [\s\S]*★ 10\/10[\s\S]*There are 3 hints/);
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  });

  // `script` gives it a terminal; it takes other arguments on other systems.
  test.runIf(process.platform === "linux")(
    "watch says at once what it watches, checks what is saved, in whatever way, and listens to keys",
    async () => {
      const work = join(folder, "watched");
      const answer = join(work, "01-scale-to-five", "commands.sh");
      const { typeAt, ended } = openTerminal("watch scale-to-five", {
        BOOTCAMP_WORK: work,
        LANG: "ko_KR.UTF-8",
      });
      const first = await typeAt(/지켜봅니다/, "");
      expect(first).not.toContain("✗");
      await typeAt(/\[Enter\] 다시 확인/, "ㅗ");
      await typeAt(/힌트는 3개입니다/, "");
      for (const replicas of [3, 4]) {
        // As editors save: a new file in place of the old one, the second time over the first.
        writeFileSync(`${answer}.new`, `kubectl scale deploy http-go --replicas=${replicas}\n`);
        renameSync(`${answer}.new`, answer);
        await typeAt(new RegExp(`엔드포인트가 ${replicas}개입니다[\\s\\S]*다시 확인`), "");
      }
      writeFileSync(answer, "kubectl scale deploy http-go --replicas=5\n");
      await typeAt(/★ 10\/10[\s\S]*다시 확인/, "r");
      await typeAt(/보관했습니다[\s\S]*다시 확인/, "\r");
      await typeAt(/엔드포인트가 1개입니다[\s\S]*다시 확인/, "n");
      await typeAt(/지켜봅니다[\s\S]*✗[\s\S]*다시 확인/, "\u0003");
      expect(await ended).toBe(0);
      expect(readdirSync(join(work, ".backup"))).toEqual(["01-scale-to-five-1"]);
    },
  );

  test("what the host refuses is a sentence, and no word of the host", () => {
    const file = write("file", "");
    for (const work of [file, join(file, "below"), "/dev/null/x"]) {
      const { stderr, status } = bootcamp(["task"], { work });
      expect(stderr).toMatch(/^error: \S+ cannot be read or written: [^:]+\.\n$/);
      expect(status).toBe(1);
    }
  });
});

describe("bootcamp grade", () => {
  test("writes one result per learner, prints a table, and ends with 0 whatever the scores", () => {
    const out = join(folder, "report");
    write("class/kim/01-scale-to-five/commands.sh", "kubectl scale deploy http-go --replicas=5\n");
    write("class/lee/readme.txt", "nothing\n");
    const { stdout, status } = bootcamp(["grade", join(folder, "class"), "--out", out]);
    expect(stdout).toMatch(/^kim(\s+not submitted)*\s+10\/10(\s+not submitted)+\s+10\/\d+$/m);
    expect(stdout).toMatch(/^lee(\s+not submitted)+\s+0\/\d+$/m);
    expect(status).toBe(0);
    expect(readdirSync(out)).toEqual(["kim.json", "lee.json"]);
    expect(JSON.parse(readFileSync(join(out, "kim.json"), "utf8"))).toMatchObject({
      schema: "service-bootcamp/result/v1",
      learner: "kim",
      score: 10,
    });
  });

  test("ends with 1, a sentence and no report where the processes of learners do not run", () => {
    const out = join(folder, "no-report");
    const refusing = write("node", "#!/bin/sh\necho node: bad option: $1 >&2; exit 9\n");
    chmodSync(refusing, 0o755);
    const answer = write("one/kim/01-scale-to-five/commands.sh", "kubectl get svc\n");
    const path = join(answer, "../../..");
    const { stderr, status } = bootcamp(["grade", path, "--out", out], { startsLearnersWith: refusing });
    expect(stderr).toMatch(
      /^error: a process that grades a learner does not run on Node v[\d.]+, so no report was written; it said: node: bad option: --\S+\n$/,
    );
    expect([status, existsSync(out)]).toEqual([1, false]);
  });

  test("ends with 1 when something could not be graded, and writes only the formats asked for", () => {
    const out = join(folder, "none");
    const noZip = join(folder, "kim.zip");
    writeFileSync(noZip, "not packed");
    const { stdout, status } = bootcamp(["grade", noZip, "--out", out, "--formats", "terminal"]);
    expect(stdout).toContain("kim");
    expect(status).toBe(1);
    expect(readdirSync(folder)).not.toContain("none");
  });
});

describe("wrong usage", () => {
  test.each([
    [["nope"], "unknown command 'nope'"],
    [["grade"], "missing required argument 'path'"],
    [["grade", "/nowhere"], "there is no /nowhere"],
    [["grade", "grader", "--formats", "pdf"], "there is no format pdf: the formats are json, "],
    [["grade", "grader", "--jobs", "0"], "Give a whole number, 1 or more"],
    [["run", "/nowhere.sh"], "there is no script /nowhere.sh"],
    [["run", "grader"], "grader is a folder"],
    [["run", "--pace", "x", "-"], '"x" is not a duration: write milliseconds'],
    [["run", "--nodes", "999", "-"], "a cluster has 1 to 255 nodes (nodesMax), not 999"],
    [["shell", "--nodes", "999"], "a cluster has 1 to 255 nodes (nodesMax), not 999"],
    [["cluster", "--nodes", "999"], "a cluster has 1 to 255 nodes (nodesMax), not 999"],
    [["check", "99"], "there is no exercise 99. npx bootcamp list shows all."],
    [["task", "outside-enpoints"], "Did you mean 09-outside-endpoints?"],
    [["shell", "--exercise", "99"], "there is no exercise 99"],
    [["shell", "--before"], "--before goes with --exercise"],
    [["shell", "--exercise", "1", "--nodes", "3"], "an exercise has a cluster of its own: leave out --nodes"],
    [["submit", "--verify", "/nowhere.zip"], "there is no /nowhere.zip"],
    [["submit", "--learner", "kim", "--out", "lib"], "lib is no file"],
    [["progress", "--import", "package.json"], "holds no progress that this version can read"],
    [["progress", "--export", "package.json"], "is another file of yours"],
    [["list", "--lang", "fr"], "Allowed choices are ko, en"],
  ])("%j ends with 2 and a sentence, without a stack trace", (args, sentence) => {
    const { stderr, status } = bootcamp(args);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain("    at ");
    expect(status).toBe(2);
  });
});

describe("bootcamp shell", () => {
  test("runs command after command on one cluster, also over several lines, and ends with the code of exit", () => {
    const input =
      "kubectl create deployment web --image=nginx\nfor i in 1 2; do\necho turn $i\ndone\nkubectl get deploy web -o name\nkubectl get nope\nexit 7\n";
    const { stdout, stderr, status } = bootcamp(["shell", "--seed", "3"], { input });
    expect(stdout.replaceAll(/[$>] /g, "")).toBe(
      "deployment.apps/web created\nturn 1\nturn 2\ndeployment.apps/web\n",
    );
    expect(stderr).toContain('the server doesn\'t have a resource type "nope"');
    expect(status).toBe(7);
  });

  test("ends with its input, with the code of the last command", () => {
    expect(bootcamp(["shell"], { input: "false\n" }).status).toBe(1);
  });

  // `script` gives it a terminal; it takes other arguments on other systems.
  describe.runIf(process.platform === "linux")("at a terminal", () => {
    test("Ctrl-C gives up the line, and not the shell", { timeout: 30_000 }, async () => {
      const { typeAt, ended } = openTerminal("shell");
      await typeAt(/\$ $/, "for i in 1 2\r");
      await typeAt(/> $/, "do exit 3");
      await typeAt(/exit 3$/, "\u0003");
      await typeAt(/\^C[^$]*\$ $/, "exit 7\r");
      expect(await ended).toBe(7);
    });

    test("Ctrl-C ends what runs, also in a Pod", { timeout: 60_000 }, async () => {
      const { typeAt, press, ended } = openTerminal("shell");
      await typeAt(/\$ $/, "kubectl run web --image=nginx && kubectl wait pod/web --for=condition=Ready\r");
      let before = /met\r\n\$ $/;
      for (const command of [
        "while true; do kubectl get nodes > /dev/null; done",
        "kubectl exec web -- sh -c 'while true; do date > /dev/null; done'",
        "kubectl exec -it web -- sh -c 'while true; do date > /dev/null; done'",
      ]) {
        await typeAt(before, `echo begun; ${command}\r`);
        await typeAt(/\nbegun\r\n/, "");
        await new Promise((resolve) => setTimeout(resolve, 100));
        const pressedAt = Date.now();
        press("\u0003");
        await typeAt(/\^C[^$]*\$ $/, "echo status $?\r");
        expect(Date.now() - pressedAt).toBeLessThan(2_000);
        before = /\nstatus 130\r\n\$ $/;
      }
      await typeAt(before, "exit 7\r");
      expect(await ended).toBe(7);
    });

    test("history is told, and ! repeats it", { timeout: 30_000 }, async () => {
      const { typeAt, ended } = openTerminal("shell");
      await typeAt(/\$ $/, "echo one two\r");
      await typeAt(/\none two\r\n[^\n]*\$ $/, "!! three; history\r");
      await typeAt(
        /echo one two three; history\r\none two three\r\n {4}1 {2}echo one two\r\n {4}2 {2}echo one two three; history\r\n[^\n]*\$ $/,
        "!nope\r",
      );
      await typeAt(/bash: !nope: event not found\r\n[^\n]*\$ $/, "exit 7\r");
      expect(await ended).toBe(7);
    });

    test("an editor of the person's own has the keys until it is closed", { timeout: 30_000 }, async () => {
      const editor = `sh -c 'echo ready; read line && echo "saved: $line" > "$0"'`;
      const { typeAt, ended } = openTerminal("shell", { EDITOR: editor });
      await typeAt(/\$ $/, "vi f; echo 'opened'; cat f\r");
      await typeAt(/ready\r\n/, "of the editor\r");
      await typeAt(/opened\r\nsaved: of the editor\r\n\$ $/, "exit 7\r");
      expect(await ended).toBe(7);
    });
  });
});
