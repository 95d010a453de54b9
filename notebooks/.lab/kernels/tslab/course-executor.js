/**
 * Runs cells as tslab does, and for the course: a cell ends when what it asked of the lab is done, slips and errors are one
 * sentence, the interrupt button counts from the first moment, and TAB inside sh`...` asks the cluster.
 */
import { createRequire } from "node:module";
import { basename } from "node:path";
import process from "node:process";
import { inspect } from "node:util";
import { openCommand } from "./cell-text.js";
import { TEXTS } from "./slip-texts.js";
import { explain } from "./slips.js";

/** How tslab prints what TypeScript says of a cell. */
const FAULT = "%s%d:%d - %s";

/** What the library offers to the kernel once a lab is open. */
function openLab() {
  return globalThis[Symbol.for("service-bootcamp.lab")];
}

function language() {
  const wanted = openLab()?.language ?? process.env.BOOTCAMP_LANG ?? basename(process.cwd());
  return wanted === "ko" ? "ko" : "en";
}

/** In a cell that computes, and in one that waits. */
function isInterrupt(thrown) {
  return (
    thrown?.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED" || thrown?.message === "Interrupted asynchronously"
  );
}

/** What a cell throws, in its own words; with BOOTCAMP_DEBUG=1 with its stack. */
export function told(thrown) {
  if (!(thrown instanceof Error)) return thrown;
  if (isInterrupt(thrown)) return TEXTS[language()].interrupted;
  const hasOwnWords = inspect.custom in thrown || process.env.BOOTCAMP_DEBUG === "1";
  return hasOwnWords ? thrown : `${thrown.name}: ${thrown.message}`;
}

/** @param createExecutor tslab's own. */
export function courseExecutor(createExecutor) {
  return (folder, converters, output) => {
    let faults = [];
    const own = createExecutor(folder, startingLater(converters), {
      log: (value) => logLast(value, output.log),
      error: (...args) => {
        if (isInterrupt(args[0])) forgetHalfLoaded();
        if (args[0] !== FAULT) output.error(...args.map(told));
        else faults.push({ line: args[2], column: args[3], message: args[4] });
      },
    });
    return {
      ...own,
      async execute(text) {
        faults = [];
        const isDone = await own.execute(text);
        if (faults.length > 0) output.error(explain(text, faults, language(), openLab() !== undefined));
        return isDone && (await untilLabIsDone(output.error));
      },
      complete(text, position) {
        const command = openCommand(text.slice(0, position));
        if (command === undefined) return own.complete(text, position);
        const word = /\S*$/.exec(command)[0];
        const candidates = openLab()?.complete(command) ?? [];
        return { start: position - word.length, end: position, candidates };
      },
    };
  };
}

/** tslab waits for what begins later, `runAfterSignals`, only in cells that await something: so all of them do. */
function startingLater(converters) {
  const convert = (...args) => ({ ...converters.node.convert(...args), hasToplevelAwait: true });
  const node = Object.create(converters.node, { convert: { value: convert } });
  return Object.create(converters, { node: { value: node } });
}

/**
 * TypeScript reads a cell in one go, and an interrupt that arrives meanwhile would be dropped when the cell begins. So a cell begins
 * when the signals of that time were heard.
 * @param run runs the code of a cell. @returns it as a promise; nothing runs when there was an interrupt, which tslab tells itself.
 */
export async function runAfterSignals(run) {
  let isInterrupted = false;
  const interrupt = () => {
    isInterrupted = true;
  };
  process.on("SIGINT", interrupt);
  // The event loop hears of signals once in each turn: this is behind that of the next one.
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  process.off("SIGINT", interrupt);
  return isInterrupted ? undefined : run();
}

/** A module that was interrupted while it was loaded would stay as it was then: the next cell that imports it loads it anew. */
function forgetHalfLoaded() {
  const { cache } = createRequire(import.meta.url);
  for (const [name, module] of Object.entries(cache)) if (!module.loaded) delete cache[name];
}

/** What a cell ends with. A promise is waited for and says nothing; and what has shown itself says so by an empty text. */
function logLast(value, log) {
  if (value instanceof Promise || value?.[inspect.custom]?.() === "") return;
  log(value);
}

/** Where `await` was forgotten, commands are still at work: what they print belongs to this cell. */
async function untilLabIsDone(error) {
  const lab = openLab();
  if (lab === undefined || !lab.isAtWork()) return true;
  let interrupt;
  const interrupted = new Promise((resolve) => {
    interrupt = () => resolve(true);
  });
  process.on("SIGINT", interrupt);
  const wasInterrupted = await Promise.race([interrupted, lab.untilDone().then(() => false)]);
  process.off("SIGINT", interrupt);
  if (wasInterrupted) error(TEXTS[language()].interrupted);
  return !wasInterrupted;
}
