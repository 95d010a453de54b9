import { defineConfig } from "vitest/config";
import { SlowestFiles } from "./.tools/slowest-files.ts";

export default defineConfig({
  // Tests run the sources, never a stale build: packages of this workspace resolve to their .ts files.
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source"] } },
  test: {
    include: ["{.tools,lib,grader,exercises,notebooks}/**/*.test.ts"],
    testTimeout: 60_000,
    maxWorkers: 2,
    reporters: ["default", new SlowestFiles()],
  },
});
