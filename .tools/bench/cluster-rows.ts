/** What `npm run bench` measures of the cluster, one row of its table each. */
import { newCluster, shop, shops, warmUp } from "./shops.ts";
import { cpuOf, type Measurement, maxRssMb, quick, type Rows } from "./table.ts";

export const clusterRows: Rows = {
  cold: {
    title: "import, a cluster, and the first answer to kubectl get svc, cold",
    unit: "ms CPU",
    target: 90,
    processes: 7,
    measure: async () => ({ value: await cpuOf(firstAnswer), note: "" }),
  },
  "new-cluster": {
    title: "a cluster and its first answer in a process that did it before",
    unit: "ms CPU",
    target: 20,
    measure: async () => quickOfTimes(30, firstAnswer),
  },
  "pods-100": {
    title: "100 Pods + Service until all are endpoints (4 nodes)",
    unit: "s CPU",
    target: 0.03,
    processes: 5,
    measure: () => until(() => shop(100, 4)),
  },
  "pods-1000": {
    title: "1,000 Pods + Service until all are endpoints (11 nodes)",
    unit: "s CPU",
    target: 0.45,
    processes: 5,
    measure: () => until(() => shop(1_000, 11)),
  },
  "pods-10000": {
    title: "10,000 Pods + Service until all are endpoints (100 nodes)",
    unit: "s CPU",
    target: 3.8,
    processes: 2,
    measure: () => until(() => shop(10_000, 100)),
  },
  "services-1000": {
    title: "1,000 Services x 3 Pods until all are endpoints (30 nodes)",
    unit: "s CPU",
    target: 5,
    measure: () => until(() => shops(1_000, 30)),
  },
  "memory-1000": {
    title: "most memory of a process with 1,000 Pods",
    unit: "MB",
    target: 97,
    processes: 3,
    measure: () => mostMemory(() => shop(1_000, 11)),
  },
  "memory-services": {
    title: "most memory of a process with 1,000 Services x 3 Pods",
    unit: "MB",
    target: 280,
    measure: () => mostMemory(() => shops(1_000, 30)),
  },
  "scale-one": {
    title: "one Pod more than 10,000, until it is an endpoint",
    unit: "ms CPU",
    target: 15,
    measure: scaleOne,
  },
  "kill-one": {
    title: "one of 10,000 Pods deleted, until another is in its place",
    unit: "ms CPU",
    target: 15,
    measure: killOne,
  },
  "get-pods": {
    title: "kubectl get pods in-process with 1,000 Pods",
    unit: "ms CPU",
    target: 15,
    measure: getPods,
  },
};

async function firstAnswer(): Promise<void> {
  const cluster = await newCluster();
  const { exitCode, stderr } = await cluster.run("kubectl get svc");
  if (exitCode !== 0) throw new Error(stderr);
  await cluster.close();
}

async function quickOfTimes(times: number, work: (at: number) => Promise<unknown>): Promise<Measurement> {
  const found: number[] = [];
  for (let at = 0; at < times; at++) found.push(await cpuOf(() => work(at)));
  return { value: quick(found), note: `of ${times}; the first one ${(found[0] as number).toFixed(0)} ms` };
}

async function until(ready: () => Promise<unknown>): Promise<Measurement> {
  await warmUp();
  return { value: (await cpuOf(ready)) / 1000, note: `${maxRssMb().toFixed(0)} MB at most` };
}

async function mostMemory(work: () => Promise<unknown>): Promise<Measurement> {
  await newCluster();
  const before = maxRssMb();
  await work();
  return { value: maxRssMb(), note: `${before.toFixed(0)} MB with an empty cluster` };
}

async function scaleOne(): Promise<Measurement> {
  const { deployments } = await import("service-bootcamp");
  const cluster = await shop(10_000, 100);
  return quickOfTimes(10, async (at) => {
    const body = { spec: { replicas: 10_001 + at } };
    cluster.api.patch(deployments, "default", "web", { type: "application/merge-patch+json", body });
    await cluster.settle();
  });
}

async function killOne(): Promise<Measurement> {
  const { pods } = await import("service-bootcamp");
  const cluster = await shop(10_000, 100);
  const victims = cluster.endpointsOf("default/web");
  return quickOfTimes(10, async (at) => {
    cluster.api.delete(pods, "default", (victims[at * 37] as { name: string }).name);
    await cluster.settle();
  });
}

async function getPods(): Promise<Measurement> {
  const cluster = await shop(1_000, 11);
  return quickOfTimes(15, () => cluster.run("kubectl get pods > /dev/null"));
}
