/** What `--help` says of each command and option, in both languages. */
import type { Text } from "../text.ts";

export const commandTexts = {
  bootcamp: {
    en: "Learn and grade Kubernetes Services on a simulated cluster",
    ko: "시뮬레이션 클러스터에서 쿠버네티스 서비스를 배우고 채점합니다",
  },
  lab: {
    en: "open the course in JupyterLab, installing what is missing",
    ko: "JupyterLab에서 실습을 엽니다. 없는 것은 설치합니다",
  },
  run: {
    en: "run a bash script on a fresh simulated cluster; the files beside it are the shell's home",
    ko: "새 시뮬레이션 클러스터에서 bash 스크립트를 실행합니다. 스크립트 옆의 파일이 셸의 홈이 됩니다",
  },
  shell: {
    en: "an interactive prompt on a simulated cluster; the files of the current folder are its home",
    ko: "시뮬레이션 클러스터의 대화형 셸입니다. 현재 폴더의 파일이 홈이 됩니다",
  },
  cluster: {
    en: "serve a simulated cluster in real time, for your own kubectl",
    ko: "시뮬레이션 클러스터를 실제 시간으로 열어 둡니다. 내 kubectl로 접속할 수 있습니다",
  },
  status: { en: "where you are, and what is next", ko: "어디까지 왔고 다음이 무엇인지 봅니다" },
  list: { en: "list the exercises, and how far you are", ko: "연습과 진도를 봅니다" },
  task: {
    en: "read an exercise; your files are laid out in work/",
    ko: "문제를 읽습니다. 파일이 work/에 준비됩니다",
  },
  check: {
    en: "check your answer to an exercise; without one, the exercise you are at",
    ko: "연습의 답을 확인합니다. 지정하지 않으면 지금 푸는 연습을 확인합니다",
  },
  watch: {
    en: "check your answer, and again whenever you save a file",
    ko: "답을 확인하고, 파일을 저장할 때마다 다시 확인합니다",
  },
  hint: {
    en: "read a hint; a check that fails earns one",
    ko: "힌트를 봅니다. 확인에 실패할 때마다 하나씩 열립니다",
  },
  reset: {
    en: "put your files back as they were at the start; the old ones are kept",
    ko: "파일을 처음 상태로 되돌립니다. 이전 파일은 보관합니다",
  },
  solution: {
    en: "compare your answer with the author's, once it works",
    ko: "답이 통과한 뒤 출제자의 풀이와 비교합니다",
  },
  debrief: { en: "what a solved exercise wanted to teach", ko: "다 푼 연습이 무엇을 가르치는지 봅니다" },
  progress: {
    en: "how far you are, and how to take that to another machine",
    ko: "진도를 보거나 다른 컴퓨터로 옮깁니다",
  },
  submit: {
    en: "pack your answers into one zip, or verify such a zip",
    ko: "답을 zip 하나로 묶거나, 그런 zip을 확인합니다",
  },
  grade: { en: "grade folders, zips and notebooks", ko: "폴더, zip, 노트북을 채점합니다" },
  publish: {
    en: "hand out what a gradebook has kept, and say which marks moved since the last time",
    ko: "성적부에 저장된 결과를 공개하고, 지난번 뒤로 바뀐 성적을 알려 줍니다",
  },
  mark: {
    en: "give points or a comment by hand; regrading leaves them",
    ko: "점수나 의견을 직접 줍니다. 다시 채점해도 그대로 남습니다",
  },
  verify: {
    en: "prove exercises: solvable, not solved at the start, mistakes noticed",
    ko: "연습을 검증합니다. 풀 수 있는지, 처음부터 풀려 있지 않은지, 실수를 알아채는지 확인합니다",
  },
  lint: {
    en: "say what kubectl and experience say of manifests",
    ko: "매니페스트를 kubectl과 경험에 비추어 살펴봅니다",
  },
  tree: {
    en: "show the Services of manifests with their slices, Pods and containers",
    ko: "매니페스트의 서비스를 슬라이스, 파드, 컨테이너까지 나무로 보여 줍니다",
  },
  help: { en: "display help for command", ko: "명령의 도움말을 봅니다" },
} satisfies Readonly<Record<string, Text>>;

