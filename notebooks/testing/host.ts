/** What the tests of the lab need from the machine. Where it is missing a test says so and is skipped; CI may skip nothing. */
import { accessSync, constants, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";
import { labTexts } from "../../grader/cli/lab-texts.ts";
import { LabError, virtualEnvironment } from "../../grader/cli/virtual-environment.ts";
import { projectRoot } from "../../grader/project-root.ts";

export const root = projectRoot();

/** Either the path of a program, or why there is none, for the title of a skipped test. */
export type Found =
  | { readonly path: string; readonly missing?: never }
  | { readonly path?: never; readonly missing: string };

/** Python with JupyterLab, installed now if need be. */
export async function findPython(): Promise<Found> {
  try {
    return { path: await virtualEnvironment(root, labTexts.en, console.error) };
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return orFail(error.message);
  }
}

/** A browser of the Chromium family; CHROMIUM names one in an unusual place. */
export function findChromium(): Found {
  const onPath = programsOnPath("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  const given = process.env.CHROMIUM === undefined ? [] : [process.env.CHROMIUM];
  const path = [...given, ...onPath, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"].find(
    isExecutable,
  );
  return path === undefined
    ? orFail("no Chromium or Chrome was found: install one, or name it in the environment variable CHROMIUM")
    : { path };
}

/** The real kubectl of the release that is simulated: `kubectl.1.33` beside the kubectl in PATH, else that kubectl itself. */
export function findKubectl(): Found {
  const [onPath] = programsOnPath("kubectl").filter(isExecutable);
  if (onPath === undefined) return orFail("no kubectl was found: install one");
  const released = `${realpathSync(onPath)}.1.33`;
  return { path: isExecutable(released) ? released : onPath };
}

function programsOnPath(...names: readonly string[]): string[] {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function orFail(why: string): Found {
  if (process.env.CI) throw new Error(`CI may skip no test: ${why}`);
  console.warn(`Tests of the lab are skipped. ${why}`);
  return { missing: why.split("\n")[0] ?? why };
}
