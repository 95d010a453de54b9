/**
 * The project's own Python: `.venv`, with JupyterLab as `notebooks/.lab/requirements.txt` pins it. Nothing is installed
 * outside of the checkout, and a hash of what was asked for lets the second start skip the installation.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { LabTexts } from "./lab-texts.ts";

/** The lab cannot start, for a reason that the person can remove. The whole message is printed for them. */
export class LabError extends Error {
  override readonly name = "LabError";
}

/** After this time an installation that has not ended is regarded as abandoned. */
const installLimitMs = 20 * 60_000;

/**
 * Makes `.venv` when it is missing or not what is asked for.
 * @param say prints what takes long
 * @returns the path of its Python
 * @throws LabError without Python 3.9 or newer, or when the installation fails
 */
export async function virtualEnvironment(
  root: string,
  texts: LabTexts,
  say: (line: string) => void,
): Promise<string> {
  const place = {
    root,
    folder: join(root, ".venv"),
    requirements: join(root, "notebooks", ".lab", "requirements.txt"),
  };
  const python = pythonIn(place.folder);
  if (isReady(place, python)) return python;
  await alone(
    join(root, "node_modules", ".lab-lock"),
    () => say(texts.waiting),
    async () => {
      if (isReady(place, python)) return;
      const system = versionOf(python) === undefined ? findPython(texts) : undefined;
      say(texts.installing);
      if (system !== undefined) await run(system, ["-m", "venv", "--clear", place.folder], texts.venvFailed);
      await run(
        python,
        [
          "-m",
          "pip",
          "install",
          "--disable-pip-version-check",
          "--retries",
          "1",
          "--requirement",
          place.requirements,
        ],
        texts.pipFailed,
      );
      writeFileSync(markerOf(place.folder), fingerprint(place.requirements, python));
    },
  );
  return python;
}

interface Place {
  readonly root: string;
  readonly folder: string;
  readonly requirements: string;
}

function isReady(place: Place, python: string): boolean {
  const marker = markerOf(place.folder);
  return existsSync(marker) && readFileSync(marker, "utf8") === fingerprint(place.requirements, python);
}

function markerOf(folder: string): string {
  return join(folder, "installed.sha256");
}

/** Changes with the requirements and with the Python that the environment stands on. */
function fingerprint(requirements: string, python: string): string {
  return createHash("sha256")
    .update(readFileSync(requirements))
    .update(String(versionOf(python)))
    .digest("hex");
}

function pythonIn(folder: string): string {
  return process.platform === "win32" ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");
}

/** `undefined` when it does not run: not there, or the system's Python under it has gone. */
function versionOf(python: string): string | undefined {
  const answer = spawnSync(python, ["-c", "import sys; print(sys.version)"], { encoding: "utf8" });
  return answer.status === 0 ? answer.stdout : undefined;
}

/** @throws LabError naming what to install */
function findPython(texts: LabTexts): string {
  const python = ["python3", "python"].find((name) =>
    succeeds(name, "import sys; sys.exit(sys.version_info < (3, 9))"),
  );
  if (python === undefined) throw new LabError(`${texts.noPython}\n${texts.withoutPython}`);
  if (!succeeds(python, "import venv, ensurepip"))
    throw new LabError(`${texts.noVenv(python)}\n${texts.withoutPython}`);
  return python;
}

function succeeds(python: string, code: string): boolean {
  return spawnSync(python, ["-c", code], { stdio: "ignore" }).status === 0;
}

/** @throws LabError with the last lines of the program, and the sentence that explains them */
async function run(command: string, args: readonly string[], sentence: string): Promise<void> {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number | null>((resolve) => {
    child.on("error", () => resolve(null)).on("close", resolve);
  });
  if (code !== 0) throw new LabError(`${lastLines(output)}\n${sentence}`);
}

export function lastLines(text: string, count = 12): string {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}

/** Lets one process at a time do `work`: two starts of the lab at once must not both install. */
async function alone(lock: string, onWait: () => void, work: () => Promise<void>): Promise<void> {
  for (let waited = false; !take(lock); waited = true) {
    if (!waited) onWait();
    await delay(500);
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function isAbandoned(lock: string): boolean {
  try {
    if (Date.now() - statSync(lock).mtimeMs > installLimitMs) return true;
    const owner = Number(readFileSync(lock, "utf8"));
    return owner > 0 && !isAlive(owner); // 0: the file exists, and its owner is still writing its pid
  } catch {
    return false; // its owner has removed it: the next try takes it
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
