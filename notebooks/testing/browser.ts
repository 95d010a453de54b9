/** JupyterLab in a headless Chromium, as a learner has it open. */
import { type Browser, chromium, type Page } from "playwright-core";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: flags });
}

export interface Picture {
  readonly alt: string;
  /** 0 when the browser could not draw it. */
  readonly width: number;
}

export interface LabPage {
  readonly page: Page;
  /** Addresses outside of the lab that the page asked for; they were refused. */
  readonly strangers: readonly string[];
}

/** Opens a notebook and waits until its kernel answers: what is run before that is lost. */
export async function openNotebook(browser: Browser, url: string): Promise<LabPage> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const strangers: string[] = [];
  await page.route("**/*", (route) => {
    const { origin } = new URL(route.request().url());
    if (/^https?:/.test(origin) && origin !== new URL(url).origin) {
      strangers.push(route.request().url());
      return route.abort();
    }
    return route.continue();
  });
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await page.waitForSelector(".jp-Notebook .jp-Cell", { timeout: 60_000 });
  await page.evaluate(`(async () => {
    const panel = jupyterapp.shell.currentWidget;
    await panel.context.ready;
    await panel.sessionContext.ready;
    await panel.sessionContext.session.kernel.info;
  })()`);
  return { page, strangers };
}

/** @returns whether every cell ran; a failed one stops the rest */
export function runAllCells(page: Page): Promise<boolean> {
  return page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')");
}

/** The pictures under the cells, once the browser has drawn them or given up. */
export function picturesOn(page: Page): Promise<Picture[]> {
  return page.evaluate(`(async () => {
    const pictures = [...document.querySelectorAll('.jp-OutputArea img[src^="data:image/svg+xml"]')];
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)));
    return pictures.map(({ alt, naturalWidth }) => ({ alt, width: naturalWidth }));
  })()`);
}

/** Whether a line that a program printed and that is longer than the page stays one line. */
export function keepsLinesWhole(page: Page): Promise<boolean> {
  return page.evaluate(
    `[...document.querySelectorAll('.jp-OutputArea-output[data-mime-type$=stdout] pre')].every((text) => getComputedStyle(text).whiteSpace === 'pre')`,
  );
}

/** Opens a terminal of the lab and types a line. @returns what the terminal showed until `end` was printed. */
export function typeIntoTerminal(page: Page, line: string, end: string): Promise<string> {
  return page.evaluate(
    `(async ([line, end]) => {
      const terminal = await jupyterapp.commands.execute('terminal:create-new');
      const { session } = terminal.content;
      let shown = '';
      const isShown = new Promise((resolve) => session.messageReceived.connect((_, { type, content }) => {
        if (type === 'stdout') shown += content.join('');
        if (shown.includes('\\n' + end)) resolve();
      }));
      await session.ready;
      session.send({ type: 'stdin', content: [line + '\\r'] });
      await isShown;
      terminal.dispose();
      return shown;
    })(${JSON.stringify([line, end])})`,
  );
}

/** A window of this width, which is the whole notebook's until it is set again. */
export async function resize(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.waitForTimeout(SETTLE_MS);
}

/** The whole notebook, however long, in one picture. */
export async function photograph(page: Page, file: string, width = 1280): Promise<void> {
  await resize(page, width); // what is shorter than the window measures as high as the window
  const height: number = await page.evaluate(
    "document.querySelector('.jp-WindowedPanel-outer').scrollHeight",
  );
  await page.setViewportSize({ width, height: Math.min(height + 140, 16_000) });
  await page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollTo(0, 0)");
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path: file });
}

/** How long JupyterLab takes to lay a window out anew. */
const SETTLE_MS = 500;

/** Chooses JupyterLab's dark theme, as in its menu Settings. */
export async function turnDark(page: Page): Promise<void> {
  await page.evaluate("jupyterapp.commands.execute('apputils:change-theme', { theme: 'JupyterLab Dark' })");
  await page.waitForSelector("body[data-jp-theme-light=false]", { state: "attached" });
  await page.waitForTimeout(SETTLE_MS);
}

/** Closes the sidebar, as people do in a narrow window. */
export function closeSidebar(page: Page): Promise<void> {
  return page.evaluate("jupyterapp.shell.collapseLeft()");
}

export async function closeNotebook(page: Page): Promise<void> {
  await page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()");
  await page.close();
}
