/** A cluster with five Pods behind a node port, and a Service without any, for tests of what a node's programs print. */
import { onTestFinished } from "vitest";
import { type Cluster, createCluster } from "../../cluster.ts";
import type { ProxyModeName } from "../proxy-modes/index.ts";

export interface WebCluster {
  readonly cluster: Cluster;
  /** The ClusterIP of the Service `web`. */
  readonly ip: string;
  readonly nodePort: string;
}

/** @param more commands that follow. */
export async function createWebCluster(proxyMode: ProxyModeName, more = ""): Promise<WebCluster> {
  const cluster = await createCluster({ proxyMode });
  onTestFinished(() => cluster.close());
  await cluster.run(
    `kubectl create deployment web --image=gasbugs/http-go --replicas=5; kubectl expose deploy web --port=80 --target-port=8080 --type=NodePort; kubectl create svc clusterip empty --tcp=80; ${more}`,
  );
  await cluster.settle();
  const { stdout } = await cluster.run(
    "kubectl get svc web -o jsonpath='{.spec.clusterIP} {.spec.ports[0].nodePort}'",
  );
  const [ip = "", nodePort = ""] = stdout.split(" ");
  return { cluster, ip, nodePort };
}

export const AFFINITY_ON = `kubectl patch svc web -p '{"spec":{"sessionAffinity":"ClientIP"}}'`;
