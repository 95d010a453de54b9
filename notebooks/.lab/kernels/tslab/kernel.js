/**
 * The course's kernel: tslab, with what a learner would stumble over mended.
 *
 * It sends output without waiting for the socket, and zeromq leaves every 512th message of one turn to the next: until then
 * each further one was lost, the cell's end too, and the cell ran for ever. A publisher has nobody to wait for.
 * What a cell throws is told in its own words, and not with ten lines of Node and tslab; BOOTCAMP_DEBUG=1 shows those too.
 */
import { createRequire } from "node:module";
import process from "node:process";
import { inspect } from "node:util";

const require = createRequire(import.meta.url);
const { ZmqServer } = require("tslab/dist/jupyter.js");
const { startKernel } = require("tslab/dist/main.js");

const { bindSocket } = ZmqServer.prototype;
ZmqServer.prototype.bindSocket = function (socket, port) {
  if (socket === this.iopub) {
    socket.sendTimeout = 0;
    socket.sendHighWaterMark = 0; // no limit: beyond one, a publisher drops messages
  }
  return bindSocket.call(this, socket, port);
};

const INTERRUPTED = {
  en: "Interrupted. What this cell declares is lost: run it again.",
  ko: "중단했습니다. 이 셀에서 선언한 것은 남지 않으니 다시 실행하세요.",
};

/** In a cell that computes, and in one that waits. */
function isInterrupt(thrown) {
  return (
    thrown.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED" || thrown.message === "Interrupted asynchronously"
  );
}

function told(thrown) {
  if (!(thrown instanceof Error)) return thrown;
  if (isInterrupt(thrown)) return INTERRUPTED[process.env.BOOTCAMP_LANG === "ko" ? "ko" : "en"];
  const hasOwnWords = inspect.custom in thrown || process.env.BOOTCAMP_DEBUG === "1";
  return hasOwnWords ? thrown : `${thrown.name}: ${thrown.message}`;
}

const { error } = console;
/** What tslab says of an error that no cell waited for. */
const LATE = ["UncaughtException:", "UnhandledPromiseRejection:"];

// tslab keeps the function that it finds here when it starts, and prints with it what a cell throws.
console.error = (...args) => error(...args.map(told));
startKernel({ configPath: process.argv[2], enableFindLocal: false });
console.error = (...args) => (LATE.includes(args[0]) ? error(told(args[1])) : error(...args));
