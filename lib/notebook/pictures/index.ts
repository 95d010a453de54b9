/** What `show` draws in a notebook: a picture is a file in this folder and a line in this list; its one export names the method. */
export { chain } from "./chain.ts";
export { changes } from "./changes.ts";
export { dns } from "./dns.ts";
export { lanes } from "./lanes.ts";
export { modes } from "./modes.ts";
export { path } from "./path.ts";
export { proxy } from "./proxy.ts";
export { race } from "./race.ts";
export { service } from "./service.ts";
export { timeline } from "./timeline.ts";
export { whoAnswered } from "./who-answered.ts";
