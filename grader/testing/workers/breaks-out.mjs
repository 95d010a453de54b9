// A worker that tries to get out of its process, and says what it reached. A job is { port, folder, grader }.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync, writeSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";

writeSync(3, `${JSON.stringify({ type: "ready" })}\n`);
createInterface({ input: process.stdin }).on("line", async (line) => {
  const { port, folder, grader } = JSON.parse(line);
  const reached = {
    network: await succeeds(() => once(connect(port, "127.0.0.1"), "connect")),
    files: await succeeds(() => writeFileSync(join(folder, "broken-out"), "")),
    programs: await succeeds(() => once(spawn("true"), "spawn")),
    processes: await succeeds(() => readFileSync(`/proc/${grader}/cmdline`)),
  };
  writeSync(3, `${JSON.stringify({ type: "done", pid: process.pid, reached })}\n`);
});

async function succeeds(attempt) {
  try {
    await attempt();
    return true;
  } catch {
    return false;
  }
}
