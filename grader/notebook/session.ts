/** The lab that the first cell opened; every other function of a cell acts on it. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  CellStop,
  type Lab,
  type Language,
  type Lesson,
  openLab as openLibraryLab,
  type ShellText,
  type Show,
} from "service-bootcamp";
import { PredictionsOf } from "../learner/predictions.ts";
import { projectRoot } from "../project-root.ts";
import { languageOf, type Text } from "../text.ts";
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
  console.log(texts.opened[lang]);
}

/** Begins a section of the notebook with a new cluster, brought to where the section starts: `start("3")`. */
export async function start(section: string | number): Promise<void> {
  const { lesson, lang } = openSession();
  const script = lesson.sections[String(section)];
  if (script === undefined)
    throw new CellStop(texts.noSection(String(section), Object.keys(lesson.sections))[lang]);
  const { lab } = await open(lesson, lang);
  await lab.read(script);
  console.log(texts.started(String(section))[lang]);
}

async function open(lesson: Lesson, lang: Language): Promise<Session> {
  for (const end of endings.splice(0)) end();
  await session?.lab.cluster.close();
  const predictions = new PredictionsOf(lesson.id, (note) => say(note[lang]));
  const { expected } = predictions;
  const lab = await openLibraryLab({ lesson, lang, folder: filesFolder(), expected });
  session = { lesson, lang, lab, predictions };
  return session;
}

/** The manifests of the course: the learner's own copies beside the notebooks, else the project's. */
function filesFolder(): string {
  const own = resolve("../files");
  return existsSync(own) ? own : join(projectRoot(), "notebooks", "files");
}

/** Runs bash text on your machine in front of the cluster, and prints what a terminal shows: sh\`kubectl get pods\` */
export function sh(text: ShellText, ...values: unknown[]): Promise<void> {
  return openSession().lab.sh(text, ...values);
}

/** Runs bash text without printing. @returns what it printed, without the last line's end. */
export function read(text: ShellText, ...values: unknown[]): Promise<string> {
  return openSession().lab.read(text, ...values);
}

/** Pictures of the cluster as it is now, and of the requests of the last \`sh\`: `show.service("web")`. */
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
export function reveal(question: string): void {
  openSession().lab.reveal(question);
}

/** Lets time pass in the cluster at once: `advance("3h")`. */
export async function advance(duration: string | number): Promise<void> {
  await openSession().lab.cluster.advance(duration);
}

const texts = {
  notOpen: {
    en: "The lab is not open: run the first cell of this notebook, and then this one again.",
    ko: "아직 실습을 열지 않았습니다. 이 노트북의 첫 셀을 실행한 뒤 이 셀을 다시 실행하세요.",
  },
  opened: { en: "A new cluster is ready.", ko: "새 클러스터가 준비되었습니다." },
  started: (section: string): Text => ({
    en: `A new cluster, as section ${section} begins.`,
    ko: `${section}절이 시작되는 상태의 새 클러스터입니다.`,
  }),
  noSection: (section: string, all: readonly string[]): Text => ({
    en: `There is no section ${section} to start from. ${all.length === 0 ? "This notebook has none: run its cells from the top." : `There are ${all.join(", ")}.`}`,
    ko: `시작할 수 있는 ${section}절이 없습니다. ${all.length === 0 ? "이 노트북은 위에서부터 차례로 실행하세요." : `있는 절: ${all.join(", ")}`}`,
  }),
};
