/** Clusters as the rows need them. The library is imported when the first one is made, so that a row decides what is cold. */
import type { Cluster, ClusterOptions } from "service-bootcamp";

export async function newCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const { createCluster } = await import("service-bootcamp");
  return createCluster(options);
}

/** Loads what every process loads, and warms nothing that depends on size. */
export async function warmUp(): Promise<void> {
  await (await shop(3, 3)).close();
}

/** A Deployment with its Service, ready. */
export async function shop(replicas: number, nodes: number): Promise<Cluster> {
  const cluster = await newCluster({ nodes });
  await cluster.run(
    `kubectl create deployment web --image=gasbugs/http-go --replicas=${replicas}; kubectl expose deploy web --port=80 --target-port=8080`,
  );
  await cluster.settle();
  expectReady(cluster, "web", replicas);
  return cluster;
}

/** A small one, and a Pod that sends requests. */
export async function shopWithClient(): Promise<Cluster> {
  const cluster = await shop(5, 3);
  await cluster.run("kubectl run client --image=busybox -- sleep 1d");
  await cluster.settle();
  return cluster;
}

/** Many Deployments of three Pods, each with its Service: web-0, web-1, ... */
export async function shops(count: number, nodes: number): Promise<Cluster> {
  const cluster = await newCluster({ nodes });
  await cluster.run("kubectl apply -f shops.yaml", { files: { "shops.yaml": manifestOf(count) } });
  await cluster.settle();
  for (let at = 0; at < count; at += 100) expectReady(cluster, `web-${at}`, 3);
  return cluster;
}

function manifestOf(count: number): string {
  return Array.from({ length: count }, (_, at) => {
    const app = `web-${at}`;
    const container = { name: "main", image: "gasbugs/http-go", ports: [{ containerPort: 8080 }] };
    const template = { metadata: { labels: { app } }, spec: { containers: [container] } };
    const metadata = { name: app };
    const spec = { replicas: 3, selector: { matchLabels: { app } }, template };
    const service = { selector: { app }, ports: [{ port: 80, targetPort: 8080 }] };
    return [
      JSON.stringify({ apiVersion: "v1", kind: "Service", metadata, spec: service }),
      JSON.stringify({ apiVersion: "apps/v1", kind: "Deployment", metadata, spec }),
    ].join("\n---\n");
  }).join("\n---\n");
}

function expectReady(cluster: Cluster, service: string, count: number): void {
  const ready = cluster.endpointsOf(`default/${service}`).filter((endpoint) => endpoint.ready).length;
  if (ready !== count) throw new Error(`${ready} of ${count} endpoints of ${service} are ready`);
}
