/** What happens to a cluster from one day to the next, and an answer has to bear: workloads grow, and get new versions. */
import { type AnyKind, type Cluster, deployments } from "service-bootcamp";

const MERGE = "application/merge-patch+json";

/** Sets how many Pods a workload keeps, and waits until the cluster has come to rest. @returns whether there is such a workload. */
export async function scale(
  cluster: Cluster,
  kind: AnyKind,
  name: string,
  replicas: number,
  namespace: string,
): Promise<boolean> {
  if (cluster.api.find(kind, namespace, name) === undefined) return false;
  cluster.api.patchScale(kind, namespace, name, { type: MERGE, body: { spec: { replicas } } });
  await cluster.settle();
  return true;
}

/** Replaces all Pods of a Deployment, as `kubectl rollout restart` does. @returns whether there is such a Deployment. */
export async function rollOut(cluster: Cluster, name: string, namespace: string): Promise<boolean> {
  if (cluster.api.find(deployments, namespace, name) === undefined) return false;
  const annotations = { "service-bootcamp/version": `${cluster.now}` };
  const body = { spec: { template: { metadata: { annotations } } } };
  cluster.api.patch(deployments, namespace, name, { type: MERGE, body });
  await cluster.settle();
  return true;
}
