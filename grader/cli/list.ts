/** `bootcamp list`: the exercises, and which of them were begun. */

import type { Language } from "service-bootcamp";
import { loadCourse } from "../course/course.ts";
import { table } from "../reporters/columns.ts";
import { isBegun } from "./work-folder.ts";

export function list({ lang }: { readonly lang: Language }): number {
  const { exercises } = loadCourse();
  const header =
    lang === "ko"
      ? ["연습", "제목", "점수", "분", "시작"]
      : ["EXERCISE", "TITLE", "POINTS", "MINUTES", "BEGUN"];
  const begun = lang === "ko" ? ["예", "아니요"] : ["yes", "no"];
  const rows = exercises.map((exercise) => [
    exercise.id,
    exercise.title[lang],
    String(exercise.points),
    String(exercise.minutes),
    begun[isBegun(exercise) ? 0 : 1] ?? "",
  ]);
  console.log(table([header, ...rows]).join("\n"));
  return 0;
}
