/** What is measured of a page: whether its texts can be read, and what axe finds. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

/** Below this many pixels a letter is hard to read. */
const LETTER_MIN_PX = 12;

/** @returns what cannot be read below the cells, in words; `[]`: all can. */
export function illegible(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const faults = [];
    const drawn = (image) => new DOMParser().parseFromString(atob(image.src.split(",")[1]), "image/svg+xml").documentElement;
    for (const image of document.querySelectorAll('.jp-OutputArea img[src^="data:image/svg+xml"]')) {
      if (image.checkVisibility() === false) continue;
      const svg = drawn(image);
      const scale = image.clientWidth / svg.viewBox.baseVal.width;
      const sizes = [...svg.querySelectorAll("text")].map((text) => Number(text.getAttribute("font-size") ?? 13) * scale);
      if (Math.min(...sizes) < ${LETTER_MIN_PX} - 0.01) faults.push("letters of " + Math.min(...sizes).toFixed(1) + " px: " + image.alt);
    }
    for (const part of document.querySelectorAll(".jp-OutputArea-output, .jp-OutputArea-output *")) {
      const { overflowX, fontSize } = getComputedStyle(part);
      const hasText = [...part.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim() !== "");
      if (hasText && Number.parseFloat(fontSize) < ${LETTER_MIN_PX} - 0.01) faults.push("letters of " + fontSize + ": " + part.textContent);
      if (part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0 && ["hidden", "clip"].includes(overflowX))
        faults.push("cut off: " + part.textContent);
    }
    return faults;
  })()`);
}

/**
 * @returns what axe finds below the cells: its rule, and where. A long line of a program's output is JupyterLab's own element; that
 *   it can be scrolled to with the keyboard is for the browser to see to, which axe does not know.
 */
export async function axeFindings(page: Page): Promise<string[]> {
  const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
  await page.evaluate(readFileSync(axe, "utf8"));
  return page.evaluate(`axe.run({ include: [[".jp-OutputArea-output"]] }, { resultTypes: ["violations"] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes
      .filter(({ html }) => id !== "scrollable-region-focusable" || !html.startsWith("<pre>"))
      .map(({ html }) => id + ": " + html.slice(0, 200))))`);
}
