/**
 * Who is in the class, and what each of them handed in. It is said, never guessed: by a roster, or by a plain layout of one folder, zip or
 * notebook for each learner. Names only are looked at, and links are never followed.
 */
import { lstatSync, readdirSync, realpathSync, type Stats } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { isHidden, isToolsOwn } from "../files/names.ts";
import type { Text } from "../text.ts";
import { classTexts as texts } from "./class-texts.ts";
import { folded, personNamed } from "./known-as.ts";
import { looksLikeClass } from "./layout.ts";
import { canvasName, type LmsName, moodleName } from "./lms.ts";
import { withoutCopy } from "./places.ts";
import type { Person, Roster } from "./roster.ts";

export interface Learner {
  /** Unique in the class, whatever the case, without characters that could act in a terminal or a file name. */
  readonly id: string;
  /** All that they handed in, absolute; none: nothing. */
  readonly paths: readonly string[];
  /** What the roster or the learning platform says of them. */
  readonly person?: Partial<Person> & {
    /** Of the user, in the names of Canvas. */
    readonly canvasId?: string;
  };
}

export interface ClassList {
  readonly learners: readonly Learner[];
  /** Of what was left out, one sentence each. */
  readonly notes: readonly Text[];
  /** Whether something that may be a submission belongs to nobody. */
  readonly hasStrangers: boolean;
}

export interface ClassOptions {
  readonly roster?: Roster;
  /** Whether each path is one learner, whatever is in it. */
  readonly isSingle?: boolean;
  /** Absolute paths that are no submissions: the reports, the roster. */
  readonly except?: readonly string[];
}

/** A path on the command line that holds no submission, or of which nobody can say whose it is. */
export class NoSubmission extends Error {
  override readonly name = "NoSubmission";
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

/** One folder or file of a class. */
interface Handed {
  readonly path: string;
  readonly stem: string;
  readonly lms?: LmsName | undefined;
  /** What is of one class, and so perhaps of one learner, has the same. */
  readonly classKey: string;
  readonly maySubmit: boolean;
}

const SUFFIXES = [".zip", ".ipynb"];
/** Short enough for a file name in any script. */
const ID_LENGTH_MAX = 60;

/** @throws NoSubmission naming a path that does not exist, an empty class, or what may be a learner and a class. */
export function readClass(
  paths: readonly string[],
  exerciseIds: readonly string[],
  { roster, isSingle = false, except = [] }: ClassOptions = {},
): ClassList {
  if (paths.includes("")) throw new NoSubmission(texts.noPath);
  const notes: Text[] = [...(roster?.notes ?? [])];
  const handed = namedByPlatform(
    [...new Set(paths.map(namedPath))].flatMap((path) =>
      handedAt(path, exerciseIds, { isSingle, isSaid: roster !== undefined, except, notes }),
    ),
  );
  return roster === undefined
    ? { learners: plainLearners(handed), notes, hasStrangers: false }
    : rosterLearners(handed, roster, notes);
}

/** A link that is named on the command line is the instructor's own, and the only one that is followed. */
function namedPath(named: string): string {
  const path = resolve(named);
  if (stateOf(path)?.isSymbolicLink() !== true) return path;
  try {
    return realpathSync(path);
  } catch {
    throw new NoSubmission(texts.missing(path));
  }
}

interface LookOptions {
  readonly isSingle: boolean;
  readonly isSaid: boolean;
  readonly except: readonly string[];
  readonly notes: Text[];
}

function handedAt(
  path: string,
  exerciseIds: readonly string[],
  { isSingle, isSaid, except, notes }: LookOptions,
): readonly Handed[] {
  const state = stateOf(path);
  if (state === undefined) throw new NoSubmission(texts.missing(path));
  if (isSingle) return [handed(path, state, path)];
  if (!state.isDirectory()) return [handed(path, state, dirname(path))];
  const names = entriesOf(path).filter((name) => !isToolsOwn(name) && !except.includes(join(path, name)));
  if (!isSaid) {
    const layout = looksLikeClass(path, names, exerciseIds);
    if (layout.kind === "learner") return [handed(path, state, dirname(path))];
    if (layout.kind === "both") throw new NoSubmission(texts.both(path, layout.exercises, layout.learners));
  }
  const hidden = names.filter(isHidden);
  if (hidden.length > 0) notes.push(texts.hidden(hidden));
  const shown = names.filter((name) => !isHidden(name));
  if (shown.length === 0) throw new NoSubmission(texts.empty(path));
  return shown.map((name) => handed(join(path, name), stateOf(join(path, name)), path));
}

function entriesOf(path: string): readonly string[] {
  try {
    return readdirSync(path).sort((a, b) => (a < b ? -1 : 1));
  } catch {
    throw new NoSubmission(texts.unreadable(path));
  }
}

/** Of the entry itself: where a link leads is nobody's business here. */
function stateOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}

