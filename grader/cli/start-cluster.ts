/** The cluster that a command line asks for. */
import { type Cluster, type ClusterOptions, createCluster, type Language } from "service-bootcamp";
import { UsageError } from "./usage-error.ts";

/** @throws UsageError naming the value that no cluster can have: a number of nodes, a pace. */
export async function startCluster(options: ClusterOptions, lang: Language): Promise<Cluster> {
  try {
    return await createCluster(options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // The reason comes from the library, which speaks English.
    throw new UsageError(
      lang === "ko" ? `이런 클러스터는 만들 수 없습니다: ${error.message}` : error.message,
    );
  }
}
