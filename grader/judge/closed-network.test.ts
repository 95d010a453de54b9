/** A grade reaches no real host, whatever an exercise says: a server on this computer's own address stands for the world. */
import { createServer } from "node:http";
import { networkInterfaces } from "node:os";
import { type Cluster, createCluster } from "service-bootcamp";
import { expect, test } from "vitest";
import type { Exercise } from "../course/exercise.ts";
import { replay } from "./replay.ts";

const ownAddress = Object.values(networkInterfaces())
  .flatMap((all) => all ?? [])
  .find(({ family, internal }) => family === "IPv4" && !internal)?.address;

test.skipIf(ownAddress === undefined)(
  "the real network is open by its own option alone, and never to a grade",
  async () => {
    let asked = 0;
    const server = createServer((_, response) => response.end(`real ${++asked}`));
    await new Promise<void>((resolve) => server.listen(0, ownAddress, resolve));
    const { port } = server.address() as { port: number };
    const ask = (cluster: Cluster) =>
      cluster.request({ from: "node/node-1", url: `http://${ownAddress}:${port}/`, timeout: "5s" });
    const exercise = {
      id: "01-test",
      setup: "true",
      start: new Map(),
      cluster: { realNetwork: true },
    } as unknown as Exercise;
    const clusters = [
      await createCluster({ realNetwork: true }),
      await createCluster(),
      (await replay(exercise, new Map(), 1)).cluster,
    ] as const;
    try {
      expect(await ask(clusters[0])).toMatchObject({ status: 200, body: "real 1" });
      for (const cluster of clusters.slice(1))
        expect(await ask(cluster as Cluster)).toMatchObject({ status: 0, error: { code: "ETIMEDOUT" } });
      expect(asked).toBe(1);
    } finally {
      for (const cluster of clusters) await cluster.close();
      server.closeAllConnections();
      server.close();
    }
  },
);
