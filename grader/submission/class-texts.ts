/** What is said of the layout of a class. */
import { basename } from "node:path";
import { shownName, shownNames } from "../files/names.ts";
import type { Text } from "../text.ts";
import type { Person } from "./roster.ts";

export const classTexts = {
  noPath: {
    en: "an empty path names nothing: write . for the current folder",
    ko: "경로가 비어 있습니다. 현재 폴더라면 .을 적으세요",
  },
  missing: (path: string): Text => ({ en: `there is no ${path}`, ko: `${path}이(가) 없습니다` }),
  unreadable: (path: string): Text => ({
    en: `${path} cannot be read: give yourself the permission to read it`,
    ko: `${path}을(를) 읽을 수 없습니다. 읽기 권한을 확인하세요`,
  }),
  empty: (path: string): Text => ({
    en: `${path} is empty: give the folder that holds one folder, zip or notebook per learner`,
    ko: `${path}이(가) 비어 있습니다. 학습자마다 폴더, zip, 노트북이 하나씩 든 폴더를 지정하세요`,
  }),
  both: (path: string, exercises: readonly string[], learners: readonly string[]): Text => ({
    en: [
      `${path} may be one learner, because it holds ${shownNames(exercises).en}, and a class, because it holds ${shownNames(learners).en}.`,
      "Say which: --single for one learner; for a class, --roster FILE, or take what has the name of an exercise out of it",
    ].join(" "),
    ko: [
      `${path}은(는) ${shownNames(exercises).ko}이(가) 들어 있어 학습자 한 명의 제출물 같기도 하고, ${shownNames(learners).ko}이(가) 들어 있어 여러 명의 제출물 같기도 합니다.`,
      "한 명이면 --single을, 여러 명이면 --roster 파일을 붙이거나 연습 이름으로 된 것을 폴더에서 빼세요",
    ].join(" "),
  }),
  hidden: (names: readonly string[]): Text => ({
    en: `Left out, because a name that begins with a dot is hidden: ${shownNames(names).en}`,
    ko: `점으로 시작하는 숨김 이름이라 채점하지 않음: ${shownNames(names).ko}`,
  }),
  strangers: (names: readonly string[]): Text => ({
    en: `Not graded, because nobody on the roster has this id, e-mail address or name: ${shownNames(names).en}`,
    ko: `명단에 이런 학번, 이메일, 이름이 없어 채점하지 않음: ${shownNames(names).ko}`,
  }),
  ambiguous: (path: string, people: readonly Person[]): Text => ({
    en: `${shownName(basename(path))} may be of several people on the roster: ${shownNames(people.map(({ id }) => id)).en}. Put the id into its name`,
    ko: `${shownName(basename(path))}은(는) 명단의 여러 사람에게 맞습니다: ${shownNames(people.map(({ id }) => id)).ko}. 이름에 학번을 넣으세요`,
  }),
};
