/** What serving the API over HTTP costs: the real kubectl's list of many Pods, and many watches. */
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configMaps } from "../api/kinds/config-map.ts";
import { type Cluster, createCluster } from "../cluster.ts";
import { type Measurement, median } from "./table.ts";

const KUBECTL = "kubectl";
const WATCHES = 50;
const TIMES = 15;

/** The processor time of this process while kubectl, in its own, lists the Pods of the cluster, which it closes: TLS and all. */
export async function realGetPods(cluster: Cluster): Promise<Measurement> {
  if (spawnSync(KUBECTL, ["version", "--client"]).status !== 0)
    return { value: 0, note: "not measured: no kubectl in PATH" };
  // Time stands still, so that nothing else happens in the cluster.
  const { kubeconfig } = await cluster.serve({ frozen: true });
  const home = mkdtempSync(join(tmpdir(), "bootcamp-bench-"));
  const env = { PATH: process.env.PATH ?? "", HOME: home, KUBECONFIG: kubeconfig };
  const times: number[] = [];
  let lines = 0;
  try {
    for (let at = 0; at < TIMES; at++) {
      const before = process.cpuUsage();
      lines = (await stdoutOf(["get", "pods"], env)).split("\n").length - 2;
      const { user, system } = process.cpuUsage(before);
      times.push((user + system) / 1000);
    }
  } finally {
    rmSync(home, { recursive: true });
    await cluster.close();
  }
  return {
    value: median(times),
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
export async function manyWatches(): Promise<Measurement> {
  const cluster = await createCluster();
  const listener = await cluster.serve({ frozen: true });
  const seen = cluster.api.create(configMaps, "default", { metadata: { name: "seen" } });
  const changes = async (label: string): Promise<number> => {
    const times: number[] = [];
    for (let at = 0; at < 20 * TIMES; at++) {
      const startedAt = performance.now();
      cluster.api.patch(configMaps, "default", seen.metadata.name, {
        type: "application/merge-patch+json",
        body: { data: { [label]: String(at) } },
      });
      await new Promise(setImmediate); // what was written in this turn goes to the sockets at its end
      times.push(performance.now() - startedAt);
    }
    return median(times);
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
