/** What `npm run bench` measures of the served API: the real kubectl's list of many Pods, and many watches. */
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newCluster, shop } from "./shops.ts";
import { cpuOf, type Measurement, quick, type Rows } from "./table.ts";

export const servedRows: Rows = {
  "real-get-pods": {
    title: "the real kubectl get pods of 1,000 Pods, server side",
    unit: "ms CPU",
    target: 50,
    measure: realGetPods,
  },
  watches: { title: "one change with 50 watches open", unit: "ms CPU", target: 5, measure: manyWatches },
};

const KUBECTL = "kubectl";
const WATCHES = 50;
const TIMES = 15;

/** The processor time of this process while kubectl, in its own, lists the Pods of the cluster, which it closes: TLS and all. */
async function realGetPods(): Promise<Measurement> {
  if (spawnSync(KUBECTL, ["version", "--client"]).status !== 0)
    return { value: 0, note: "not measured: no kubectl in PATH" };
  const cluster = await shop(1_000, 11);
  // Time stands still, so that nothing else happens in the cluster.
  const { kubeconfig } = await cluster.serve({ frozen: true });
  const home = mkdtempSync(join(tmpdir(), "bootcamp-bench-"));
  const env = { PATH: process.env.PATH ?? "", HOME: home, KUBECONFIG: kubeconfig };
  const times: number[] = [];
  let lines = 0;
  try {
    for (let at = 0; at < TIMES; at++) {
      const list = async () => {
        lines = (await stdoutOf(["get", "pods"], env)).split("\n").length - 2;
      };
      times.push(await cpuOf(list));
    }
  } finally {
    rmSync(home, { recursive: true });
    await cluster.close();
  }
  return {
    value: quick(times),
    note: `CPU of the server for ${lines} Pods, TLS and all; the first one ${(times[0] as number).toFixed(0)} ms`,
  };
}

function stdoutOf(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(KUBECTL, args, { env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout) =>
      error === null ? resolve(stdout) : reject(error),
    );
  });
}

/** One change with many watches open, until all of them are written to; their clients read in the same process. */
async function manyWatches(): Promise<Measurement> {
  const { configMaps } = await import("service-bootcamp");
  const cluster = await newCluster();
  const listener = await cluster.serve({ frozen: true });
  cluster.api.create(configMaps, "default", { metadata: { name: "seen" } });
  const changes = async (label: string): Promise<number> => {
    const times: number[] = [];
    for (let at = 0; at < 20 * TIMES; at++) {
      const body = { data: { [label]: String(at) } };
      const change = async (): Promise<void> => {
        cluster.api.patch(configMaps, "default", "seen", { type: "application/merge-patch+json", body });
        await new Promise(setImmediate); // what was written in this turn goes to the sockets at its end
      };
      times.push(await cpuOf(change));
    }
    return quick(times);
  };
  const alone = await changes("alone");
  let heard = 0;
  const watches = Array.from({ length: WATCHES }, () => {
    const options = { rejectUnauthorized: false, headers: { authorization: `Bearer ${listener.token}` } };
    const watch = request(`${listener.url}/api/v1/configmaps?watch=true`, options, (response) => {
      heard++;
      response.resume();
    });
    watch.on("error", () => {});
    return watch.end();
  });
  while (heard < WATCHES) await new Promise(setImmediate);
  const value = await changes("watched");
  for (const watch of watches) watch.destroy();
  await cluster.close();
  return { value, note: `${alone.toFixed(2)} ms without them` };
}
