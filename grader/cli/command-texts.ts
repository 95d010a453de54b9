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
  list: { en: "list the exercises", ko: "연습 목록을 봅니다" },
  check: {
    en: "check your answer to an exercise; without one, the first that is not solved",
    ko: "연습의 답을 확인합니다. 지정하지 않으면 아직 풀지 않은 첫 연습을 확인합니다",
  },
  grade: { en: "grade folders, zips and notebooks", ko: "폴더, zip, 노트북을 채점합니다" },
  verify: {
    en: "prove exercises: solvable, not solved at the start, mistakes noticed",
    ko: "연습을 검증합니다. 풀 수 있는지, 처음부터 풀려 있지 않은지, 실수를 알아채는지 확인합니다",
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
    en: "the exercise, such as 01-scale-to-five or 1",
    ko: "연습. 예: 01-scale-to-five, 1",
  },
  checkSeed: {
    en: "the seed of the cluster that the answer is checked on",
    ko: "답을 확인할 클러스터의 시드",
  },
  paths: {
    en: "a class (a folder with one entry per learner), or single learners",
    ko: "학급(학습자마다 항목이 하나씩 있는 폴더) 또는 학습자",
  },
  out: { en: "where reports are written", ko: "보고서를 쓸 폴더" },
  formats: { en: "reports to make", ko: "만들 보고서" },
  jobs: {
    en: "learners at once (default: one per processor)",
    ko: "동시에 채점할 학습자 수 (기본값: 프로세서마다 하나)",
  },
  gradeSeed: {
    en: "the seed of the clusters that all answers are graded on",
    ko: "모든 답을 채점할 클러스터의 시드",
  },
  exercises: { en: "exercises; without any, all of them", ko: "연습. 지정하지 않으면 모두" },
  seeds: {
    en: "the seeds under which every claim is tried",
    ko: "모든 주장을 시험할 시드",
  },
  verbose: { en: "name every claim", ko: "주장을 모두 출력합니다" },
} satisfies Readonly<Record<string, Text>>;
