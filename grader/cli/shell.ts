/**
 * `bootcamp shell`: a prompt on a simulated cluster. A Pod's shell (`kubectl exec -it`, `kubectl run -it`) takes the keys
 * over for as long as it runs.
 */
import { stdin, stdout } from "node:process";
import type { Language, OnOutput } from "service-bootcamp";
import { type Cluster, type ClusterOptions, isUnfinished } from "service-bootcamp";
import { runScript } from "../script.ts";
import type { Text } from "../text.ts";
import { type ExerciseCluster, exerciseCluster } from "./exercise-cluster.ts";
import { expandHistory } from "./history-expansion.ts";
import { type HomeFiles, readHome } from "./home-files.ts";
import { type Completer, INTERRUPTED, Prompt } from "./prompt.ts";
import { startCluster } from "./start-cluster.ts";
import { UsageError } from "./usage-error.ts";

export interface ShellOptions extends ClusterOptions {
  readonly lang: Language;
  /** The cluster of this exercise, with the learner's answer run on it; the learner's files are the home. */
  readonly exercise?: string;
  /** As the exercise's cluster is before the answer. */
  readonly before?: boolean;
}

const PROMPT = "$ ";
const CONTINUED = "> ";
/** Of a command that SIGINT ended. */
const INTERRUPTED_EXIT_CODE = 130;
/** What `$EDITOR` and `kubectl edit` start: whichever editor the person has chosen on their computer. */
const OWN_EDITOR = "export EDITOR=editor";
/** The most simulated time that passes between two commands, so that nobody waits after a long pause (pauseMax). */
const PAUSE_MAX_MS = 3_600_000;

/** @returns the exit code of the last command, or the one given to `exit`. */
export async function shell(options: ShellOptions): Promise<number> {
  const { cluster, files, welcome } = await clusterAndHome(options);
  if (stdin.isTTY) stdout.write(`${welcome}\n`);
  return promptOn(cluster, files);
}

/** @param files of the home; it closes the cluster. @returns the exit code of the last command, or the one given to `exit`. */
export async function promptOn(cluster: Cluster, files: ExerciseCluster["files"]): Promise<number> {
  const prompt = new Prompt(completerOf(cluster));
  try {
    return await converse(cluster, prompt, files);
  } finally {
    prompt.close();
    await cluster.close();
  }
}

async function clusterAndHome({
  lang,
  exercise,
  before = false,
  ...options
}: ShellOptions): Promise<ExerciseCluster> {
  if (exercise !== undefined) return exerciseCluster(exercise, { lang, before, ...options });
  if (before) throw new UsageError(texts.beforeWhat[lang]);
  const cluster = await startCluster({ ...options, pace: 0 }, lang);
  return { cluster, files: readHome(process.cwd()).files, welcome: texts.welcome[lang] };
}

async function converse(cluster: Cluster, prompt: Prompt, home: ExerciseCluster["files"]): Promise<number> {
  let exitCode = 0;
  let files = home;
  let last = Date.now();
  if (stdin.isTTY) await cluster.run(OWN_EDITOR);
  for (let script = await readCommand(prompt); script !== undefined; script = await readCommand(prompt)) {
    const leave = /^\s*(?:exit|logout)(?:\s+(\d+))?\s*$/.exec(script);
    if (leave !== null) return leave[1] === undefined ? exitCode : Number(leave[1]) & 255;
    // As much time passes in the cluster as the person took to read and type.
    await cluster.advance(Math.min(Date.now() - last, PAUSE_MAX_MS));
    exitCode = await run(cluster, script, files, prompt);
    files = {};
    last = Date.now();
  }
  return exitCode;
}

/** As at a terminal: Ctrl-C ends the command. */
async function run(
  cluster: Cluster,
  script: string,
  files: HomeFiles["files"],
  prompt: Prompt,
): Promise<number> {
  const onOutput: OnOutput = (text, stream) => process[stream].write(text);
  if (!stdin.isTTY) return runScript(cluster, script, { files, onOutput });
  const end = new AbortController();
  const exitCode = await prompt.whileRunning(end, () =>
    runScript(cluster, script, { files, onOutput, terminal: prompt, signal: end.signal }),
  );
  if (!end.signal.aborted) return exitCode;
  stdout.write("\n");
  await cluster.run(`(exit ${INTERRUPTED_EXIT_CODE})`); // for $?
  return INTERRUPTED_EXIT_CODE;
}

/** One command, over as many lines as it takes; undefined at the end of the input. */
async function readCommand(prompt: Prompt): Promise<string | undefined> {
  let script = "";
  while (script === "" || isUnfinished(script)) {
    const line = await prompt.ask(script === "" ? PROMPT : CONTINUED);
    if (line === undefined) return script === "" ? undefined : script;
    const read = line === INTERRUPTED ? INTERRUPTED : expand(line, prompt);
    if (read !== undefined) script = read === INTERRUPTED ? "" : `${script}${read}\n`;
  }
  const command = script.trim();
  if (command !== "") prompt.history.push(command);
  return script;
}

/** As bash does at a terminal: an expanded line is shown before it runs. @returns undefined when it is refused */
function expand(line: string, prompt: Prompt): string | undefined {
  if (!stdin.isTTY) return line;
  const expansion = expandHistory(line, prompt.history);
  if ("error" in expansion) {
    prompt.write(`bash: ${expansion.error}\n`);
    return undefined;
  }
  if (expansion.line !== line) prompt.write(`${expansion.line}\n`);
  return expansion.line;
}

function completerOf(cluster: Cluster): Completer {
  return (line) => {
    const command = line.slice(
      Math.max(line.lastIndexOf("|"), line.lastIndexOf(";"), line.lastIndexOf("&")) + 1,
    );
    return [cluster.complete(command), command.split(/\s+/).at(-1) ?? ""];
  };
}

const texts = {
  beforeWhat: {
    en: "--before goes with --exercise ID: it shows that exercise's cluster before your answer",
    ko: "--before는 --exercise ID와 함께 씁니다. 그 연습의 클러스터를 답을 실행하기 전 상태로 보여 줍니다",
  } satisfies Text,
  welcome: {
    en: "A simulated Kubernetes 1.33 cluster. Try: kubectl get nodes. TAB completes, exit leaves.",
    ko: "시뮬레이션 쿠버네티스 1.33 클러스터입니다. kubectl get nodes로 시작해 보세요. TAB은 자동 완성, exit는 나가기입니다.",
  } satisfies Text,
};
