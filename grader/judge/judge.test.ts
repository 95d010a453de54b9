import { ApiError } from "service-bootcamp";
import { describe, expect, test } from "vitest";
import { type Check, check } from "../check/check.ts";
import type { Exercise } from "../course/exercise.ts";
import { exerciseResultProblems } from "../result.ts";
import { workload } from "../testing/scene.ts";
import { noReason } from "./failure.ts";
import { judge } from "./judge.ts";

const text = (en: string) => ({ en, ko: `한글 ${en}` });
const exercise = (own: Partial<Exercise> = {}) =>
  ({
    id: "01-test",
    points: 1,
    folder: "",
    timeLimitMs: 1,
    hints: [],
    setup: "kubectl create -f web.yaml",
    start: new Map([["web.yaml", workload(1)]]),
    variants: {},
    variant: {},
    ...own,
  }) as Exercise;
const passes = (id = "passes", dependsOn: string[] = []) =>
  check(id, { title: text(id), points: 1, dependsOn }, async () => {});
const fails = (id = "fails") =>
  check(id, { title: text(id), points: 1 }, async ({ service, expect: ask }) => {
    await ask(service("http-go-svc")).to.have.endpoints(5);
  });

async function judged(
  checks: readonly Check[],
  files: Record<string, string> = {},
  own: Partial<Exercise> = {},
) {
  const result = await judge(exercise(own), checks, new Map(Object.entries(files)), { seed: 1, lang: "en" });
  expect(exerciseResultProblems(result)).toEqual([]);
  return result;
}

