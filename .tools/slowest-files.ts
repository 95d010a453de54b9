/** What stands at the end of a large test run: the slowest files, and what was skipped for want of something. */
import type { Reporter, TestCase, TestModule } from "vitest/node";

const SHOWN = 10;
/** A file of the fast lane that takes longer is worth a look. */
const FAST_FILE_S = 3;

export class SlowestFiles implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) => [...module.children.allTests("skipped")].flatMap(reasonOf));
    if (skipped.length > 0) console.log(`\nSkipped:\n${skipped.map((line) => `  ${line}\n`).join("")}`);
    if (modules.length > SHOWN) console.log(`${table(modules)}\n`);
  }
}

function reasonOf(test: TestCase): string[] {
  const result = test.result();
  const note = result.state === "skipped" ? result.note : undefined;
  return note === undefined ? [] : [`${test.module.relativeModuleId}: ${note}`];
}

function table(modules: readonly TestModule[]): string {
  const files = modules.map((module) => {
    const { collectDuration, duration } = module.diagnostic();
    return { name: module.relativeModuleId, importS: collectDuration / 1000, testsS: duration / 1000 };
  });
  const slowest = files.sort((a, b) => b.importS + b.testsS - a.importS - a.testsS).slice(0, SHOWN);
  const rows = slowest.map(({ name, importS, testsS }) => {
    const hint = testsS > FAST_FILE_S && !name.endsWith(".slow.test.ts") ? "  (name it .slow.test.ts?)" : "";
    return `${importS.toFixed(1).padStart(8)}${testsS.toFixed(1).padStart(8)}  ${name}${hint}`;
  });
  return ["The slowest files, in seconds:", "  import   tests", ...rows].join("\n");
}
