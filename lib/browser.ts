/** The library in a browser: hosts outside answer directly, and no cluster can be served. `.tools/browser-bundle.ts` bundles it. */
import { SimulatedCluster, type SimulatedClusterOptions } from "./simulated-cluster.ts";

export type { ExecResult, OnOutput } from "./api/api.ts";
export { isUnfinished } from "./shell/engine/index.ts";
export type { RunOptions, SimulatedCluster, SimulatedClusterOptions } from "./simulated-cluster.ts";

/** Starts a cluster whose nodes are ready. */
export async function createCluster(options: SimulatedClusterOptions = {}): Promise<SimulatedCluster> {
  const cluster = new SimulatedCluster(options, {});
  await cluster.settle();
  return cluster;
}
