// A worker that misbehaves at each exercise in the way that the name of the submission says. JavaScript, because it starts faster.
import { writeSync } from "node:fs";
import { basename } from "node:path";
import { createInterface } from "node:readline";

/** Jobs that this process has had. */
let jobs = 0;
let isPoisoned = false;

createInterface({ input: process.stdin }).on("line", (line) => work(JSON.parse(line)));

function send(message) {
  writeSync(3, `${JSON.stringify(message)}\n`);
}

const passed = {
  id: "only",
  title: "forged",
  status: "passed",
  points: 999,
  score: 999,
  why: "",
  hint: "",
  expected: null,
  actual: null,
  visibility: "visible",
};
const failed = { ...passed, status: "failed", score: 0, why: "poisoned" };

function result(id, own = {}) {
  return {
    id,
    status: "graded",
    score: 999,
    maxScore: 999,
    checks: [passed],
    transcript: [],
    durationMs: 1,
    ...own,
  };
}

function work({ paths, knownAs = [""], toGrade, exerciseIds }) {
  // Everybody has answers of their own.
  const sha256 = Buffer.from(knownAs[0]).toString("hex").padEnd(64, "0");
  const answers = Object.fromEntries(exerciseIds.map((id) => [id, sha256]));
  const fault = basename(paths[0]);
  if (fault === "dies-at-once") throw new Error("no such option");
  if (++jobs === 1) send({ type: "ready", pid: process.pid });
  send({ type: "submission", sha256: "0".repeat(64), submittedAt: null, answers, notes: [] });
  for (const id of toGrade) {
    if (id.endsWith("-bad")) misbehave(fault, id);
    send({ type: "exercise", result: result(id, isPoisoned ? { checks: [failed] } : {}) });
  }
  isPoisoned ||= fault === "poisons";
  send({ type: "done", residentMb: 50 });
}

function misbehave(fault, id) {
  switch (fault) {
    case "hangs":
      return spin();
    case "eats-memory": {
      const kept = [];
      for (;;) kept.push(new Array(10_000_000).fill(id));
    }
    case "eats-buffers": {
      const kept = [];
      for (;;) kept.push(Buffer.alloc(10_000_000, id));
    }
    case "behaves":
    case "poisons":
      return;
    case "dies-when-warm":
      if (jobs > 1) process.kill(process.pid, "SIGKILL");
      return;
    case "exits":
      return process.exit(0);
    case "crashes":
      throw new Error("the worker crashed");
    case "kills-itself":
      process.kill(process.pid, "SIGKILL");
      return spin();
    case "floods":
      for (;;) writeSync(3, "x".repeat(65_536));
    case "babbles":
      writeSync(3, "{not json\n");
      return spin();
    case "forges-the-id":
      return send({ type: "exercise", result: result("99-other") });
    case "forges-the-shape":
      return send({ type: "exercise", result: result(id, { score: "all" }) });
    case "stops-early":
      send({ type: "done", residentMb: 50 });
      return spin();
    default:
      throw new Error(`unknown fault: ${fault}`);
  }
}

function spin() {
  for (;;);
}