export const optionTexts = {
  help: { en: "display help for command", ko: "도움말을 봅니다" },
  version: { en: "print the version", ko: "버전을 출력합니다" },
  lang: { en: "language of sentences", ko: "문장의 언어" },
  noBrowser: { en: "only print the address", ko: "브라우저를 열지 않고 주소만 출력합니다" },
  labPort: { en: "a fixed port", ko: "고정 포트" },
  clusterPort: { en: "a fixed port (default: a free one)", ko: "고정 포트 (기본값: 빈 포트)" },
  kubeconfig: {
    en: "where to write the kubeconfig (default: a temporary file)",
    ko: "kubeconfig를 쓸 파일 (기본값: 임시 파일)",
  },
  script: { en: "a file, or - for standard input", ko: "파일, 또는 표준 입력을 뜻하는 -" },
  pace: {
    en: "simulated time between two statements, such as 5s or 0",
    ko: "두 문장 사이에 흐르는 시뮬레이션 시간. 예: 5s, 0",
  },
  json: { en: "print {stdout, stderr, exitCode}", ko: "{stdout, stderr, exitCode}로 출력합니다" },
  seed: {
    en: "the same seed gives the same names, addresses and output",
    ko: "시드가 같으면 이름, 주소, 출력이 같습니다",
  },
  nodes: { en: "nodes of the cluster", ko: "클러스터의 노드 수" },
  noLoadBalancer: {
    en: "Services of type LoadBalancer stay <pending>, as without a cloud",
    ko: "클라우드가 없을 때처럼 LoadBalancer 서비스를 <pending>으로 둡니다",
  },
  proxyMode: {
    en: "how kube-proxy chooses among endpoints",
    ko: "kube-proxy가 엔드포인트를 고르는 방식",
  },
  exercise: {
    en: "the exercise: 06-session-affinity, session-affinity, or the chapter's number, 6",
    ko: "연습. 예: 06-session-affinity, session-affinity, 또는 장의 번호 6",
  },
  listJson: { en: "print the list as JSON", ko: "목록을 JSON으로 출력합니다" },
  nextHint: { en: "one hint more than you have earned", ko: "아직 열리지 않은 다음 힌트도 봅니다" },
  giveUp: {
    en: "show the solution before yours works",
    ko: "답이 통과하기 전에 풀이를 봅니다",
  },
  learnerId: {
    en: "who you are, as your class list has it: exercises then have your own names and ports",
    ko: "학급 명단에 적힌 내 이름이나 학번. 학습자마다 다른 연습에 내 값이 나옵니다",
  },
  exportTo: { en: "write your progress to a file", ko: "진도를 파일로 내보냅니다" },
  importFrom: {
    en: "take progress in from such a file; what was there is kept",
    ko: "그런 파일에서 진도를 불러옵니다. 있던 진도는 보관합니다",
  },
  learner: {
    en: "the name you submit under (default: that of the last time)",
    ko: "제출할 이름 (기본값: 지난번 이름)",
  },
  zip: { en: "where to write the zip (default: work/NAME.zip)", ko: "zip을 쓸 파일 (기본값: work/이름.zip)" },
  verifyZip: {
    en: "whether the files and the score of such a zip are as it says",
    ko: "그런 zip의 파일과 점수가 적힌 그대로인지 확인합니다",
  },
  shellExercise: {
    en: "look around in an exercise's cluster, after your answer has been run",
    ko: "내 답을 실행한 뒤의 연습 클러스터를 둘러봅니다",
  },
  before: {
    en: "with --exercise: as the cluster is before your answer",
    ko: "--exercise와 함께: 내 답을 실행하기 전의 클러스터",
  },
  checkSeed: {
    en: "the seed of the cluster that the answer is checked on",
    ko: "답을 확인할 클러스터의 시드",
  },
  paths: {
    en: "a class (a folder with one entry per learner), or single learners",
    ko: "학급(학습자마다 항목이 하나씩 있는 폴더) 또는 학습자",
  },
  manifests: { en: "manifests, or folders of them", ko: "매니페스트, 또는 매니페스트가 있는 폴더" },
  treeArguments: {
    en: "manifests, and behind them perhaps one Service: web, shop/web",
    ko: "매니페스트, 그 뒤에 서비스 하나를 적을 수 있습니다. 예: web, shop/web",
  },
  out: { en: "where reports are written", ko: "보고서를 쓸 폴더" },
  roster: {
    en: "a CSV of who is in the class: id, and name, email, section, extension, multiplier, language if wished",
    ko: "학급 명단 CSV: id(학번), 그 밖에 name, email, section, extension, multiplier, language",
  },
  single: {
    en: "each path is one learner, whatever is in it",
    ko: "안에 무엇이 있든 경로 하나를 학습자 한 명으로 봅니다",
  },
  due: {
    en: "when the class had to hand in, such as 2026-03-02T23:59+09:00: results say by how much a submission is late",
    ko: "마감 시각. 예: 2026-03-02T23:59+09:00. 얼마나 늦었는지 결과에 적습니다",
  },
  secret: {
    en: "what the values of learners are drawn from (default: BOOTCAMP_SECRET, or that of exercises/course.yaml)",
    ko: "학습자마다 다른 값을 뽑는 비밀 글 (기본값: BOOTCAMP_SECRET 또는 exercises/course.yaml에 적은 것)",
  },
  formats: { en: "reports to make, separated by commas", ko: "만들 보고서. 쉼표로 구분합니다" },
  formatList: { en: "Formats of reports:", ko: "보고서 형식:" },
  only: {
    en: "grade these learners or exercises only, separated by commas, and take the rest from the gradebook, or without one from the folder of --out",
    ko: "이 학습자나 연습만 채점하고 나머지는 성적부에서, 성적부가 없으면 --out 폴더에서 가져옵니다. 쉼표로 구분합니다",
  },
  resume: {
    en: "go on where a grading stopped: what is in the folder of --out is taken from there, unless it has changed",
    ko: "멈춘 채점을 이어서 합니다. --out 폴더에 있고 그 뒤로 바뀌지 않은 결과는 그대로 씁니다",
  },
  jobs: {
    en: "learners at once (default: one per processor)",
    ko: "동시에 채점할 학습자 수 (기본값: 프로세서마다 하나)",
  },
  gradeSeed: {
    en: "the seed of the clusters that all answers are graded on (default: drawn, and kept in the results)",
    ko: "모든 답을 채점할 클러스터의 시드 (기본값: 무작위로 뽑아 결과에 적음)",
  },
  replay: {
    en: "grades nobody: opens a shell on one learner's cluster, with the seed of the result in --out; behind the paths, a learner and an exercise",
    ko: "채점하지 않고 한 학습자의 클러스터에서 셸을 엽니다. 시드는 --out의 결과에서 가져옵니다. 경로 뒤에 학습자와 연습을 적습니다",
  },
  step: {
    en: "with --replay: as the cluster is after so many steps of the answer (default: all of them)",
    ko: "--replay와 함께: 답의 몇 단계까지 실행한 클러스터인지 (기본값: 끝까지)",
  },
  gradebook: {
    en: "a file that keeps the class: submissions, results, points given by hand; a second run grades only what changed",
    ko: "학급을 저장하는 파일. 제출물, 결과, 직접 준 점수를 담습니다. 다시 실행하면 바뀐 것만 채점합니다",
  },
  keptGradebook: {
    en: "the file that bootcamp grade --gradebook has made",
    ko: "bootcamp grade --gradebook으로 만든 파일",
  },
  diff: {
    en: "only say whose mark moves, by which check, and what changed since the last publication; needs --gradebook",
    ko: "마지막 공개 뒤로 누구의 성적이 어느 검사에서 왜 바뀌는지만 보여 줍니다. --gradebook이 필요합니다",
  },
  policy: {
    en: "how scores become marks, a file of YAML: lateness, attempts, hints (grader/policy-v1.schema.json)",
    ko: "점수를 성적으로 바꾸는 규칙 YAML 파일: 지각, 시도, 힌트 (grader/policy-v1.schema.json)",
  },
  anonymous: {
    en: "words stand for learners in all reports; the key stays in the gradebook",
    ko: "모든 보고서에서 학습자를 낱말로 바꿉니다. 누구인지는 성적부에만 남습니다",
  },
  releaseHints: {
    en: "release the hints from now on, where the policy says hints: released",
    ko: "정책이 hints: released일 때, 이제부터 힌트를 공개합니다",
  },
  markLearner: { en: "the learner's id", ko: "학습자의 id" },
  markCheck: { en: "the id of one of its checks", ko: "그 연습의 검사 id" },
  points: {
    en: "points instead of those of the checks; for an exercise they are its mark, whenever it was handed in",
    ko: "검사가 준 점수 대신 줄 점수. 연습에 주면 늦게 냈더라도 그대로 성적이 됩니다",
  },
  reason: { en: "why; the learner reads it", ko: "이유. 학습자가 읽습니다" },
  comment: { en: "what the learner shall read", ko: "학습자에게 보여 줄 의견" },
  clear: { en: "take back the points and comments given there", ko: "그곳에 준 점수와 의견을 취소합니다" },
  exercises: { en: "exercises; without any, all of them", ko: "연습. 지정하지 않으면 모두" },
  seeds: {
    en: "the seeds under which right answers are tried, and wrong ones under the first three (default: 1 to 20)",
    ko: "맞는 답을 시험할 시드. 틀린 답은 처음 세 개로 시험합니다 (기본값: 1부터 20까지)",
  },
  proofJobs: {
    en: "processes at once (default: one per processor)",
    ko: "동시에 돌릴 프로세스 수 (기본값: 프로세서마다 하나)",
  },
  newExercise: {
    en: "begin an exercise, named CHAPTER-topic",
    ko: "새 연습을 시작합니다. 이름은 장-주제",
  },
  verbose: { en: "name every claim", ko: "주장을 모두 출력합니다" },
} satisfies Readonly<Record<string, Text>>;
