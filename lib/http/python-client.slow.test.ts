/** The client of the Python world (Debian's python3-kubernetes) against the served API. */
import { execFile, execFileSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { createCluster } from "../cluster.ts";

/** The first Python that has the client; a version manager's own one often lacks it. */
function findPython(): string | undefined {
  return ["python3", "/usr/bin/python3"].find((python) => {
    try {
      execFileSync(python, ["-c", "import kubernetes"], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  });
}

const python = findPython();

it("executes, forwards ports and watches", async ({ skip }) => {
  if (python === undefined && process.env.CI === undefined) skip("no python3 with the package kubernetes");
  const cluster = await createCluster({ seed: 1 });
  const ready = "kubectl wait --for=condition=Ready pod/client pod/web";
  await cluster.run(
    `kubectl run client --image=busybox -- sleep 1d; kubectl run web --image=nginx; ${ready}`,
  );
  const { kubeconfig, close } = await cluster.serve();
  const script = join(import.meta.dirname, "testing/python-client.py");
  const { stdout } = await promisify(execFile)(python ?? "python3", [script, kubeconfig], {
    timeout: 120_000,
  });
  expect(
    stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual([
    ["out\n", "err\n", 3],
    ["HTTP/1.1 200 OK", null],
    ["", expect.stringContaining("connection refused")],
    ["ADDED client", "ADDED web"],
  ]);
  await close();
  await cluster.close();
});
