/** The files of a submission by what they are, chosen by their names and times before any of them is read. */
import type { Entry } from "../files/entry.ts";
import { shownName, shownNames } from "../files/names.ts";
import type { Text } from "../text.ts";
import { isAuthors } from "./answer.ts";
import { isTypedText, notReadTexts } from "./lms.ts";
import { MANIFEST_FILE } from "./manifest.ts";
import { placeOf, unknownExercises } from "./places.ts";

/** A file of an exercise. */
export interface AnswerFile {
  readonly inner: string;
  readonly entry: Entry;
}

/** One folder of an exercise. */
export interface AnswerPlace {
  readonly root: string;
  readonly files: readonly AnswerFile[];
}

export interface Gathered {
  /** Exercise -> the one place that counts. */
  readonly places: ReadonlyMap<string, AnswerPlace>;
  /** The newest first. */
  readonly notebooks: readonly Entry[];
  readonly manifests: readonly Entry[];
  readonly notes: readonly Text[];
}

export function gather(entries: readonly Entry[], exerciseIds: readonly string[]): Gathered {
  const places = new Map<string, Map<string, AnswerFile[]>>();
  const notebooks: Entry[] = [];
  const manifests: Entry[] = [];
  const others: string[] = [];
  for (const entry of entries) {
    const place = placeOf(entry.path, exerciseIds);
    if (/\.ipynb$/i.test(entry.path)) notebooks.push(entry);
    else if (place !== undefined) add(places, place.exercise, place.root, { inner: place.inner, entry });
    else if (entry.path.split("/").at(-1) === MANIFEST_FILE) manifests.push(entry);
    else others.push(entry.path);
  }
  const chosen = [...places].map(([exercise, byRoot]) => ({ exercise, ...choose(byRoot) }));
  return {
    places: new Map(chosen.map(({ exercise, place }) => [exercise, place])),
    notebooks: notebooks.sort(newestFirst),
    manifests,
    notes: [
      ...chosen.flatMap(({ exercise, place, besides }) =>
        besides.length === 0 ? [] : [texts.severalPlaces(exercise, place.root, besides)],
      ),
      ...notesOn(others),
    ],
  };
}

function add(
  places: Map<string, Map<string, AnswerFile[]>>,
  exercise: string,
  root: string,
  file: AnswerFile,
): void {
  const byRoot = places.get(exercise) ?? new Map<string, AnswerFile[]>();
  places.set(exercise, byRoot.set(root, [...(byRoot.get(root) ?? []), file]));
}

/** The newest place counts; of equally old ones the one nearer to the top. A copy of the exercise itself is no answer. */
function choose(byRoot: ReadonlyMap<string, AnswerFile[]>): {
  place: AnswerPlace;
  besides: readonly string[];
} {
  const all = [...byRoot].map(([root, files]) => ({ root, files, ...newestOf(root, files) }));
  const answers = all.filter(({ files }) => files.some(({ inner }) => !isAuthors(inner)));
  const [first, ...rest] = (answers.length > 0 ? answers : all).sort(newestFirst);
  const { root = "", files = [] } = first ?? {};
  return { place: { root, files: withCommandsOnTop(files) }, besides: rest.map((place) => place.root) };
}

function newestOf(path: string, files: readonly AnswerFile[]): { path: string; modifiedMs: number } {
  return { path, modifiedMs: Math.max(...files.map(({ entry }) => entry.modifiedMs)) };
}

type Dated = Pick<Entry, "path" | "modifiedMs">;

/** To two seconds, which is what a zip knows. */
function newestFirst(a: Dated, b: Dated): number {
  const seconds = ({ modifiedMs }: Dated) => Math.floor(modifiedMs / 2000);
  const depth = ({ path }: Dated) => path.split("/").length;
  return seconds(b) - seconds(a) || depth(a) - depth(b) || (a.path < b.path ? -1 : 1);
}

/** Somebody who packed or unpacked once more than needed has the whole answer in one folder within the exercise's folder. */
function withCommandsOnTop(files: readonly AnswerFile[]): readonly AnswerFile[] {
  if (files.some(({ inner }) => inner === "commands.sh")) return files;
  const deeper = files.filter(({ inner }) => inner.endsWith("/commands.sh") && !isAuthors(inner));
  const [only] = deeper;
  if (only === undefined || deeper.length > 1 || only.inner.startsWith("work/")) return files;
  const folder = only.inner.slice(0, -"commands.sh".length);
  return files.map(({ inner, entry }) => ({
    inner: inner.startsWith(folder) ? inner.slice(folder.length) : inner,
    entry,
  }));
}

function notesOn(others: readonly string[]): readonly Text[] {
  const typed = others.filter(isTypedText);
  const unknown = unknownExercises(others);
  const rest = others.filter(
    (path) => !typed.includes(path) && !unknown.some((folder) => path.split("/").includes(folder)),
  );
  return [
    ...(typed.length === 0 ? [] : [notReadTexts(typed)]),
    ...(unknown.length === 0 ? [] : [texts.unknownExercises(unknown)]),
    ...(rest.length === 0 ? [] : [texts.others(rest)]),
  ];
}

const texts = {
  severalPlaces: (exercise: string, root: string, besides: readonly string[]): Text => ({
    en: `${exercise} is there more than once: ${shownName(root)} counts, because it was written last or lies nearest to the top, and not ${shownNames(besides).en}`,
    ko: `${exercise} 연습이 여러 곳에 있습니다. 가장 나중에 썼거나 가장 위에 있는 ${shownName(root)} 폴더만 쓰고 ${shownNames(besides).ko} 폴더는 쓰지 않았습니다`,
  }),
  unknownExercises: (folders: readonly string[]): Text => ({
    en: `This course has no exercise ${shownNames(folders).en}: perhaps it was meant for another assignment, or its name was changed`,
    ko: `이 과정에 없는 연습입니다: ${shownNames(folders).ko}. 다른 과제의 제출물이거나 이름이 바뀌었을 수 있습니다`,
  }),
  others: (paths: readonly string[]): Text => ({
    en: `Not used, because it lies in no exercise's folder: ${shownNames(paths).en}`,
    ko: `연습 폴더 안에 있지 않아 쓰지 않음: ${shownNames(paths).ko}`,
  }),
};
