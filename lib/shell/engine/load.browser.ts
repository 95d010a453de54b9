/** just-bash in a browser: part of the bundle, whose plugin (`.tools/browser-bundle.ts`) has patched it. */
import * as justBash from "just-bash/browser";

export const load: typeof import("./load.ts").load = () => justBash;
