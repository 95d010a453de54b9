/** What a cell prints, for tests: outside a notebook everything goes to this process's two streams. */
import { afterEach, beforeEach, vi } from "vitest";

/** Keeps both streams of each test of the file, and shows neither. */
export function keepPrinted(): { stdout: string; stderr: string } {
  const printed = { stdout: "", stderr: "" };
  beforeEach(() => {
    for (const stream of ["stdout", "stderr"] as const) {
      printed[stream] = "";
      vi.spyOn(process[stream], "write").mockImplementation((text) => {
        printed[stream] += text;
        return true;
      });
    }
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  return printed;
}
