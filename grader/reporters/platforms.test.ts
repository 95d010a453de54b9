// results.json of Gradescope and result.json of Classroom 50, held against what both publish of their formats.
import { describe, expect, test } from "vitest";
import { type Schema, schemaProblems } from "../schema-check.ts";
import { exerciseResult, HOSTILE, halfSolved, learnerResult, reportOf } from "../testing/reported-class.ts";
import { classroom50 } from "./classroom50.ts";
import { gradescope } from "./gradescope.ts";
import type { Report } from "./reporter.ts";

const text: Schema = { type: "string" };
const score: Schema = { type: "integer", minimum: 0 };
const visibility: Schema = { enum: ["visible", "hidden", "after_due_date", "after_published"] };
const format: Schema = { enum: ["text", "html", "simple_format", "md", "ansi"] };

describe("results.json of Gradescope", () => {
  const schema: Schema = {
    type: "object",
    required: ["tests"],
    additionalProperties: false,
    properties: {
      execution_time: { type: "number", minimum: 0 },
      output: text,
      output_format: format,
      test_output_format: format,
      test_name_format: format,
      visibility,
      stdout_visibility: visibility,
      extra_data: { type: "object" },
      tests: {
        type: "array",
        items: {
          type: "object",
          additionalProperties: false,
          required: ["score", "max_score", "name"],
          properties: {
            score,
            max_score: score,
            status: { enum: ["passed", "failed"] },
            name: text,
            number: text,
            output: text,
            tags: { type: "array", items: text },
            visibility,
          },
        },
      },
    },
  };
  const files = (report: Report) =>
    [...(gradescope.files?.(report) ?? [])].map(([name, content]) => [name, JSON.parse(content)] as const);

  test("is one file for one learner, and one each for a class", () => {
    const [kim, lee] = [learnerResult("kim", halfSolved()), learnerResult("lee", exerciseResult())];
    expect(files(reportOf([kim])).map(([name]) => name)).toEqual(["results.json"]);
    expect(files(reportOf([kim, lee])).map(([name]) => name)).toEqual([
      "gradescope/kim.json",
      "gradescope/lee.json",
    ]);
  });

  test("is valid, keeps each check's visibility, and lets no visible one speak of a hidden one", () => {
    const [[, result] = []] = files(reportOf([learnerResult("kim", halfSolved())]));
    expect(schemaProblems(result, schema)).toEqual([]);
    expect(result.tests[1]).toEqual({
      number: "1.2",
      name: "Scale to five: They take turns",
      status: "failed",
      score: 0,
      max_score: 3,
      output: "one server answered all\nlook at sessionAffinity",
      visibility: "visible",
      tags: ["01-scale-to-five"],
    });
    expect(result.tests.map((each: { visibility: string }) => each.visibility)).toEqual([
      "visible",
      "visible",
      "after_due_date",
      "visible",
    ]);
    expect(JSON.stringify([result.tests[3], result.output])).not.toContain("secret");
  });

  test("shows notes, without control characters", () => {
    const [[, result] = []] = files(reportOf([learnerResult("kim", exerciseResult({ notes: [HOSTILE] }))]));
    expect(schemaProblems(result, schema)).toEqual([]);
    for (const sign of ["\u202e", "\u001b"]) expect(result.output).not.toContain(sign);
  });
});

describe("result.json of Classroom 50", () => {
  const env = {
    CLASSROOM: "k8s-fall",
    ASSIGNMENT: "services",
    USERNAME: "kim",
    SUBMISSION_TAG: "submit/20260302T000000Z-abcdef1",
    COMMIT_URL: "https://github.com/org/k8s-fall-services-kim/commit/abcdef1",
    RELEASE_URL: "https://github.com/org/k8s-fall-services-kim/releases/tag/x",
    SUBMITTED_AT: "2026-03-02T09:00:00+09:00",
  };
  const name: Schema = { type: "string", minLength: 1 };
  const schema: Schema = {
    type: "object",
    additionalProperties: false,
    required: [
      ...["schema", "classroom", "assignment", "assignment_type", "owner", "submission", "commit", "release"],
      ...["review", "datetime", "score", "max-score", "tests"],
    ],
    properties: {
      schema: { const: "classroom50/result/v1" },
      ...{ classroom: name, assignment: name, owner: name, commit: name, release: name, review: name },
      assignment_type: { enum: ["individual", "group"] },
      submission: { type: "string", pattern: "^submit/" },
      datetime: {
        type: "string",
        pattern: "^\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ$",
      },
      score,
      "max-score": score,
      tests: {
        type: "array",
        items: {
          type: "object",
          required: ["test-name", "passed", "score", "max-score"],
          properties: { "test-name": name, passed: { type: "boolean" }, score, "max-score": score },
        },
      },
    },
  };
  const report = (own: Readonly<Record<string, string | undefined>> = env): Report => ({
    ...reportOf([learnerResult("whoever", halfSolved())]),
    env: own,
  });

  test("is valid, and takes the identity and the time from the workflow", () => {
    const result = JSON.parse(classroom50.files?.(report()).get("result.json") ?? "");
    expect(schemaProblems(result, schema)).toEqual([]);
    expect(result).toMatchObject({
      owner: "kim",
      assignment_type: "individual",
      datetime: "2026-03-02T00:00:00Z",
      review: env.COMMIT_URL,
    });
  });

  test("holds no check that is told later, neither its points, and says so", () => {
    const content = classroom50.files?.(report()).get("result.json") ?? "";
    const result = JSON.parse(content);
    expect(content).not.toContain("secret");
    expect([result.score, result["max-score"], result.tests.length]).toEqual([4, 8, 3]);
    expect(classroom50.lacks?.(report()).map(({ en }) => en)).toEqual([
      expect.stringContaining("without 1 check"),
    ]);
    for (const each of [result, ...result.tests]) expect(each.score).toBeLessThanOrEqual(each["max-score"]);
  });

  test.each([
    [{ ...env, USERNAME: undefined, CLASSROOM: "" }, "CLASSROOM, USERNAME is not set"],
    [{ ...env, SUBMISSION_TAG: "v1" }, "SUBMISSION_TAG"],
    [{ ...env, SUBMITTED_AT: "yesterday" }, "SUBMITTED_AT"],
    [{ ...env, SUBMITTED_AT: "2026-13-02T09:00:00Z" }, "SUBMITTED_AT"],
    [{ ...env, MODE: "crowd" }, "MODE"],
  ])("is not written without an identity: %j", (own, named) => {
    expect(classroom50.files?.(report(own)).size).toBe(0);
    expect(classroom50.lacks?.(report(own))[0]?.en).toContain(named);
  });

  test("is about one learner", () => {
    const two = { ...reportOf([learnerResult("kim"), learnerResult("lee")]), env };
    expect(classroom50.files?.(two).size).toBe(0);
    expect(classroom50.lacks?.(two)[0]?.en).toContain("2 were graded");
  });
});
