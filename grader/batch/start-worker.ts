/** A learner's process as it is built: the worker, with the code that V8 compiled of it in a rehearsal. */
import { startBundle } from "../bundle.ts";

const { exports, keepCode } = startBundle();
(exports as typeof import("./worker.ts")).onRehearsal(keepCode);
