/** The chapters of the course: the question that each one answers. An exercise's chapter is the number that its id begins with. */
import type { Text } from "../text.ts";
import type { Exercise } from "./exercise.ts";

const titles: Readonly<Record<string, Text>> = {
  "01": { ko: "왜 서비스인가", en: "Why a Service" },
  "02": { ko: "누가 목록에 있나", en: "Who is on the list" },
  "03": { ko: "누가 응답하나", en: "Who answers" },
  "04": { ko: "포트와 세 가지 실패", en: "Ports and three failures" },
  "05": { ko: "이름", en: "Names" },
  "06": { ko: "한 파드에 붙어 있기", en: "Sticky clients" },
  "07": { ko: "준비됐나", en: "Ready or not" },
  "08": { ko: "부하 속의 롤링 업데이트", en: "Rolling update under load" },
  "09": { ko: "클러스터 밖", en: "Beyond the cluster" },
  "10": { ko: "탐정", en: "Detective" },
};

/** `06` of `06-session-affinity`. */
export function chapterOf({ id }: Pick<Exercise, "id">): string {
  return id.slice(0, 2);
}

/** `session-affinity` of `06-session-affinity`. */
export function topicOf({ id }: Pick<Exercise, "id">): string {
  return id.slice(3);
}

/** @returns undefined for a chapter that this course does not know. */
export function chapterTitle(chapter: string): Text | undefined {
  return titles[chapter];
}
