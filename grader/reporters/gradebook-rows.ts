/** Whose marks may go into the gradebook of a learning platform, and who is left out rather than written wrongly. */
import type { ResultOutline } from "../result.ts";
import type { Text } from "../text.ts";
import { printable } from "./columns.ts";
import { hasErrors, type Person, type Report } from "./reporter.ts";

export interface GradebookRow {
  readonly result: ResultOutline;
  readonly person: Person;
}

export interface GradebookRows {
  readonly rows: readonly GradebookRow[];
  /** Learners without a row. */
  readonly left: readonly Text[];
}

/** @param isKnown whether the platform will find this person, and nobody else. */
export function gradebookRows(
  { results, people }: Report,
  isKnown: (person: Person) => boolean,
): GradebookRows {
  const all = results.map((result) => ({ result, person: people?.get(result.learner) ?? {} }));
  const known = all.filter(({ person }) => isKnown(person));
  const namesOf = (rows: readonly GradebookRow[]) =>
    rows.map(({ result }) => printable(result.learner)).join(", ");
  if (known.length === 0) return { rows: [], left: [nobodyKnown] };
  const unknown = all.filter(({ person }) => !isKnown(person));
  const faulty = known.filter(({ result }) => hasErrors(result));
  return {
    rows: known.filter(({ result }) => !hasErrors(result)),
    left: [
      ...(unknown.length === 0 ? [] : [notKnown(namesOf(unknown))]),
      ...(faulty.length === 0 ? [] : [notGraded(namesOf(faulty))]),
    ],
  };
}

const nobodyKnown: Text = {
  en: "no file: it is not known who the learners are on that platform. A roster with their ids or e-mail addresses says it",
  ko: "파일을 쓰지 않았습니다. 학습자가 그 플랫폼에서 누구인지 알 수 없습니다. 학번이나 이메일이 적힌 명단이 필요합니다",
};

const notKnown = (learners: string): Text => ({
  en: `without these learners, since the roster has no id or e-mail address by which the platform could find them: ${learners}`,
  ko: `명단에 플랫폼이 찾을 학번이나 이메일이 없어 뺀 학습자: ${learners}`,
});

const notGraded = (learners: string): Text => ({
  en: `without these learners, since something of theirs could not be graded: ${learners}`,
  ko: `채점하지 못한 것이 있어 뺀 학습자: ${learners}`,
});
