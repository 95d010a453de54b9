import type { Language } from "service-bootcamp";
import type { Course } from "../course/course.ts";
import type { Exercise } from "../course/exercise.ts";
import { UsageError } from "./usage-error.ts";

/** @param name an id, or its number: `01-scale-to-five`, `01`, `1`. @throws UsageError naming the exercises that there are. */
export function exerciseNamed({ exercises }: Course, name: string, lang: Language): Exercise {
  const found =
    exercises.find(({ id }) => id === name) ??
    exercises.find(({ id }) => /^\d+$/.test(name) && Number.parseInt(id, 10) === Number(name));
  if (found !== undefined) return found;
  const known = exercises.map(({ id }) => id).join(", ");
  throw new UsageError(
    lang === "ko"
      ? `${name}이라는 연습은 없습니다. 있는 연습: ${known}`
      : `there is no exercise ${name}: there are ${known}`,
  );
}
