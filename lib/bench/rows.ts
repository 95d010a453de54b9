/** What `npm run bench` measures of the cluster, one row of its table each. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { type Cluster, createCluster } from "../cluster.ts";
import { browserBundle } from "./browser-bundle.ts";
import { manyWatches, realGetPods } from "./served.ts";
import { type Measurement, median, type Rows, timed } from "./table.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

export const rows: Rows = {
  "new-cluster": {
    title: "new cluster, ready to answer kubectl get svc",
    unit: "ms",
    target: 20,
    measure: newCluster,
  },
  "pods-100": {
    title: "100 Pods + Service until all are endpoints (4 nodes)",
    unit: "s CPU",
    target: 0.03,
    measure: () => deployment(100, 4),
  },
  "pods-1000": {
    title: "1,000 Pods + Service until all are endpoints (11 nodes)",
    unit: "s CPU",
    target: 0.3,
    measure: () => deployment(1_000, 11),
  },
  "pods-10000": {
    title: "10,000 Pods + Service until all are endpoints (100 nodes)",
    unit: "s CPU",
    target: 4,
    measure: () => deployment(10_000, 100),
  },
  traffic: {
    title: "requests through a ClusterIP by name, cluster.traffic",
    unit: "a second",
    target: 300_000,
    measure: traffic,
  },
  requests: {
    title: "the same, one cluster.request after the other",
    unit: "a second",
    target: 300_000,
    measure: requests,
  },
  "get-pods": {
    title: "kubectl get pods in-process with 1,000 Pods",
    unit: "ms",
    target: 15,
    measure: getPods,
  },
  "real-get-pods": {
    title: "the real kubectl get pods of 1,000 Pods, server side",
    unit: "ms",
    target: 50,
    measure: async () => realGetPods(await createShop(1_000, 11)),
  },
  watches: { title: "one change with 50 watches open", unit: "ms", target: 5, measure: manyWatches },
  "seed-lab": { title: "bootcamp run of the whole seed lab, cold", unit: "s", target: 1, measure: seedLab },
  "browser-bundle": {
    title: "the library as a script for browsers, gzipped",
    unit: "MB",
    target: 1,
    measure: bundleSize,
  },
};

async function newCluster(): Promise<Measurement> {
  const times: number[] = [];
  for (let at = 0; at < 30; at++) {
    const open = async (): Promise<void> => {
      const cluster = await createCluster({ seed: at });
      await cluster.run("kubectl get svc");
      await cluster.close();
    };
    times.push(await timed(open));
  }
  return { value: median(times), note: `the first one ${(times[0] as number).toFixed(0)} ms` };
}

async function createShop(replicas: number, nodes: number): Promise<Cluster> {
  const cluster = await createCluster({ nodes });
  await cluster.run(
    `kubectl create deployment web --image=gasbugs/http-go --replicas=${replicas}; kubectl expose deploy web --port=80 --target-port=8080`,
  );
  await cluster.settle();
  return cluster;
}

async function deployment(replicas: number, nodes: number): Promise<Measurement> {
  // A cluster of the smallest size warms nothing that depends on size, and loads what every process loads.
  await (await createShop(3, 3)).close();
  const before = process.cpuUsage();
  const cluster = await createShop(replicas, nodes);
  const { user, system } = process.cpuUsage(before);
  const ready = cluster.endpointsOf("default/web").filter((endpoint) => endpoint.ready).length;
  if (ready !== replicas) throw new Error(`${ready} of ${replicas} endpoints are ready`);
  await cluster.close();
  const seconds = (user + system) / 1e6;
  return {
    value: seconds,
    note: `${((seconds / replicas) * 1e6).toFixed(0)} µs a Pod, ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB at most`,
  };
}

async function withClient(): Promise<Cluster> {
  const cluster = await createShop(5, 3);
  await cluster.run("kubectl run client --image=busybox -- sleep 1d");
  await cluster.settle();
  return cluster;
}

async function traffic(): Promise<Measurement> {
  const cluster = await withClient();
  const send = () => cluster.traffic({ from: "pod/client", to: "web", count: 100_000 });
  await send();
  const milliseconds = median([await timed(send), await timed(send), await timed(send)]);
  await cluster.close();
  return { value: 1e8 / milliseconds, note: "the median of three times 100,000" };
}

async function requests(): Promise<Measurement> {
  const cluster = await withClient();
  const send = async (): Promise<void> => {
    for (let at = 0; at < 30_000; at++) await cluster.request({ from: "pod/client", url: "http://web" });
  };
  await send();
  const milliseconds = median([await timed(send), await timed(send), await timed(send)]);
  await cluster.close();
  return { value: 3e7 / milliseconds, note: "the median of three times 30,000" };
}

async function getPods(): Promise<Measurement> {
  const cluster = await createShop(1_000, 11);
  const times: number[] = [];
  for (let at = 0; at < 15; at++) times.push(await timed(() => cluster.run("kubectl get pods > /dev/null")));
  await cluster.close();
  return { value: median(times), note: `the first one ${(times[0] as number).toFixed(0)} ms` };
}

async function seedLab(): Promise<Measurement> {
  const names = ["http-go-svc.yaml", "my-service-endpoints.yaml"];
  const files = names.map(
    (name) => `cat > ${name} <<'END'\n${readFileSync(`${ROOT}notebooks/files/${name}`, "utf8")}\nEND\n`,
  );
  const tenTimes = `kubectl run -i --rm --image=busybox bash <<END\nfor i in 1 2 3 4 5 6 7 8 9 10; do wget -O- -q $IP:80; done\nEND\n`;
  const script = `${files.join("")}
kubectl create -f http-go-svc.yaml
kubectl describe svc http-go-svc
kubectl scale deploy http-go --replicas=5
kubectl rollout status deploy/http-go
IP=$(kubectl get svc http-go-svc -o jsonpath='{.spec.clusterIP}')
${tenTimes}
KUBE_EDITOR="sed -i 's/sessionAffinity: None/sessionAffinity: ClientIP/'" kubectl edit svc http-go-svc
${tenTimes}
kubectl apply -f my-service-endpoints.yaml
for i in 1 2 3 4; do kubectl exec deploy/http-go -- curl -s my-service; done
`;
  const times: number[] = [];
  for (let at = 0; at < 5; at++) {
    const run = (): void => {
      const { stdout } = spawnSync(process.execPath, [`${ROOT}grader/bootcamp.js`, "run", "-"], {
        input: script,
        encoding: "utf8",
      });
      if (stdout.split("Welcome!").length !== 21)
        throw new Error(`the lab did not run as it should:\n${stdout}`);
    };
    times.push(await timed(run));
  }
  return { value: median(times) / 1000, note: "the median of five processes" };
}

async function bundleSize(): Promise<Measurement> {
  const bundle = await browserBundle(`${ROOT}lib`);
  const megabytes = (bytes: number): number => bytes / 1e6;
  return {
    value: megabytes(gzipSync(bundle).length),
    note: `minified ${megabytes(Buffer.byteLength(bundle)).toFixed(1)} MB`,
  };
}
