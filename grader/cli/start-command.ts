/** The `bootcamp` command as it is built, with the code that V8 compiled of it before. `bootcamp.js` starts it. */
import { setFlagsFromString } from "node:v8";
import { startBundle } from "../bundle.ts";
import { flagsToSet } from "../v8-flags.ts";

/** They end soon, use most of the code, and run nothing but their user's own commands. */
const BRIEF: readonly (string | undefined)[] = ["run", "check"];
const isBrief = BRIEF.includes(process.argv[2]);

if (isBrief) for (const flag of flagsToSet(process.versions.node)) setFlagsFromString(flag);
const { keepCode } = startBundle();
if (isBrief) process.once("exit", keepCode);
