/** The sentences of the instructor's page. */

import type { Language } from "service-bootcamp";
import { counted } from "../../text.ts";

const en = {
  title: "Class overview",
  graded: (learners: number, exercises: number) =>
    `${counted(learners, "learner")}, ${counted(exercises, "exercise")}`,
  gradedBy: (version: string, course: string, seed: number) =>
    `Graded by service-bootcamp ${version}, course ${course}, seed ${seed}.`,
  average: "Average",
  median: "Median",
  full: "All points",
  nothing: "Nothing handed in",
  errors: "Not (fully) gradable",
  ofThose: "Average and median are of those who handed something in.",
  spread: "How the scores are spread",
  spreadMeaning: (counts: string) => `Learners by share of the points: ${counts}`,
  tenth: (from: number) => (from === 100 ? "100 %" : `${from}–${from + 9} %`),
  attention: "Worth a look",
  attentionMeaning: "A list to look at yourself, and no verdict: each line may have a good reason.",
  none: "Nothing stands out.",
  couldNot: "Could not be graded",
  everything: "everything",
  gradedAgain: "Graded a second time, alone",
  gradedAgainMeaning:
    "One process grades many learners. Where it went wrong, the learner was graded again in a process of their own, and only this counts.",
  retried: {
    crash: "the process ended by itself, or was killed",
    timeLimit: "it took longer than the exercise may (timeLimitMs)",
    memoryMbMax: "it needed more memory than a process may have (memoryMbMax)",
    residentMbMax: "the process held more memory than it may (residentMbMax)",
    messageBytesMax: "its result was larger than a result may be (messageBytesMax)",
    error: "something could not be judged, or what was reported was no result",
    difference: "the two gradings differed, which is a fault of the grader: please report it",
  },
  unkept: "Not kept away from this machine",
  unkeptMeaning:
    "The processes that graded these had neither bubblewrap nor Node's permission model around them. Commands of learners are still only interpreted, and what is reported is still checked.",
  everybody: "everybody who handed something in",
  missing: "Handed in nothing",
  late: "Handed in late",
  lateBy: (time: string) => `by ${time}`,
  same: "Handed in exactly the same files",
  similar: "Nearly the same answers, beyond what the author wrote and what many have",
  similarMeaning:
    "Of the pieces of an answer that either has, the share that both have. Who learned together or read the same page has them too. The report format similarity writes every pair, with the number of pieces, to similarity.csv.",
  moreSimilar: (count: number) => `and ${count} more pairs: --formats similarity lists them all`,
  slow: "Took far longer than others",
  seconds: (ms: number) => `${(ms / 1000).toFixed(1)} s`,
  notes: "Read only in part",
  causes: "What went wrong, by cause",
  causesMeaning:
    "The cause is the id of the diagnosis that the grader made in the learner's cluster. Where it made none, failures are grouped by their check.",
  noFailures: "No check failed.",
  noCause: "no cause found",
  learners: (count: number) => counted(count, "learner"),
  inExercises: (ids: string) => `in ${ids}`,
  all: (count: number) =>
    count === 1
      ? "The learner, and how to grade again"
      : `All ${count} learners, and how to grade them again`,
  again: "With the seed of these results, so that every name and address is as it was:",
  checks: "How hard each check was",
  checksMeaning:
    "Shares are of those who handed the exercise in. A check that waits for another one is asked later, so that its share cannot be higher.",
  exercise: "Exercise",
  check: "Check",
  points: "Points",
  passed: "Passed",
  passedOf: (passed: number, asked: number) => `${passed} of ${asked}`,
  failed: "Failed",
  hidden: {
    hidden: "hidden",
    after_due_date: "after the due date",
    after_published: "once published",
    visible: "",
  },
  predictions: "Predictions against what happens",
  predictionsMeaning:
    "What learners wrote down in notebooks before they tried it, as far as submissions carry it: the notebook itself, or a zip of bootcamp submit. It is worth no points. ✓ is what happens in the course's own run.",
  notebook: "Notebook",
  question: "Question",
  predicted: "How many predicted what",
  asItHappens: "As it happens",
  scores: "Scores",
  learner: "Learner",
  sum: "Sum",
  mark: "Mark",
  cells: { "not-submitted": "not handed in", error: "could not be graded" },
  legend: "– is not handed in, ! could not be graded",
  without: (ids: string) => `Not shown, since nobody has a score there: ${ids}`,
};

