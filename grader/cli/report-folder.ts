/** The folder of reports while a class is graded: tried before anybody is graded, for one grader at a time, and filled as results come. */
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Language } from "service-bootcamp";
import { makeFolder } from "../files/make-folder.ts";
import { writeFiles } from "../files/write-files.ts";
import { jsonFile } from "../reporters/json.ts";
import { type LearnerResult, resultProblems } from "../result.ts";
import type { Text } from "../text.ts";
import { UsageError } from "./usage-error.ts";
import { WriteFault } from "./write-fault.ts";

const LOCK_FILE = ".grading.lock";
const PROBE_FILE = ".grading.probe";
/** Bytes that must find room before a class is graded (roomBytesMin). */
const ROOM_BYTES_MIN = 262_144;

/**
 * For this process, until it ends.
 * @returns what writes the result of a learner there, and throws a WriteFault when there is no room for it.
 * @throws UsageError when nothing can be written there, or another grader is writing.
 */
export function openReportFolder(out: string, lang: Language): (result: LearnerResult) => void {
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
  return (result) => {
    try {
      writeFiles(folder, new Map([jsonFile(result)]));
    } catch (error) {
      throw isOfHost(error) ? new WriteFault(texts.noRoom(folder, result.learner)[lang]) : error;
    }
  };
}

/** Lets the next grader in. A folder that was made for nothing goes, too. */
function leave(folder: string, isOwn: boolean): void {
  rmSync(join(folder, LOCK_FILE), { force: true });
  if (isOwn && namesIn(folder).length === 0) rmSync(folder, { recursive: true, force: true });
}

/** The results of an earlier grading, by learner. What is none of this version is no result. */
export function resultsIn(out: string): ReadonlyMap<string, LearnerResult> {
  const results = namesIn(resolve(out))
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => resultOf(join(resolve(out), name)) ?? []);
  return new Map(results.map((result) => [result.learner, result]));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function resultOf(file: string): LearnerResult | undefined {
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
  noRoom: (folder: string, learner: string): Text => ({
    en: `the result of ${learner} cannot be written to ${folder}: make room there, and go on with --resume. All results before it are kept`,
    ko: `${learner} 학습자의 결과를 ${folder}에 쓸 수 없습니다. 공간을 비우고 --resume으로 이어서 채점하세요. 그 앞의 결과는 모두 남아 있습니다`,
  }),
  locked: (folder: string, pid: number, lock: string): Text => ({
    en: `another bootcamp grade (process ${pid}) is writing to ${folder}: wait for it, or choose another folder with --out. If there is none, delete ${lock}`,
    ko: `다른 bootcamp grade(프로세스 ${pid})가 ${folder}에 쓰고 있습니다. 끝나기를 기다리거나 --out으로 다른 폴더를 고르세요. 그런 프로세스가 없다면 ${lock} 파일을 지우세요`,
  }),
};
