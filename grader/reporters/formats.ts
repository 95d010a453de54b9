/** The names of the report formats, as `--formats` takes them, and a line of help for each. */
import type { Language } from "service-bootcamp";
import type { Text } from "../text.ts";
import { table } from "./columns.ts";

export const formats = {
  json: {
    en: "LEARNER.json, everything that is known of one learner",
    ko: "학습자.json, 학습자 한 명에 대해 아는 모든 것",
  },
  terminal: {
    en: "a table of the class, and what went wrong, on the screen",
    ko: "학급의 점수표와 틀린 까닭을 화면에 보여 줍니다",
  },
  html: {
    en: "overview.html for you, and feedback/LEARNER.html to hand out",
    ko: "강사가 볼 overview.html과 나누어 줄 feedback/학습자.html",
  },
  csv: {
    en: "class.csv, one row per learner, for a spreadsheet",
    ko: "class.csv, 학습자마다 한 줄씩 쓴 스프레드시트용 표",
  },
  similarity: {
    en: "similarity.csv, learners whose answers are nearly the same: a list to look at, no verdict",
    ko: "similarity.csv, 답이 거의 같은 학습자 목록. 살펴볼 자료이지 판정은 아닙니다",
  },
  junit: {
    en: "junit.xml, a suite per learner and a test per check, for a build server",
    ko: "junit.xml, 학습자마다 suite 하나, 검사마다 test 하나씩 쓴 빌드 서버용 파일",
  },
  gradescope: {
    en: "results.json for a Gradescope autograder; for a class gradescope/LEARNER.json",
    ko: "Gradescope 자동 채점기의 results.json. 학급이면 gradescope/학습자.json",
  },
  classroom50: {
    en: "result.json for a Classroom 50 autograder, within its workflow",
    ko: "Classroom 50 자동 채점기의 result.json. 그 워크플로 안에서 씁니다",
  },
  canvas: {
    en: "canvas.csv to import into the Canvas gradebook; needs a roster",
    ko: "Canvas 성적부에 가져올 canvas.csv. 명단이 필요합니다",
  },
  moodle: {
    en: "moodle.csv to import into the Moodle gradebook, marks of 100; needs a roster",
    ko: "Moodle 성적부에 가져올 moodle.csv. 100점 만점이며 명단이 필요합니다",
  },
} satisfies Readonly<Record<string, Text>>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as readonly FormatName[];

/** A line for each. */
export function formatLines(lang: Language): readonly string[] {
  return table(formatNames.map((name) => [`  ${name}`, formats[name][lang]]));
}
