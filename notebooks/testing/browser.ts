/** JupyterLab in a headless Chromium, as a learner has it open. What it shows is read; nothing it does is saved. */
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
    const { pathname, origin } = new URL(route.request().url());
    if (/^https?:/.test(origin) && origin !== new URL(url).origin) {
      strangers.push(route.request().url());
      return route.abort();
    }
    return isSaving(route.request().method(), pathname) ? route.fulfill({ status: 204 }) : route.continue();
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

/** Notebooks, settings and window layouts belong to the person who works in this checkout. */
function isSaving(method: string, path: string): boolean {
  return (
    method !== "GET" &&
    (path.startsWith("/lab/api/") || (path.startsWith("/api/contents/") && !path.endsWith("/checkpoints")))
  );
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

/** Whether a line of output that is longer than the page stays one line. */
export function keepsLinesWhole(page: Page): Promise<boolean> {
  return page.evaluate(
    `[...document.querySelectorAll('.jp-OutputArea-output pre')].every((text) => getComputedStyle(text).whiteSpace === 'pre')`,
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

/** The whole notebook, however long, in one picture. */
export async function photograph(page: Page, file: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 }); // what is shorter than the window measures as high as the window
  const height: number = await page.evaluate(
    "document.querySelector('.jp-WindowedPanel-outer').scrollHeight",
  );
  await page.setViewportSize({ width: 1280, height: Math.min(height + 140, 16_000) });
  await page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollTo(0, 0)");
  await page.screenshot({ path: file });
}

/** What the dark theme does to pictures, which follow the page's colour scheme. Code keeps its light colours here. */
export async function turnDark(page: Page): Promise<void> {
  await page.addStyleTag({
    content: `body { color-scheme: dark !important }
      :root { --jp-layout-color0: #111 !important; --jp-layout-color1: #212121 !important; --jp-content-font-color1: #eee !important }`,
  });
}

export async function closeNotebook(page: Page): Promise<void> {
  await page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()");
  await page.close();
}
