/** How scores become marks: what the file of `--policy` says (grader/policy-v1.schema.json). */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { load } from "js-yaml";
import { readSchema, schemaProblems } from "../schema-check.ts";
import { momentOf } from "../submission/roster-columns.ts";
import type { Text } from "../text.ts";

/** As it is written; times are texts with a zone, so that the same file is the same policy everywhere. */
export interface Policy {
  readonly schema: "service-bootcamp/policy/v1";
  readonly assignments?: readonly {
    readonly exercises: readonly string[];
    readonly opens?: string;
    readonly due: string;
  }[];
  readonly late?: LatePolicy;
  readonly attempts?: { readonly counts?: "best" | "last"; readonly max?: number };
  readonly hints?: "always" | "never" | "released";
}

export interface LatePolicy {
  /** Of the score, for each period that has begun. */
  readonly percent: number;
  /** `1d`, which is the default. */
  readonly period?: string;
  readonly percentMax?: number;
  readonly graceDays?: number;
  readonly bufferMinutes?: number;
}

export const NO_POLICY: Policy = { schema: "service-bootcamp/policy/v1" };

/** A policy that cannot be used; each fault names the file and the place in it. */
export class PolicyFault extends Error {
  override readonly name = "PolicyFault";
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

const schema = readSchema("policy-v1.schema.json");

/** @throws PolicyFault */
export function readPolicy(file: string): Policy {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new PolicyFault(texts.unreadable(file));
  }
  return parsePolicy(basename(file), text);
}

/** @param name of the file, for sentences. @throws PolicyFault */
export function parsePolicy(name: string, text: string): Policy {
  let value: unknown;
  try {
    value = load(text, { maxAliases: 0 });
  } catch (error) {
    throw new PolicyFault(texts.noYaml(name, lineOf(error)));
  }
  const problems = schemaProblems(value, schema);
  if (problems.length > 0) throw new PolicyFault(texts.wrong(name, problems));
  const policy = value as Policy;
  const faults = (policy.assignments ?? []).flatMap(faultsOf);
  if (faults.length > 0) throw new PolicyFault(texts.wrong(name, faults));
  return policy;
}

type Assignment = NonNullable<Policy["assignments"]>[number];

/** What a schema cannot say. */
function faultsOf(
  { exercises, opens, due }: Assignment,
  index: number,
  all: readonly Assignment[],
): readonly string[] {
  const at = `assignments[${index}]`;
  const [opensMs, dueMs] = [opens, due].map((time) => (time === undefined ? undefined : momentOf(time)?.ms));
  const earlier = all.slice(0, index).flatMap((assignment) => assignment.exercises);
  const twice = exercises.filter((id, place) => earlier.includes(id) || exercises.indexOf(id) < place);
  return [
    ...(dueMs === undefined ? [`${at}.due: is not a time that exists`] : []),
    ...(opens !== undefined && opensMs === undefined ? [`${at}.opens: is not a time that exists`] : []),
    ...(opensMs !== undefined && dueMs !== undefined && opensMs >= dueMs
      ? [`${at}.opens: must be before due`]
      : []),
    ...twice.map((id) => `${at}.exercises: ${id} stands in an assignment already`),
  ];
}

/** From 1; js-yaml counts from 0. */
function lineOf(error: unknown): number {
  const { mark } = error as { mark?: { line?: number } };
  return (mark?.line ?? 0) + 1;
}

const texts = {
  unreadable: (file: string): Text => ({
    en: `the policy ${file} cannot be read: name a file of YAML that begins with schema: service-bootcamp/policy/v1`,
    ko: `정책 파일 ${file}을(를) 읽을 수 없습니다. schema: service-bootcamp/policy/v1로 시작하는 YAML 파일을 적으세요`,
  }),
  noYaml: (name: string, line: number): Text => ({
    en: `${name}:${line}: this is not YAML: look at the indentation and the quotes of this line and the one before`,
    ko: `${name}:${line}: YAML이 아닙니다. 이 줄과 앞 줄의 들여쓰기와 따옴표를 확인하세요`,
  }),
  wrong: (name: string, problems: readonly string[]): Text => ({
    en: `the policy is not one (grader/policy-v1.schema.json says what may stand in it)\n${lines(name, problems)}`,
    ko: `정책 파일에 잘못된 곳이 있습니다. 쓸 수 있는 내용은 grader/policy-v1.schema.json에 있습니다\n${lines(name, problems)}`,
  }),
};

function lines(name: string, problems: readonly string[]): string {
  return problems.map((problem) => `  ${name}: ${problem}`).join("\n");
}
