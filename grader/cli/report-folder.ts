/** The folder of reports while a class is graded: tried before anybody is graded, for one grader at a time, and filled as results come. */
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Language } from "service-bootcamp";
import { makeFolder } from "../files/make-folder.ts";
import { writeFiles } from "../files/write-files.ts";
import { jsonName } from "../reporters/json.ts";
import { type LearnerResult, resultProblems } from "../result.ts";
import type { Text } from "../text.ts";
import { UsageError } from "./usage-error.ts";

const LOCK_FILE = ".grading.lock";
const PROBE_FILE = ".grading.probe";
/** Bytes that must find room before a class is graded (roomBytesMin). */
const ROOM_BYTES_MIN = 262_144;

/** For this process, until it ends. @throws UsageError when nothing can be written there, or another grader is writing. */
export function openReportFolder(out: string, lang: Language): void {
  const folder = resolve(out);
  try {
    const made = makeFolder(folder);
    takeLock(folder, lang);
    process.once("exit", () => leave(folder, made !== undefined));
    writeFiles(folder, new Map([[PROBE_FILE, Buffer.alloc(ROOM_BYTES_MIN)]]));
    rmSync(join(folder, PROBE_FILE));
  } catch (error) {
    throw isOfHost(error) ? new UsageError(texts.unwritable(out)[lang]) : error;
  }
}

/** Lets the next grader in. A folder that was made for nothing goes, too. */
function leave(folder: string, isOwn: boolean): void {
  rmSync(join(folder, LOCK_FILE), { force: true });
  if (isOwn && namesIn(folder).length === 0) rmSync(folder, { recursive: true, force: true });
}

/** The results of an earlier grading, read when they are asked for. What is none of this version is no result. */
export class EarlierResults {
  readonly #folder: string;
  readonly #read = new Map<string, LearnerResult | undefined>();

  constructor(out: string) {
    this.#folder = resolve(out);
  }

  of(learner: string): LearnerResult | undefined {
    if (this.#read.has(learner)) return this.#read.get(learner);
    const found = resultIn(join(this.#folder, jsonName(learner)));
    const result = found?.learner === learner ? found : undefined;
    this.#read.set(learner, result);
    return result;
  }

  /** The last time that it is asked for: those of a whole class may not fit into memory. */
  take(learner: string): LearnerResult | undefined {
    const result = this.of(learner);
    this.#read.delete(learner);
    return result;
  }

  /** With which all of them were made. */
  get seed(): number | undefined {
    for (const name of namesIn(this.#folder)) {
      const result = name.endsWith(".json") ? resultIn(join(this.#folder, name)) : undefined;
      if (result !== undefined) return result.grader.seed;
    }
    return undefined;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function resultIn(file: string): LearnerResult | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (resultProblems(value).length > 0) return undefined;
    const { mark: _, ...result } = value as LearnerResult; // marks are made anew
    return result;
  } catch {
    return undefined;
  }
}

/** The lock is a file with the id of the process that grades; one of a process that is gone is taken over. */
function takeLock(folder: string, lang: Language): void {
  const lock = join(folder, LOCK_FILE);
  for (;;) {
    const holder = lockedBy(lock);
    if (holder !== undefined && isRunning(holder))
      throw new UsageError(texts.locked(folder, holder, lock)[lang]);
    if (holder !== undefined) removeStale(lock, holder);
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      // Somebody else was faster.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

/** @returns the id of the process that has it; undefined when nobody has. */
function lockedBy(lock: string): number | undefined {
  try {
    return Number(readFileSync(lock, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Another grader may do the same at this moment, and have a lock of its own by now: that one stays. */
function removeStale(lock: string, holder: number): void {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
    if (lockedBy(aside) !== holder) linkSync(aside, lock);
  } catch (error) {
    if (!["ENOENT", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** What the system says of a file; a fault of ours stays one. */
function isOfHost(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}

const texts = {
  unwritable: (folder: string): Text => ({
    en: `reports cannot be written to ${folder || '""'}: name a folder that you may write, on a disk with room`,
    ko: `${folder || '""'}에 보고서를 쓸 수 없습니다. 쓸 수 있고 공간이 남은 폴더를 적으세요`,
  }),
  locked: (folder: string, pid: number, lock: string): Text => ({
    en: `another bootcamp grade (process ${pid}) is writing to ${folder}: wait for it, or choose another folder with --out. If there is none, delete ${lock}`,
    ko: `다른 bootcamp grade(프로세스 ${pid})가 ${folder}에 쓰고 있습니다. 끝나기를 기다리거나 --out으로 다른 폴더를 고르세요. 그런 프로세스가 없다면 ${lock} 파일을 지우세요`,
  }),
};
