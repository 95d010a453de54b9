/** A cluster with a Service and its Pods, for tests of questions and diagnoses. */

import { type Cluster, createCluster, nodes, type ProxyModeName, services } from "service-bootcamp";
import { type CheckContext, createContext } from "../check/context.ts";
import { expect as chaiExpect } from "../expect/index.ts";

export interface Scene extends Omit<CheckContext, "part"> {
  readonly cluster: Cluster;
}

export const workload = (replicas: number, port = 8080): string => `apiVersion: v1
kind: Service
metadata: {name: http-go-svc}
spec: {selector: {run: http-go}, ports: [{port: 80, targetPort: ${port}}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: http-go}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {run: http-go}}
  template:
    metadata: {labels: {run: http-go}}
    spec: {containers: [{name: http-go, image: gasbugs/http-go, ports: [{containerPort: 8080}]}]}
`;

/** A Service without a selector, and Endpoints that belong to it unless they have another name. */
export const withoutSelector = (addresses: readonly string[], name = "http-go-svc"): string => `apiVersion: v1
kind: Service
metadata: {name: http-go-svc}
spec: {ports: [{port: 80}]}
---
apiVersion: v1
kind: Endpoints
metadata: {name: ${name}}
subsets: [{addresses: [${addresses.map((ip) => `{ip: ${ip}}`).join(", ")}], ports: [{port: 80}]}]
`;

/** @param manifests created before the scene begins. @param commands run after that. */
export async function sceneWith(
  manifests: string,
  commands = "",
  options: { proxyMode?: ProxyModeName; seed?: number } = {},
): Promise<Scene> {
  const cluster = await createCluster(options);
  if (manifests !== "") await mustRun(cluster, "kubectl create -f all.yaml", { "all.yaml": manifests });
  await cluster.settle();
  if (commands !== "") await mustRun(cluster, commands);
  await cluster.settle();
  return createContext({
    cluster,
    expect: chaiExpect,
    seed: options.seed ?? 1,
    servicesBefore: cluster.api.list(services).items,
    nodesBefore: cluster.api.list(nodes).items,
  });
}

async function mustRun(
  cluster: Cluster,
  script: string,
  files: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { exitCode, stderr } = await cluster.run(script, { files });
  if (exitCode !== 0) throw new Error(stderr);
}
