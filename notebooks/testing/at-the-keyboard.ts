/** What a learner does to an open notebook: clicks, types, runs a cell, interrupts it, restarts its kernel. */
import type { Page } from "playwright-core";

/** For so long after a failed cell the kernel refuses whatever comes: people are slower. */
const FAILED_PAUSE_MS = 400;

export interface RunCell {
  /** What stands below the cell, pictures by their text alternatives. */
  readonly text: string;
  readonly pictures: number;
}

/** The cell's outputs as they are stored in the notebook, read in the page. */
const READ_CELL = `(cell) => {
  const outputs = cell.model.outputs.toJSON();
  const shown = ({ text, data }) => [text ?? data?.["text/plain"] ?? ""].flat().join("");
  return {
    text: outputs.map(shown).join(""),
    pictures: outputs.filter(({ data }) => [data?.["text/html"] ?? ""].flat().join("").includes("<img")).length,
  };
}`;

const NOTEBOOK = "jupyterapp.shell.currentWidget.content";
const CELL = `(id) => ${NOTEBOOK}.widgets.find(({ model }) => model.id === id)`;

/** @param id of a cell: `setup`. */
async function clickInto(page: Page, id: string): Promise<void> {
  const at: number = await page.evaluate(
    `${NOTEBOOK}.widgets.findIndex(({ model }) => model.id === ${JSON.stringify(id)})`,
  );
  if (at < 0) throw new Error(`the notebook has no cell ${id}`);
  await page.locator(".jp-Notebook .jp-Cell").nth(at).locator(".jp-InputArea-editor .cm-content").click();
}

/** Puts another letter in place of the question mark, or of the letter, of a question's cell. */
export async function answer(page: Page, id: string, letter: string): Promise<void> {
  await clickInto(page, id);
  const source: string = await page.evaluate(
    `(${CELL})(${JSON.stringify(id)}).model.sharedModel.getSource()`,
  );
  await page.keyboard.press("ControlOrMeta+Home");
  for (let at = source.search(/."\)/); at > 0; at--) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Delete");
  await page.keyboard.type(letter);
}

/** Types a cell anew, key by key. */
export async function type(page: Page, id: string, text: string): Promise<void> {
  await clickInto(page, id);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(text);
}

/** Presses Shift+Enter in a cell. @returns what stands below it when it has ended. */
export async function runCell(page: Page, id: string): Promise<RunCell> {
  await startCell(page, id);
  return endOfCell(page, id);
}

/** Presses Shift+Enter in a cell, and does not wait. */
export async function startCell(page: Page, id: string): Promise<void> {
  await clickInto(page, id);
  await page.keyboard.press("Shift+Enter");
}

export async function endOfCell(page: Page, id: string): Promise<RunCell> {
  await page.evaluate(`(async () => {
    const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session;
    const cell = (${CELL})(${JSON.stringify(id)});
    while (cell.model.executionState === "running" || kernel.status === "busy")
      await new Promise((resolve) => setTimeout(resolve, 50));
  })()`);
  await page.waitForTimeout(FAILED_PAUSE_MS);
  return below(page, id);
}

/** What stands below a cell now. */
export function below(page: Page, id: string): Promise<RunCell> {
  return page.evaluate(`(${READ_CELL})((${CELL})(${JSON.stringify(id)}))`);
}

/** Clicks ■ in the notebook's toolbar. */
export async function clickInterrupt(page: Page): Promise<void> {
  await page.locator('[data-command="notebook:interrupt-kernel"]').first().click();
}

/** Clicks ⟳ in the toolbar, says yes, and waits until the new kernel answers: what is run before that is lost. */
export async function clickRestart(page: Page): Promise<void> {
  await page.locator('[data-command="notebook:restart-kernel"]').first().click();
  await page.locator(".jp-Dialog .jp-mod-accept").click();
  await page.waitForSelector(".jp-Dialog", { state: "detached" });
  await page.evaluate(`(async () => {
    const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session;
    const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    const answers = async () => kernel.connectionStatus === "connected" && (await kernel.requestKernelInfo()) !== undefined;
    do await pause(500);
    while (!(await Promise.race([answers(), pause(3_000)])));
  })()`);
}

/** What stands below each cell of code, as the notebook stores it: the cell's id, and its outputs. */
export function allOutputs(page: Page): Promise<{ id: string; outputs: unknown }[]> {
  return page.evaluate(
    `${NOTEBOOK}.widgets.flatMap(({ model }) => model.type === "code" ? [{ id: model.id, outputs: model.outputs.toJSON() }] : [])`,
  );
}

/** Memory that the kernel and the page still hold after a garbage collection, in MB. */
export async function memoryMb(page: Page): Promise<{ kernel: number; page: number }> {
  const kernel: string = await page.evaluate(`(async () => {
    const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session;
    let printed = "";
    const future = kernel.requestExecute({ code: ${JSON.stringify(MEASURE)}, store_history: false });
    future.onIOPub = ({ content }) => { printed += content.text ?? ""; };
    await future.done;
    return printed;
  })()`);
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  await session.send("Performance.enable");
  const { metrics } = await session.send("Performance.getMetrics");
  await session.detach();
  const inPage = metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? 0;
  return { kernel: Math.round(Number(kernel) / MB), page: Math.round(inPage / MB) };
}

const MB = 2 ** 20;
const MEASURE = `(() => {
  require("node:v8").setFlagsFromString("--expose-gc");
  require("node:vm").runInNewContext("gc")();
  console.log(process.memoryUsage().heapUsed);
})();`;