describe("a judged answer", () => {
  test("has the points of the checks that passed", async () => {
    const { status, score, maxScore, checks } = await judged([passes(), fails(), passes("waits", ["fails"])]);
    expect([status, score, maxScore]).toEqual(["graded", 1, 3]);
    expect(checks.map((each) => [each.id, each.status, each.why])).toEqual([
      ["passes", "passed", ""],
      ["fails", "failed", "Service http-go-svc has 1 ready endpoint, and 5 are asked for"],
      ["waits", "not-run", "Checked once this passes: fails"],
    ]);
  });

  test("says of each check by itself who answered it", async () => {
    const asks = (id: string, url: string) =>
      check(id, { title: text(id), points: 1 }, async ({ client, expect: ask }) => {
        await ask((await client("visitor")).to(url)).to.be.reachable();
      });
    const [good, bad, none] = (
      await judged([asks("good", "http://http-go-svc"), asks("bad", "http://nobody"), passes()])
    ).checks;
    expect(good?.traffic).toEqual([
      {
        client: "visitor",
        url: "http://http-go-svc",
        answers: [{ by: expect.stringMatching(/^http-go-/), count: 3 }],
        order: [0, 0, 0],
      },
    ]);
    expect(bad?.traffic?.[0]?.answers).toEqual([{ error: "ENOTFOUND", count: 1 }]);
    expect(none).not.toHaveProperty("traffic");
  });

  test("has the sentence of the check where plain chai failed", async () => {
    const plain = check(
      "plain",
      { title: text("t"), points: 1, why: text("because"), hint: text("look") },
      async ({ expect: ask }) => {
        ask(1).to.equal(2);
      },
    );
    expect((await judged([plain])).checks[0]).toMatchObject({
      status: "failed",
      why: "because",
      hint: "look",
      expected: 2,
      actual: 1,
    });
  });

  test.each(["en", "ko"] as const)(
    "has words in %s, not chai's, where nobody gave a reason",
    async (lang) => {
      const plain = check("plain", { title: text("t"), points: 1 }, async ({ expect: ask }) => {
        ask(1).to.equal(2);
      });
      const { checks } = await judge(exercise(), [plain], new Map(), { seed: 1, lang });
      expect(checks[0]).toMatchObject({ status: "failed", why: noReason[lang], expected: 2, actual: 1 });
    },
  );

  test("has the reason of the assertion that failed, where a check gives several", async () => {
    const several = check(
      "several",
      { title: text("t"), points: 1, hint: text("look") },
      async ({ because, service, expect: ask }) => {
        await because(text("one"), () => void ask(1).to.equal(1));
        await because(text("two"), () => void ask(1).to.equal(2));
        await because(text("three"), () => ask(service("http-go-svc")).to.have.endpoints(9));
      },
    );
    expect((await judged([several])).checks[0]).toMatchObject({ status: "failed", why: "two", hint: "look" });
  });

  test("has the sentence of a question, which knows more than the check", async () => {
    const asks = check("asks", { title: text("t"), points: 1 }, async ({ because, service, expect: ask }) => {
      await because(text("vague"), () => ask(service("http-go-svc")).to.have.endpoints(9));
    });
    expect((await judged([asks])).checks[0]?.why).toContain("has 1 ready endpoint");
  });

  test("does not stay right where a Pod behind a Service restarts, however seldom", async () => {
    const stays = check(
      "stays",
      { title: text("t"), points: 1 },
      async ({ service, staysSo, expect: ask }) => {
        await staysSo("30m", () => ask(service("http-go-svc")).to.have.endpoints(1));
      },
    );
    const probed = (initialDelaySeconds: number, port: number) =>
      judged([stays], {
        "commands.sh": `kubectl patch deploy http-go -p '{"spec":{"template":{"spec":{"containers":[{"name":"http-go","livenessProbe":{"initialDelaySeconds":${initialDelaySeconds},"tcpSocket":{"port":${port}}}}]}}}}'; kubectl rollout status deploy http-go; kubectl run tool --image=busybox -- false`,
      });
    expect((await probed(600, 8080)).checks[0]?.status).toBe("passed");
    const { why = "", hint = "" } = (await probed(600, 9)).checks[0] ?? {};
    expect(why).toMatch(/30 minutes later it was not: Pod http-go-\S+ has restarted 2 times meanwhile/);
    expect(hint).toContain("livenessProbe");
  });

  test("is an error, not a fault of the learner, where a check falls over; other checks keep their points", async () => {
    const broken = check("broken", { title: text("t"), points: 1 }, async () => {
      throw new Error("undefined is not a function");
    });
    const { status, score, checks } = await judged([passes(), broken]);
    expect([status, score]).toEqual(["error", 1]);
    expect(checks[1]).toMatchObject({
      status: "not-run",
      why: "The check failed by a fault of its own: undefined is not a function",
    });
  });

  test("is an error where the exercise's own setup fails", async () => {
    const { status, checks } = await judged([passes()], {}, { setup: "kubectl create -f nowhere.yaml" });
    expect(status).toBe("error");
    expect(checks[0]?.why).toContain('setup.sh ended with 1: error: the path "nowhere.yaml" does not exist');
  });

  test("ran commands.sh with the files of start and of the learner", async () => {
    const { transcript } = await judged([passes()], {
      "commands.sh": "cat extra.txt; grep -c kind: web.yaml",
      "extra.txt": "mine\n",
    });
    const nothing = { stderr: "", exitCode: 0 };
    expect(transcript).toEqual([
      { command: "cat extra.txt", stdout: "mine\n", output: "mine\n", atMs: 5_000, ...nothing },
      { command: "grep -c kind: web.yaml", stdout: "2\n", output: "2\n", atMs: 10_000, ...nothing },
    ]);
  });

  test("says what a command printed in the order in which it did", async () => {
    const files = new Map([["commands.sh", "for n in a b; do echo $n; nosuch; done"]]);
    const { transcript } = await judge(exercise(), [passes()], files, { seed: 1, lang: "en" });
    const error = "bash: nosuch: command not found\n";
    expect(transcript).toEqual([
      {
        command: "for n in a b; do echo $n; nosuch; done",
        stdout: "a\nb\n",
        stderr: `${error}${error}`,
        output: `a\n${error}b\n${error}`,
        exitCode: 127,
        atMs: 5_000,
      },
    ]);
  });

  test.each([
    ["apply", ["kubectl apply -f 'a.yaml'", "kubectl apply -f 'b c.yml'"]],
    ["ignore", []],
  ] as const)(
    "without a command has its manifests handled as the exercise says: %s",
    async (manifests, commands) => {
      const config = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
      const files = {
        "a.yaml": config("a"),
        "b c.yml": config("b"),
        "commands.sh": "# nothing yet\n\n",
        "notes.txt": "",
      };
      const { transcript } = await judged([passes()], files, { manifests });
      expect(transcript.map(({ command }) => command)).toEqual(commands);
    },
  );

  test("tells in its hint what a command said that failed", async () => {
    const { checks } = await judged([fails()], { "commands.sh": "kubectl scale deploy nope --replicas=5" });
    expect(checks[0]?.hint).toContain(
      "A command asked for Deployment nope, and there was none of this name (there are: http-go)",
    );
  });

  test("has an entry for each command, also for what ends the script", async () => {
    const commands = "kubectl get svc nope\necho ok\nif then";
    const { transcript } = await judged([passes()], { "commands.sh": commands });
    expect(transcript.map(({ command, exitCode }) => [command, exitCode])).toEqual([
      ["kubectl get svc nope", 1],
      ["echo ok", 0],
      [commands, 2],
    ]);
    expect(transcript[2]?.output).toContain("syntax error");
    const many = Array.from({ length: 300 }, (_, number) => `echo ${number}`).join("\n");
    const long = await judged([passes()], { "commands.sh": many });
    expect(long.transcript).toHaveLength(200);
    expect(long.transcript.at(-1)?.stdout).toContain("299");
  });

  test("is judged although a command of it never ends, prints without end, or waits for what never comes", async () => {
    for (const commands of [
      "while true; do :; done",
      "while true; do echo spam; done",
      "kubectl wait --for=condition=Ready pod/nope --timeout=-1s",
      "sleep infinity",
    ]) {
      const { status, transcript } = await judged([passes()], { "commands.sh": commands });
      expect([commands, status]).toEqual([commands, "graded"]);
      expect(transcript[0]?.exitCode).not.toBe(0);
    }
  });

  test("has failed, and is no fault of the grader, where it left no room for the check", async () => {
    const full = new ApiError(
      403,
      "Forbidden",
      'pods "x" is forbidden: this cluster holds at most 9 pods (objectsMax)',
    );
    const makes = check("makes", { title: text("t"), points: 1 }, () => Promise.reject(full));
    for (const [lang, words] of [
      ["en", "the cluster is so full"],
      ["ko", "pods 오브젝트를 9개까지"],
    ] as const) {
      const { status, checks } = await judge(exercise(), [makes], new Map(), { seed: 1, lang });
      expect([status, checks[0]?.status]).toEqual(["graded", "failed"]);
      expect(checks[0]?.why).toContain(words);
    }
  });

  test("is the same twice, and another under another seed", async () => {
    const files = new Map([["commands.sh", "kubectl get pods,svc -o wide"]]);
    const play = async (seed: number) =>
      (await judge(exercise(), [passes()], files, { seed, lang: "en" })).transcript[0]?.stdout;
    const first = await play(1);
    expect(await play(1)).toBe(first);
    expect(await play(2)).not.toBe(first);
  });

  test("has failed where it does not stay right", async () => {
    const stays = check(
      "stays",
      { title: text("t"), points: 1 },
      async ({ service, staysSo, expect: ask }) => {
        await staysSo("30m", () => ask(service("http-go-svc")).to.have.endpoints(1));
      },
    );
    expect((await judged([stays])).score).toBe(1);
    const dies =
      'kubectl patch deploy http-go --type=json -p \'[{"op":"add","path":"/spec/template/spec/containers/0/livenessProbe","value":{"tcpSocket":{"port":9},"initialDelaySeconds":120}}]\'';
    const { status, checks } = await judged([stays], {
      "commands.sh": `${dies}; kubectl rollout status deploy http-go`,
    });
    expect(status).toBe("graded");
    expect(checks[0]?.why).toBe(
      "it was right at first, and 30 minutes later it was not: Service http-go-svc has 0 ready endpoints, and 1 are asked for",
    );
  });

  test("counts with all that its background jobs still do", async () => {
    const commands =
      "kubectl scale deploy http-go --replicas=5\n(sleep 600; kubectl scale deploy http-go --replicas=2) &";
    const { checks } = await judged([fails()], { "commands.sh": commands });
    expect(checks[0]?.why).toContain("has 2 ready endpoints");
  });

  test("has failed, and is no fault of the grader, where its Pods never let the cluster rest", async () => {
    const waits = check("waits", { title: text("t"), points: 1 }, async ({ cluster }) => {
      cluster.limitEvents(100);
      await cluster.advance("1h");
    });
    const { status, checks } = await judged([waits], {
      "commands.sh": "kubectl run spin --image=busybox -- sh -c 'while true; do sleep 1; done'",
    });
    expect([status, checks[0]?.status]).toEqual(["graded", "failed"]);
    expect(checks[0]?.why).toContain("events (eventsMax)");
  });

  test("has points for the parts that are right", async () => {
    const parts = check("parts", { title: text("t"), points: 3 }, async ({ part, expect: ask, service }) => {
      await part(2, () => ask(service("http-go-svc")).to.have.endpoints(1));
      await part(1, () => ask(service("http-go-svc")).to.have.endpoints(5));
    });
    const { score, checks } = await judged([parts]);
    expect([score, checks[0]?.status, checks[0]?.score]).toEqual([2, "failed", 2]);
    expect(checks[0]?.why).toBe("Service http-go-svc has 1 ready endpoint, and 5 are asked for");
    const odd = check("odd", { title: text("t"), points: 3 }, async ({ part }) => part(1, () => {}));
    expect((await judged([odd])).status).toBe("error");
  });
});
