/** What `show` draws in a notebook: a picture is a file in this folder and a line in this list; its one export names the method. */
export * from "./chain.ts";
export * from "./changes.ts";
export * from "./dns.ts";
export * from "./lanes.ts";
export * from "./modes.ts";
export * from "./path.ts";
export * from "./proxy.ts";
export * from "./race.ts";
export * from "./service.ts";
export * from "./timeline.ts";
export * from "./who-answered.ts";
