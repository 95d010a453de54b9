/**
 * Watches a process from a thread of its own, since a busy process neither sees that its parent is gone nor what it holds in Buffers.
 * It is loaded before the program (`node --require`), whose first arguments are the budget of resident memory in megabytes, and who
 * its parent is.
 */
const { writeSync } = require("node:fs");
const { isMainThread, Worker, workerData } = require("node:worker_threads");

const LOOKS_EVERY_MS = 200;

// Whatever threads the program starts load this file, too.
if (isMainThread) start();
else if (workerData?.residentMbMax !== undefined) watch(workerData);

function start() {
  const [residentMbMax, parent] = process.argv.slice(2).map(Number);
  // Nothing of the program's own flags: it may be TypeScript, which this is not.
  new Worker(__filename, {
    workerData: { residentMbMax, parent },
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1 },
  }).unref();
}

function watch({ residentMbMax, parent }) {
  setInterval(() => {
    if (process.ppid !== parent) end();
    if (process.memoryUsage.rss() > residentMbMax * 2 ** 20) {
      writeSync(2, "residentMbMax\n");
      end();
    }
  }, LOOKS_EVERY_MS);
}

/** The process alone: whatever it had started has lost its parent, too, and has a watchdog. */
function end() {
  process.kill(process.pid, "SIGKILL");
}
