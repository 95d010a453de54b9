/** `bootcamp lab`, which is what `npm start` runs: JupyterLab in the learner's place, where they left it, set up from nothing. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Language } from "service-bootcamp";
import { defaultWorkFolder } from "../learner/work.ts";
import { leadNowhere, servedNow } from "../notebook/kubeconfig.ts";
import { projectRoot } from "../project-root.ts";
import { type JupyterServer, startJupyter } from "./jupyter-server.ts";
import { koreanMenus } from "./lab-language-pack.ts";
import { type LabPlace, layOutPlace } from "./lab-place.ts";
import { type LabTexts, labTexts } from "./lab-texts.ts";
import { UsageError } from "./usage-error.ts";
import { LabError, virtualEnvironment } from "./virtual-environment.ts";

export interface LabOptions {
  /** Whether to open the person's browser; the address is printed in any case. */
  readonly browser: boolean;
  /** A fixed port; without it 8888 or the next free one. */
  readonly port?: number | undefined;
  readonly lang: Language;
}

/**
 * Runs until the person ends it with Ctrl-C.
 * @returns the exit code: 0 when ended by the person, 1 when it could not start or ended by itself, with a message
 * @throws UsageError when the port is taken
 */
export async function lab(options: LabOptions): Promise<number> {
  const texts = labTexts[options.lang];
  try {
    if (options.port !== undefined && !(await isFree(options.port)))
      throw new UsageError(texts.portTaken(options.port));
    const root = projectRoot();
    const place = layOutPlace(root, defaultWorkFolder(), options.lang, texts);
    for (const line of place.news) console.error(line);
    if (servedNow() === undefined) leadNowhere();
    const python = await virtualEnvironment(root, texts, console.error);
    const locale = options.lang === "ko" ? await koreanMenus(root, python, texts, console.error) : undefined;
    console.error(texts.starting);
    const page = pageOf(place);
    await serve(startJupyter({ ...options, root, python, place, page, locale }, texts), texts);
    return 0;
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    console.error(error.message);
    return 1;
  }
}

/** Ctrl-C, a closed terminal and `kill` without a signal end the server first, which ends its kernels. */
async function serve(server: JupyterServer, texts: LabTexts): Promise<void> {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, server.end);
  try {
    const url = await server.url;
    if (url !== undefined) console.log(texts.ready(url));
    if (!(await server.ended)) throw new LabError(`${server.lastLog()}\n${texts.serverFailed}`);
    console.error(texts.ended);
  } finally {
    server.end();
    for (const signal of signals) process.off(signal, server.end);
  }
}

/** Where the learner left JupyterLab, with their notebooks open; at first the first notebook. As a path of JupyterLab. */
function pageOf({ state, notebooks: [first] }: LabPlace): string {
  const hasNotebookOpen = textsIn(join(state, "workspaces")).some((text) => text.includes('"notebook:'));
  return hasNotebookOpen || first === undefined ? "/lab" : `/lab/tree/notebooks/${first}`;
}

function textsIn(folder: string): readonly string[] {
  return existsSync(folder)
    ? readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"))
    : [];
}

/** Asked before Jupyter tries, because its own message for a taken port is a page of log. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
      .once("error", () => resolve(false))
      .listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
