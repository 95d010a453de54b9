import { defineConfig } from "vitest/config";
import { SlowestFiles } from "./.tools/slowest-files.ts";

export default defineConfig({
  // Tests run the sources, never a stale build: packages of this workspace resolve to their .ts files.
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source"] } },
  test: {
    // A test that starts programs, opens a browser, plays notebooks or takes seconds is named *.slow.test.ts: `npm run test:fast` leaves it out.
    include: ["{.tools,lib,grader,exercises,notebooks}/**/*.test.ts"],
    testTimeout: 60_000,
    maxWorkers: 2,
    reporters: ["default", new SlowestFiles()],
  },
});
