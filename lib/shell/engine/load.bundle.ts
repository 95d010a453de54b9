/** just-bash in a bundle for Node: part of it, patched by the build (`.tools/just-bash-plugin.js`), and evaluated when a script first needs it. */
import type { JustBash } from "./load.ts";

declare const require: (name: "just-bash") => JustBash;

export const load = (): JustBash => require("just-bash");
