import { defineConfig } from "vitest/config";
import { SlowestFiles } from "./.tools/slowest-files.ts";

const rooms = "{.tools,lib,grader,exercises,notebooks}";
const slow = `${rooms}/**/*.slow.test.ts`;

export default defineConfig({
  // Tests run the sources, never a stale build: packages of this workspace resolve to their .ts files.
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source"] } },
  test: {
    globalSetup: ".tools/temporary-folder.ts",
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: ["default", new SlowestFiles()],
    projects: [
      // Files share the modules of their process: to import them anew for each file would take longer than the tests.
      {
        extends: true,
        test: { name: "fast", include: [`${rooms}/**/*.test.ts`], exclude: [slow], isolate: false },
      },
      // A test that starts programs, opens a browser, plays notebooks or takes seconds is named *.slow.test.ts.
      // On a busy machine a program takes its time.
      { extends: true, test: { name: "slow", include: [slow], testTimeout: 180_000, hookTimeout: 180_000 } },
    ],
  },
});