function handed(path: string, state: Stats | undefined, classKey: string): Handed {
  const name = basename(path).normalize("NFC");
  const suffix = SUFFIXES.find((known) => extname(name).toLowerCase() === known) ?? "";
  const stem = name.slice(0, name.length - suffix.length);
  const maySubmit = state?.isDirectory() === true || (state?.isFile() === true && suffix !== "");
  return { path, stem, classKey, maySubmit };
}

/** A name of Canvas is certain only where all that may be submissions have one; a README among them says nothing. */
function namedByPlatform(all: readonly Handed[]): readonly Handed[] {
  const submissions = all.filter(({ maySubmit }) => maySubmit);
  const isCanvas = submissions.every(({ path }) => canvasName(basename(path)) !== undefined);
  return all.map((each) => {
    const name = basename(each.path);
    return { ...each, lms: moodleName(name) ?? (isCanvas ? canvasName(name) : undefined) };
  });
}

function plainLearners(all: readonly Handed[]): readonly Learner[] {
  const ids = new Ids();
  const stems = new Set(all.map((each) => keyOf(each, each.stem)));
  // A copy is of the same learner only beside what it is a copy of: `team (1)` alone is a name.
  const ownerOf = (each: Handed): string => {
    const original = keyOf(each, withoutCopy(each.stem));
    return stems.has(original) ? original : keyOf(each, each.stem);
  };
  return [...grouped(all, ownerOf).values()].map((theirs) => {
    const [{ stem, lms }] = theirs;
    const paths = theirs.map(({ path }) => path);
    if (lms === undefined) return { id: ids.unique(stem), paths };
    const person = { name: lms.name, ...canvasIdOf(theirs) };
    return { id: ids.unique(`${lms.name}_${lms.number}`), paths, person };
  });
}

/** The same for what one learner has in one folder of a class. */
function keyOf({ classKey, lms }: Handed, stem: string): string {
  return `${classKey}/${folded(lms === undefined ? stem : `${lms.name} ${lms.number}`)}`;
}

function rosterLearners(all: readonly Handed[], { people }: Roster, notes: Text[]): ClassList {
  const theirs = new Map<Person, Handed[]>();
  const strangers: Handed[] = [];
  for (const each of all) {
    const exact = personNamed(people, each.stem, each.lms);
    const meant = "person" in exact ? exact : personNamed(people, withoutCopy(each.stem), each.lms);
    if ("person" in meant) theirs.set(meant.person, [...(theirs.get(meant.person) ?? []), each]);
    else {
      strangers.push(each);
      if (meant.people.length > 1) notes.push(texts.ambiguous(each.path, meant.people));
    }
  }
  if (strangers.length > 0) notes.push(texts.strangers(strangers.map(({ path }) => basename(path))));
  const ids = new Ids();
  return {
    learners: people.map((person) => {
      const own = theirs.get(person) ?? [];
      const paths = own.map(({ path }) => path);
      return { id: ids.unique(person.id), paths, person: { ...person, ...canvasIdOf(own) } };
    }),
    notes,
    hasStrangers: strangers.some(({ maySubmit }) => maySubmit),
  };
}

function canvasIdOf(theirs: readonly Handed[]): { readonly canvasId?: string } {
  const lms = theirs.find((each) => each.lms?.system === "Canvas")?.lms;
  return lms === undefined ? {} : { canvasId: lms.number };
}

function grouped<Each>(all: readonly Each[], keyOf: (each: Each) => string): Map<string, [Each, ...Each[]]> {
  const groups = new Map<string, [Each, ...Each[]]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group === undefined) groups.set(keyOf(each), [each]);
    else group.push(each);
  }
  return groups;
}

/** Gives each learner an id of their own. */
class Ids {
  readonly #taken = new Set<string>();

  unique(name: string): string {
    const id = safeId(name);
    let candidate = id;
    for (let number = 2; this.#taken.has(candidate.toLowerCase()); number++) candidate = `${id}-${number}`;
    this.#taken.add(candidate.toLowerCase());
    return candidate;
  }
}

function safeId(name: string): string {
  // Everything that is not a letter, digit, mark, space or one of a few signs: control characters, direction marks, quotes, formulas.
  const safe = name
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}\p{M} ._@+-]/gu, "_")
    .replace(/^[.=+@-]+/, "_");
  return (
    [...safe]
      .slice(0, ID_LENGTH_MAX)
      .join("")
      .replace(/[. ]+$/, "")
      .trim() || "_"
  );
}
