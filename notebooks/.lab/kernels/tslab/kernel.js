/**
 * The course's kernel: tslab, with what a learner would stumble over mended.
 *
 * It sends output without waiting for the socket, and zeromq leaves every 512th message of one turn to the next: until then
 * each further one was lost, the cell's end too, and the cell ran for ever. A publisher has nobody to wait for.
 *
 * Its TypeScript watches the disk, and throws when several files change at once while a cell is being read: an exercise that is laid
 * out, a save, a build. What a cell is read from, tslab tells it without a watch.
 *
 * It runs a cell in the same turn of the event loop in which TypeScript reads it.
 */
import { createRequire } from "node:module";
import process from "node:process";
import vm from "node:vm";
import { courseExecutor, runAfterSignals, told } from "./course-executor.js";

const require = createRequire(import.meta.url);
const executor = require("tslab/dist/executor.js");
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

const typescript = createRequire(require.resolve("tslab/package.json"))("@tslab/typescript-for-tslab");
const watchNothing = () => ({ close: () => {} });
Object.assign(typescript.sys, { watchFile: watchNothing, watchDirectory: watchNothing });

executor.createExecutor = courseExecutor(executor.createExecutor);
vm.runInThisContext = (code, options) => {
  const script = new vm.Script(code, options);
  const run = () => script.runInThisContext(options);
  return options?.breakOnSigint === true ? runAfterSignals(run) : run(); // only tslab's cells are run so
};

const { error } = console;
/** What tslab says of an error that no cell waited for. */
const LATE = ["UncaughtException:", "UnhandledPromiseRejection:"];

startKernel({ configPath: process.argv[2], enableFindLocal: false });
console.error = (...args) => (LATE.includes(args[0]) ? error(told(args[1])) : error(...args));
