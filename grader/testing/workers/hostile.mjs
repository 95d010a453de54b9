// A learner's process gone wrong: does for each exercise what the name of the submission says. Not TypeScript, to start fast.
import { writeSync } from "node:fs";
import { basename } from "node:path";

let text = "";
process.stdin.on("data", (chunk) => {
  text += chunk;
  if (text.includes("\n")) work(JSON.parse(text));
});

function tell(message) {
  writeSync(3, `${JSON.stringify(message)}\n`);
}

function result(id, own = {}) {
  const check = {
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
  return {
    id,
    status: "graded",
    score: 999,
    maxScore: 999,
    checks: [check],
    transcript: [],
    durationMs: 1,
    ...own,
  };
}

function work({ path, toGrade, exerciseIds }) {
  const deed = basename(path);
  if (deed === "hangs-at-once") return spin();
  tell({ type: "submission", sha256: "0".repeat(64), submittedAt: null, submitted: exerciseIds, notes: [] });
  for (const id of toGrade) {
    if (id.endsWith("-bad")) misbehave(deed, id);
    tell({ type: "exercise", result: result(id) });
  }
  tell({ type: "done" });
  process.exit(0);
}

function misbehave(deed, id) {
  switch (deed) {
    case "hangs":
      return spin();
    case "eats-memory": {
      const kept = [];
      for (;;) kept.push(new Array(10_000_000).fill(id));
    }
    case "exits":
      return process.exit(0);
    case "crashes":
      throw new Error("I fell over");
    case "kills-itself":
      process.kill(process.pid, "SIGKILL");
      return spin();
    case "floods":
      for (;;) writeSync(3, "x".repeat(65_536));
    case "babbles":
      writeSync(3, "{not json\n");
      return spin();
    case "forges-the-id":
      return tell({ type: "exercise", result: result("99-other") });
    case "forges-the-shape":
      return tell({ type: "exercise", result: result(id, { score: "all" }) });
    case "stops-early":
      tell({ type: "done" });
      return spin();
    default:
      throw new Error(`no such deed: ${deed}`);
  }
}

function spin() {
  for (;;);
}
