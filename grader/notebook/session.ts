/** The lab that the first cell opened; every other function of a cell acts on it. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  CellStop,
  type ClusterOptions,
  type Lab,
  type LabTraffic,
  type LabTrafficOptions,
  type Language,
  type Lesson,
  openLab as openLibraryLab,
  type ShellText,
  type Show,
} from "service-bootcamp";
import { PredictionsOf } from "../learner/predictions.ts";
import { projectRoot } from "../project-root.ts";
import { languageOf } from "../text.ts";
import { say } from "./html.ts";
import { readLesson } from "./lesson-file.ts";

export interface OpenOptions {
  /** Language of pictures and sentences; kubectl speaks English. Default: that of the lab. */
  readonly lang?: Language;
}

export interface Session {
  readonly lesson: Lesson;
  readonly lang: Language;
  readonly lab: Lab;
  readonly predictions: PredictionsOf;
}

let session: Session | undefined;
const endings: (() => void)[] = [];

/** @throws CellStop before the first cell was run. */
export function openSession(): Session {
  if (session === undefined) throw new CellStop(texts.notOpen[languageOf(process.env)]);
  return session;
}

/** Calls once, when the cluster of the session makes room for a new one. */
export function onNewCluster(call: () => void): void {
  endings.push(call);
}

/**
 * Opens the lab of a notebook: a new cluster, as small as a class needs it. Run this cell again to begin anew.
 *
 * @param id the name of the notebook: `01-why`
 */
export async function openLab(id: string, options: OpenOptions = {}): Promise<void> {
  const lang = options.lang ?? languageOf(process.env);
  await open(readLesson(id, lang), lang);
}

/**
 * Begins a section of the notebook with a new cluster, brought to where the section starts: `start("3")`. What you predicted stays.
 *
 * @param options of this cluster, instead of the notebook's: `{ proxyMode: "iptables", seed: 3 }`
 */
export async function start(section: string | number, options: ClusterOptions = {}): Promise<void> {
  const started = openSession().lab.start(section, options);
  for (const end of endings.splice(0)) end();
  await started;
}

async function open(lesson: Lesson, lang: Language): Promise<Session> {
  for (const end of endings.splice(0)) end();
  await session?.lab.cluster.close();
  const predictions = new PredictionsOf(lesson.id, (note) => say(note[lang]));
  const { expected } = predictions;
  const lab = await openLibraryLab({ lesson, lang, folder: filesFolder(), expected, announce: true });
  session = { lesson, lang, lab, predictions };
  return session;
}

/** The manifests of the course: the learner's own copies beside the notebooks, else the project's. */
function filesFolder(): string {
  const own = resolve("../files");
  return existsSync(own) ? own : join(projectRoot(), "notebooks", "files");
}

/** Runs bash text on your machine in front of the cluster, and prints what a terminal shows: ``sh`kubectl get pods` `` */
export function sh(text: ShellText, ...values: unknown[]): Promise<void> {
  return openSession().lab.sh(text, ...values);
}

/** Runs bash text without printing. @returns what it printed, without the last line's end. */
export function read(text: ShellText, ...values: unknown[]): Promise<string> {
  return openSession().lab.read(text, ...values);
}

/** Pictures of the cluster as it is now, and of the requests of the last `sh`: `show.service("web")`. */
export const show: Show = new Proxy({} as Show, {
  get: (_, name) => openSession().lab.show[name as keyof Show],
});

/** Writes down what you expect before you try it. Put the letter of your choice in place of the question mark. */
export function predict(question: string, choice: string): void {
  const { lab, predictions } = openSession();
  lab.predict(question, choice);
  const recorded = lab.predictions.find((each) => each.question === question)?.expected;
  if (recorded !== undefined) predictions.record(question, recorded);
}

/** Tells what happened beside what you expected, and why. */
export function reveal(question: string): Promise<void> | void {
  return openSession().lab.reveal(question);
}

/** Lets time pass in the cluster at once: `advance("3h")`. */
export function advance(duration: string | number): Promise<void> {
  return openSession().lab.advance(duration);
}

/**
 * Sends requests in the background, while the cells after it act: it goes on whenever time passes in the cluster. Pictures and
 * `reveal` wait for its end, and are about its requests.
 *
 * @example
 * traffic({ from: "pod/client", url: "http://web", every: "100ms", for: "30s" });
 * await sh`kubectl rollout restart deploy/web; kubectl rollout status deploy/web`;
 */
export function traffic(options: LabTrafficOptions): LabTraffic {
  return openSession().lab.traffic(options);
}

/**
 * Writes an object to a file beside this notebook, for you to edit: `edit("svc/web")`. When it is saved, the next `sh` gives it to the
 * cluster, as `kubectl edit` does when its editor is closed.
 */
export function edit(target: string): Promise<void> {
  return openSession().lab.edit(target);
}

const texts = {
  notOpen: {
    en: "The lab is not open: run the first cell of this notebook, and then this one again.",
    ko: "아직 실습을 열지 않았습니다. 이 노트북의 첫 셀을 실행한 뒤 이 셀을 다시 실행하세요.",
  },
};
