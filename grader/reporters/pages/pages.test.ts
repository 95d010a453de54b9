// What stands on the pages, and what never does. How they look and whether they are accessible is tried in a browser: pages.slow.test.ts.
import { describe, expect, test } from "vitest";
import { filesOf } from "../../testing/report-files.ts";
import {
  checkResult,
  exerciseResult,
  HOSTILE,
  halfSolved,
  learnerResult,
  reportOf,
  type WholeReport,
} from "../../testing/reported-class.ts";
import { html } from "../html.ts";
import { duration } from "./transcript.ts";

function pagesOf(report: WholeReport): ReadonlyMap<string, string> {
  return new Map(filesOf(html, report));
}

function pageOf(report: WholeReport, file = "feedback/kim.html"): string {
  return pagesOf(report).get(file) ?? "";
}

/** What a reader sees. */
function textOf(page: string): string {
  return page
    .replace(/<style>.*?<\/style>/s, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
}

const kim = learnerResult("kim", halfSolved());

describe("a learner's page", () => {
  test("says points, reason and hint, and what to do next", () => {
    const text = textOf(pageOf(reportOf([kim])));
    expect(text).toContain("4 of 8 points");
    expect(text).toContain(
      "They take turns 0/3 one server answered all What to look at: look at sessionAffinity",
    );
    expect(text).toContain("Go on with “Scale to five”: look at sessionAffinity");
    expect(text).toContain("npx bootcamp check 01-scale-to-five");
  });

  test("tells of a hidden check only that there is one", () => {
    for (const lang of ["en", "ko"] as const) expect(pageOf(reportOf([kim], lang))).not.toMatch(/secret/i);
    expect(textOf(pageOf(reportOf([kim])))).toContain("1 more check of this exercise will be told later");
  });

  test("draws who answered, and says every number of it in words", () => {
    const traffic = [
      {
        client: "anna",
        url: "http://web",
        answers: [
          { by: "web-1", count: 3 },
          { by: "web-2", count: 2 },
          { by: "web-1", status: 503, count: 1 },
          { error: "ECONNREFUSED" as const, count: 1 },
        ],
        order: [0, 1, 0, 2, 3, 7],
        more: 9,
      },
      { client: "bora", endpointsOf: "web", answers: [{ by: "web-2", count: 1 }], order: [0] },
    ];
    const drawn = (status: "failed" | "passed") => {
      const checks = [checkResult({ status, traffic })];
      return pageOf(reportOf([learnerResult("kim", exerciseResult({ checks }))]));
    };
    expect(textOf(drawn("failed"))).toContain(
      [
        "Who answered the 17 requests of this check",
        "anna → http://web: 16 requests. a web-1 3, b web-2 2, ✕ web-1 (status 503) 1, ✕ no answer: refused 1, + others 9.",
        "The first in order: a b a ✕ ✕.",
        "bora → each endpoint of web: 1 request. b web-2 1. The first in order: b.",
      ].join(" "),
    );
    expect(drawn("failed")).toContain('<details class="traffic" open>');
    expect(drawn("passed")).toContain('<details class="traffic brief">');
  });

  test("never shows the seed of the grading", () => {
    const seeded = { ...kim, grader: { ...kim.grader, seed: 987654321 } };
    expect(pageOf(reportOf([seeded]))).not.toContain("987654321");
  });

  test("shows the transcript by step", () => {
    const transcript = [
      {
        command: "kubectl get pods",
        stdout: "",
        stderr: "",
        output: "NAME\nweb\n",
        exitCode: 0,
        atMs: 90_000,
      },
      { command: "false", stdout: "", stderr: "", output: "", exitCode: 1, atMs: 90_000 },
    ];
    const text = textOf(pageOf(reportOf([learnerResult("kim", exerciseResult({ transcript }))])));
    expect(text).toContain("What your 2 commands printed");
    expect(text).toContain(
      "kubectl get pods after 1m30s NAME web false after 1m30s exit code 1 Nothing printed.",
    );
  });

  test("is kind to whom something went wrong that is not theirs", () => {
    const broken = exerciseResult({
      status: "error",
      score: 0,
      checks: [checkResult({ status: "not-run" })],
    });
    const text = textOf(pageOf(reportOf([learnerResult("kim", broken)])));
    expect(text).toContain("Something could not be graded. It is named below; your instructor sees it too.");
    expect(text).not.toContain("Everything works");
  });
});

describe("the overview", () => {
  const again = {
    ...learnerResult("lee", halfSolved()),
    submission: { sha256: "a".repeat(64), submittedAt: null },
  };
  const report = {
    ...reportOf([kim, again, learnerResult("park", exerciseResult({ status: "not-submitted", score: 0 }))]),
    paths: new Map([
      ["kim", ["/class/kim"]],
      ["lee", ["/class/it's lee"]],
    ]),
  };
  const page = pageOf(report, "overview.html");
  const text = textOf(page);

  test("groups failures by cause, with examples and the command that grades the group again", () => {
    expect(text).toContain("affinity-on : 2 learners");
    expect(text).toContain("kim , 01-scale-to-five : They take turns one server answered all");
    expect(page).toContain(
      "npx bootcamp grade --single --seed 2 --out regraded /class/kim &#39;/class/it&#39;\\&#39;&#39;s lee&#39;",
    );
  });

  test("gives no command that would grade only part of what somebody handed in", () => {
    const two = { ...report, paths: new Map([...report.paths, ["kim", ["/class/kim", "/class/kim.zip"]]]) };
    expect(pageOf(two, "overview.html")).not.toContain("npx bootcamp grade");
  });

  test("names who was late, and by how much", () => {
    const late = { ...kim, submission: { ...kim.submission, lateMs: 5_400_000 } };
    expect(textOf(pageOf(reportOf([late]), "overview.html"))).toContain("Handed in late kim , by 1h30m");
    expect(text).not.toContain("Handed in late");
  });

  test.each([
    ["en", "crash", "kim : the process ended by itself, or was killed"],
    ["en", "residentMbMax", "kim : the process held more memory than it may (residentMbMax)"],
    ["ko", "difference", "kim : 두 번의 채점 결과가 서로 달랐습니다"],
  ] as const)("says in %s of whom a second grading counts, and why: %s", (lang, retried, words) => {
    expect(textOf(pageOf(reportOf([{ ...kim, retried }], lang), "overview.html"))).toContain(words);
    expect(text).not.toContain("Graded a second time");
  });

  test("names whose processes nothing kept away from the machine", () => {
    const judged = (isolation: "none" | "permissions") =>
      pageOf(
        reportOf([
          learnerResult("kim", exerciseResult({ isolation })),
          learnerResult("lee", exerciseResult()),
        ]),
        "overview.html",
      );
    expect(textOf(judged("none"))).toMatch(/Not kept away from this machine .*? checked\. kim /);
    expect(textOf(judged("permissions"))).not.toContain("Not kept away");
  });

  test("calls what is similar a list to look at, and names the file that has all of it", () => {
    const similar = (learner: string) =>
      learnerResult(learner, exerciseResult({ fingerprints: [1, 2, 3, 4, 5, 6] }));
    const found = textOf(pageOf(reportOf([similar("kim"), similar("lee")]), "overview.html"));
    expect(found).toContain("A list to look at yourself, and no verdict");
    expect(found).toMatch(/similarity\.csv\. kim , lee : 01-scale-to-five 100 %/);
  });

  test("says how hard each check was, of those who handed it in", () => {
    expect(text).toContain("Five 4 100 % (2 of 2)");
    expect(text).toContain("They take turns 3 0 % (0 of 2)");
    expect(text).toContain("The secret check (after the due date)");
  });

  test("names who handed in nothing, and what is the same", () => {
    expect(text).toContain("Handed in nothing park");
    expect(text).not.toContain("exactly the same");
    const same = reportOf([kim, { ...again, submission: kim.submission }]);
    expect(textOf(pageOf(same, "overview.html"))).toContain("Handed in exactly the same files kim , lee");
  });
});

describe("what was predicted", () => {
  const choices = { a: { en: "nobody", ko: "아무도" }, b: { en: "all <b>", ko: "모두" } };
  const questions = [{ lesson: "01-why", question: "who", answer: "b", choices }];
  const predicted = (learner: string, choice: string, question = "who") => ({
    ...kim,
    learner,
    submission: { ...kim.submission, predictions: [{ lesson: "01-why", question, choice }] },
  });
  const results = [
    predicted("kim", "a"),
    predicted("lee", "b"),
    predicted("park", "z"),
    predicted("seo", "b", "x"),
  ];
  const pages = (lang: "en" | "ko") => ({ ...reportOf(results, lang), questions });

  test("stands on the overview by question, as far as it is a choice of the course", () => {
    expect(textOf(pageOf(pages("en"), "overview.html"))).toMatch(
      /01-why who 1 a\. nobody 1 b\. all &lt;b&gt; ✓ 50 % \(1 of 2\)/,
    );
    expect(textOf(pageOf({ ...pages("en"), results: [kim] }, "overview.html"))).not.toContain("Predictions");
  });

  test("stands on a learner's own page beside what happens", () => {
    expect(textOf(pageOf(pages("en")))).toMatch(
      /0 of 1 prediction as it happens.* You expected a\. nobody What happens: b\. all &lt;b&gt;/,
    );
    expect(textOf(pageOf(pages("ko"), "feedback/lee.html"))).toMatch(/예측 1개 중 1개가 .* 예측: b\. 모두/);
    expect(textOf(pageOf(pages("en"), "feedback/park.html"))).not.toContain("predicted");
  });
});

describe("every page", () => {
  const hostile = learnerResult(
    HOSTILE,
    exerciseResult({
      score: 0,
      notes: [HOSTILE],
      checks: [
        checkResult({
          status: "failed",
          score: 0,
          title: HOSTILE,
          why: HOSTILE,
          hint: HOSTILE,
          cause: "a-b",
          traffic: [
            { client: HOSTILE, url: HOSTILE, answers: [{ by: HOSTILE, count: 1 }], order: [0] },
            {
              client: HOSTILE,
              endpointsOf: HOSTILE,
              answers: [{ by: HOSTILE, status: 500, count: 1 }],
              order: [0],
            },
          ],
        }),
      ],
      transcript: [{ command: HOSTILE, stdout: "", stderr: "", output: HOSTILE, exitCode: 3 }],
    }),
  );
  const people = { [HOSTILE]: { name: HOSTILE } };
  const all = (["en", "ko"] as const).flatMap((lang) => [
    ...pagesOf(reportOf([hostile], lang, people)).values(),
  ]);

  test("has no script, no address outside and no mark that changes the direction of writing", () => {
    expect(all).toHaveLength(4);
    for (const page of all) {
      expect(page).not.toMatch(
        /<(script|img|link|iframe|object)|<[^>]*\s(on\w+|style)=|javascript:|https?:/i,
      );
      for (const sign of ["\u202e", "\u001b", "\u0000", "\ufffe"]) expect(page).not.toContain(sign);
    }
  });

  test("holds the browser to that", () => {
    for (const page of all)
      expect(page).toMatch(
        /content="default-src 'none'; style-src 'sha256-[\w+/=]{44}'; base-uri 'none'; form-action 'none'"/,
      );
  });
});

test.each([
  [0, "0ms"],
  [250, "250ms"],
  [3_200, "3.2s"],
  [60_000, "1m"],
  [90_000, "1m30s"],
  [7_500_000, "2h5m"],
])("%i ms of the cluster are %s", (ms, text) => {
  expect(duration(ms)).toBe(text);
});
