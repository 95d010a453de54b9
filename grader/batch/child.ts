/** How a process that works for another one speaks to it: a line of JSON, written before it goes on. */
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { MESSAGES_FD } from "./messages.ts";

export function sendMessage(message: { readonly type: string }): void {
  const line = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let written = 0; written < line.length; ) written += writeSync(MESSAGES_FD, line, written);
}

/**
 * Says that it is ready, and does each job that it reads then; it gets the next one once it has said that it is done. Ends when its
 * parent has ended, which keeps the pipe open.
 */
export function serveJobs<Job>(work: (job: Job) => Promise<void>): void {
  sendMessage({ type: "ready" });
  const lines = createInterface({ input: process.stdin });
  lines.on("line", (line) => void work(JSON.parse(line) as Job));
  lines.once("close", () => process.exit(1));
}
