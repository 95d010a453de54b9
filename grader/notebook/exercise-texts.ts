/** What an exercise says in a notebook, in Markdown. */
import type { Exercise } from "../course/exercise.ts";
import type { Withheld } from "../learner/told.ts";
import { counted, type Text } from "../text.ts";

export const exerciseTexts = {
  notFound: (name: string, near: readonly string[]): Text => ({
    en: `There is no exercise ${JSON.stringify(name)}. ${near.length > 0 ? `Did you mean ${near.join(", ")}?` : "progress() lists those of this notebook."}`,
    ko: `${JSON.stringify(name)}(이)라는 연습은 없습니다. ${near.length > 0 ? `혹시 ${near.join(", ")}인가요?` : "progress()로 이 노트북의 연습을 볼 수 있습니다."}`,
  }),
  closed: (id: string): Text => ({
    en: `Another exercise is open now. Run the cell with exercise("${id}") again to go on with this one.`,
    ko: `지금은 다른 연습이 열려 있습니다. 이 연습을 계속하려면 exercise("${id}") 셀을 다시 실행하세요.`,
  }),
  size: ({ points, minutes }: Exercise): Text => ({
    en: `${counted(points, "point")}, about ${counted(minutes, "minute")}`,
    ko: `${points}점, 약 ${minutes}분`,
  }),
  solvedBefore: { en: "Solved ✓", ko: "풀었습니다 ✓" },
  howTo: (folder: string, files: readonly string[], isNew: boolean): Text => ({
    en: `${isNew ? "Your files have been laid out in" : "Your files are in"} \`${folder}\`: ${files.join(", ")}. Give commands to \`ex.sh\`, or edit the files; then \`await ex.check()\`. The exercise has a cluster of its own, as it is before your answer.`,
    ko: `${isNew ? "파일을 여기에 준비했습니다" : "파일은 여기에 있습니다"}: \`${folder}\` (${files.join(", ")}). \`ex.sh\`에 명령을 적거나 파일을 고친 다음 \`await ex.check()\`를 실행하세요. 이 연습에는 따로 클러스터가 있고, 지금은 답을 실행하기 전의 상태입니다.`,
  }),
  ownCommands: (folder: string): Text => ({
    en: `\`${folder}/commands.sh\` has commands of yours besides those of this notebook. A check runs them, too; this cluster has not seen them.`,
    ko: `\`${folder}/commands.sh\`에 이 노트북 밖에서 적은 명령이 있습니다. 확인할 때는 그 명령도 실행하지만, 지금 이 클러스터에서는 아직 실행하지 않았습니다.`,
  }),
  block: {
    en: "what was given to ex.sh, written anew at each check. Lines outside of this block are yours and stay.",
    ko: "ex.sh에 적은 명령이며 확인할 때마다 새로 씁니다. 이 블록 밖에 적은 줄은 그대로 둡니다.",
  },
  written: (folder: string, backup: string | undefined): Text => ({
    en: `Your commands are now in \`${folder}/commands.sh\`; what you wrote there yourself has stayed.${backup === undefined ? "" : ` Earlier ones of the notebook are kept in \`${backup}\`.`}`,
    ko: `명령을 \`${folder}/commands.sh\`에 적어 두었습니다. 직접 적은 줄은 그대로 있습니다.${backup === undefined ? "" : ` 노트북의 이전 명령은 \`${backup}\`에 보관했습니다.`}`,
  }),
  faulty: (message: string): Text => ({
    en: `This is a fault of the exercise, not of your answer: please report it. ${message}`,
    ko: `답의 잘못이 아니라 연습의 잘못입니다. 알려 주세요. ${message}`,
  }),
  reset: (folder: string, backup: string | undefined): Text => ({
    en: `The files in \`${folder}\` are as they were at the start, and the cluster is a new one.${backup === undefined ? "" : ` Your old files are kept in \`${backup}\`.`}`,
    ko: `\`${folder}\`의 파일을 처음 상태로 되돌리고 클러스터를 새로 열었습니다.${backup === undefined ? "" : ` 이전 파일은 \`${backup}\`에 보관했습니다.`}`,
  }),
  noSolutionYet: {
    en: "The solution is shown once yours works: `await ex.check()`. If you would rather see it now: `ex.solution({ giveUp: true })`",
    ko: "풀이는 답이 통과한 뒤에 보여 드립니다: `await ex.check()`. 지금 보고 싶다면 `ex.solution({ giveUp: true })`를 실행하세요.",
  },
  noDebriefYet: {
    en: "What this exercise teaches is told once it is solved: `await ex.check()`",
    ko: "이 연습이 가르치는 것은 다 푼 뒤에 보여 드립니다: `await ex.check()`",
  },
  gaveUp: {
    en: "Reading a solution is a good way to learn, too. Type it in yourself, and check it: the points are still yours to get.",
    ko: "풀이를 읽는 것도 좋은 공부입니다. 직접 입력해 보고 확인하세요. 점수는 그대로 받을 수 있습니다.",
  },
  legend: {
    en: "From your files to the solution: `-` is yours, `+` is the author's. This is one way; every way that makes the cluster do what it should is as good.",
    ko: "내 파일을 풀이로 바꾸는 차이입니다. `-`는 내 줄, `+`는 풀이의 줄입니다. 이것은 한 가지 방법이며, 클러스터가 할 일을 해내면 어떤 방법이든 좋습니다.",
  },
  same: {
    en: "Your files are the same as the author's solution.",
    ko: "내 파일은 출제자의 풀이와 같습니다.",
  },
  solved: (score: number, maxScore: number): Text => ({
    en: `★ ${score}/${maxScore}  Solved. The cluster does what it should.`,
    ko: `★ ${score}/${maxScore}  풀었습니다! 클러스터가 할 일을 해냅니다.`,
  }),
  notYet: {
    en: "Change your commands or files, and check again. Commands that you gave already stay in the answer; `await ex.reset()` begins anew.",
    ko: "명령이나 파일을 고쳐 다시 확인하세요. 이미 실행한 명령은 답에 그대로 남습니다. 처음부터 하려면 `await ex.reset()`을 실행하세요.",
  },
  withheld: {
    "until-tried": {
      en: "Nothing has been tried yet. Look around in the cluster with `ex.sh` and `ex.read`, and change something.",
      ko: "아직 아무것도 해 보지 않았습니다. `ex.sh`와 `ex.read`로 클러스터를 살펴보고 무엇이든 바꿔 보세요.",
    },
    "until-hint": {
      en: "To find the fault is the exercise. Look around in the cluster with `ex.sh` and `ex.read`. Once you have read a hint, a check tells more, too.",
      ko: "어디가 잘못되었는지 찾는 것이 이 연습입니다. `ex.sh`와 `ex.read`로 클러스터를 살펴보세요. 힌트를 하나 읽은 뒤에는 확인할 때도 더 자세히 알려 드립니다.",
    },
  } satisfies Record<Withheld, Text>,
  hintReady: (tier: number, all: number): Text => ({
    en: `Stuck? Hint ${tier} of ${all} is ready: \`ex.hint()\``,
    ko: `막혔다면 힌트를 볼 수 있습니다(${tier}/${all}): \`ex.hint()\``,
  }),
  replayed: {
    en: "What your answer printed when the check ran it",
    ko: "확인할 때 답을 실행하면서 출력된 내용",
  },
  tier: (tier: number, all: number): Text => ({
    en: `Hint ${tier} of ${all}`,
    ko: `힌트 ${tier}/${all}`,
  }),
  moreHints: (seen: number, all: number): Text => {
    if (seen === 0)
      return {
        en: `There are ${all} hints. The first comes after a check that fails. To read it now: \`ex.hint({ next: true })\``,
        ko: `힌트는 ${all}개입니다. 첫 힌트는 확인에 실패한 뒤에 나옵니다. 지금 보려면 \`ex.hint({ next: true })\`를 실행하세요.`,
      };
    if (seen < all)
      return {
        en: "The next one comes after another check that fails, or on wish: `ex.hint({ next: true })`",
        ko: "다음 힌트는 다시 확인에 실패하면 나옵니다. 바로 보려면 `ex.hint({ next: true })`를 실행하세요.",
      };
    return {
      en: "That was the last hint. Still stuck? `ex.solution({ giveUp: true })` shows the solution.",
      ko: "마지막 힌트였습니다. 그래도 막혔다면 `ex.solution({ giveUp: true })`로 풀이를 볼 수 있습니다.",
    };
  },
  learned: { en: "What you have learned", ko: "이번에 배운 것" },
  beliefs: { en: "What many believe, and what is so", ko: "흔한 오해와 사실" },
  noDebrief: { en: "This exercise has no debrief.", ko: "이 연습에는 정리 글이 없습니다." },
  next: (id: string, title: string): Text => ({
    en: `Next exercise of this chapter: **${id}** ${title}`,
    ko: `이 장의 다음 연습: **${id}** ${title}`,
  }),
  chapterDone: {
    en: "Every exercise of this chapter is solved.",
    ko: "이 장의 연습을 모두 풀었습니다.",
  },
};
