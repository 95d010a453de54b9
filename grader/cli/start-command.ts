/** The `bootcamp` command as it is built, with the code that V8 compiled of it before. `bootcamp.js` starts it. */
import { setFlagsFromString } from "node:v8";
import { startBundle } from "../bundle.ts";
import { flagsToSet, flagsToStaySmallWith } from "../v8-flags.ts";

/** They end soon, use most of the code, and run nothing but their user's own commands. */
const BRIEF: readonly (string | undefined)[] = ["run", "check"];
/** They read the results of a whole class, one at a time. */
const OF_A_CLASS: readonly (string | undefined)[] = ["grade", "publish"];

const [, , command] = process.argv;
const isBrief = BRIEF.includes(command);
const flagsOf = isBrief ? flagsToSet : OF_A_CLASS.includes(command) ? flagsToStaySmallWith : () => [];
for (const flag of flagsOf(process.versions.node)) setFlagsFromString(flag);
const { keepCode } = startBundle();
if (isBrief) process.once("exit", keepCode);
