/** What `show` draws in a notebook: a picture is a file in this folder and a line in this list; its one export names the method. */
export * from "./lanes.ts";
export * from "./service.ts";
export * from "./who-answered.ts";