const ko: typeof en = {
  title: "학급 개요",
  graded: (learners, exercises) => `학습자 ${learners}명, 연습 ${exercises}개`,
  gradedBy: (version, course, seed) =>
    `service-bootcamp ${version}, 과정 ${course}, 시드 ${seed}(으)로 채점했습니다.`,
  average: "평균",
  median: "중앙값",
  full: "만점",
  nothing: "미제출",
  errors: "채점하지 못한 것이 있음",
  ofThose: "평균과 중앙값은 제출한 학습자만으로 계산했습니다.",
  spread: "점수 분포",
  spreadMeaning: (counts) => `득점 비율별 학습자 수: ${counts}`,
  tenth: (from) => (from === 100 ? "100 %" : `${from}–${from + 9} %`),
  attention: "살펴볼 것",
  attentionMeaning: "직접 살펴볼 목록이며 판정이 아닙니다. 줄마다 그럴 만한 까닭이 있을 수 있습니다.",
  none: "눈에 띄는 것이 없습니다.",
  couldNot: "채점하지 못함",
  everything: "전부",
  gradedAgain: "따로 한 번 더 채점함",
  gradedAgainMeaning:
    "프로세스 하나가 여러 학습자를 채점합니다. 그 프로세스에 문제가 생긴 학습자는 별도의 프로세스에서 다시 채점했고, 그 결과만 씁니다.",
  retried: {
    crash: "프로세스가 스스로 끝났거나 강제로 종료되었습니다",
    timeLimit: "연습의 시간 제한을 넘겼습니다(timeLimitMs)",
    memoryMbMax: "프로세스에 허용한 것보다 메모리가 더 필요했습니다(memoryMbMax)",
    residentMbMax: "프로세스가 메모리를 허용한 것보다 많이 차지했습니다(residentMbMax)",
    messageBytesMax: "결과가 허용한 크기보다 컸습니다(messageBytesMax)",
    error: "판정하지 못한 것이 있거나, 보고한 내용이 결과의 형식이 아니었습니다",
    difference: "두 번의 채점 결과가 서로 달랐습니다. 채점기의 잘못이니 알려 주세요",
  },
  unkept: "이 컴퓨터와 격리하지 못함",
  unkeptMeaning:
    "이들을 채점한 프로세스에는 bubblewrap도 Node의 권한 모델도 쓸 수 없었습니다. 그래도 학습자의 명령은 해석만 하고, 보고한 내용은 검사한 뒤에 씁니다.",
  everybody: "제출한 학습자 모두",
  missing: "아무것도 제출하지 않음",
  late: "늦게 제출",
  lateBy: (time) => `${time} 늦음`,
  same: "제출한 파일이 완전히 같음",
  similar: "거의 같은 답(출제자가 쓴 부분과 여럿이 똑같이 쓴 부분은 뺌)",
  similarMeaning:
    "비율은 두 사람 중 한 명이라도 쓴 조각 가운데 둘 다 쓴 조각이 차지하는 몫입니다. 함께 공부했거나 같은 글을 보아도 비슷해집니다. 보고 형식 similarity를 고르면 모든 쌍과 조각 수가 similarity.csv에 담깁니다.",
  moreSimilar: (count: number) =>
    `그 밖에 ${count}쌍이 더 있습니다. --formats similarity로 모두 볼 수 있습니다`,
  slow: "다른 학습자보다 훨씬 오래 걸림",
  seconds: (ms) => `${(ms / 1000).toFixed(1)}초`,
  notes: "일부만 읽음",
  causes: "원인별로 본 실패",
  causesMeaning:
    "원인은 채점기가 학습자의 클러스터에서 찾아낸 진단의 이름입니다. 진단이 없으면 검사별로 묶었습니다.",
  noFailures: "실패한 검사가 없습니다.",
  noCause: "원인을 찾지 못함",
  learners: (count) => `학습자 ${count}명`,
  inExercises: (ids) => ids,
  all: (count) =>
    count === 1 ? "학습자와 다시 채점하는 명령" : `학습자 ${count}명 모두와 다시 채점하는 명령`,
  again: "이 결과와 같은 시드로 채점하므로 이름과 주소가 그대로입니다.",
  checks: "검사별 난이도",
  checksMeaning:
    "비율은 그 연습을 제출한 학습자를 기준으로 합니다. 다른 검사를 기다리는 검사는 그다음에 확인하므로 비율이 더 높을 수 없습니다.",
  exercise: "연습",
  check: "검사",
  points: "배점",
  passed: "통과",
  passedOf: (passed, asked) => `${asked}명 중 ${passed}명`,
  failed: "실패",
  hidden: { hidden: "비공개", after_due_date: "마감 뒤 공개", after_published: "발표 뒤 공개", visible: "" },
  predictions: "예측과 실제",
  predictionsMeaning:
    "학습자가 직접 해 보기 전에 노트북에 적은 예측입니다. 노트북이나 bootcamp submit의 zip처럼 제출물에 예측이 들어 있을 때만 나옵니다. 점수에는 들어가지 않습니다. ✓는 과정에서 실행했을 때 실제로 일어나는 일입니다.",
  notebook: "노트북",
  question: "질문",
  predicted: "몇 명이 무엇을 예측했나",
  asItHappens: "실제와 같음",
  scores: "점수표",
  learner: "학습자",
  sum: "합계",
  mark: "성적",
  cells: { "not-submitted": "미제출", error: "채점하지 못함" },
  legend: "–는 미제출, !는 채점하지 못한 것입니다",
  without: (ids) => `채점된 사람이 없어 싣지 않은 연습: ${ids}`,
};

export const overviewTexts: Readonly<Record<Language, typeof en>> = { en, ko };
export type OverviewTexts = typeof en;
