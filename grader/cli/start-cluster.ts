/** The cluster that a command line asks for. */
import { type Cluster, type ClusterOptions, createCluster } from "service-bootcamp";
import { UsageError } from "./usage-error.ts";

/** @throws UsageError naming the value that no cluster can have: a number of nodes, a pace. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  try {
    return await createCluster(options);
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
}
