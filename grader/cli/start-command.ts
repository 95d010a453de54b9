/** The `bootcamp` command as it is built, with the code that V8 compiled of it before. `bootcamp.js` starts it. */
import { setFlagsFromString } from "node:v8";
import { startBundle } from "../bundle.ts";
import { flagsToSet } from "../v8-flags.ts";

/** They use most of the code, and run nothing but their user's own commands. */
const KEEP_CODE: readonly (string | undefined)[] = ["run", "check"];

for (const flag of flagsToSet(process.versions.node)) setFlagsFromString(flag);
const { keepCode } = startBundle();
if (KEEP_CODE.includes(process.argv[2])) process.once("exit", keepCode);
