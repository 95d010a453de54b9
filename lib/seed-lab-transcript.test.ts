/**
 * The study note's lab in each mode of kube-proxy, as a terminal shows it: recorded in `testdata/`, to be read by people
 * who run clusters. `npx vitest run lib/seed-lab-transcript.test.ts -u` records anew.
 */
import { expect, test } from "vitest";
import type { OnOutput } from "./api/api.ts";
import { pods } from "./api/kinds/pod.ts";
import { type Cluster, createCluster } from "./cluster.ts";
import { type ProxyModeName, proxyModes } from "./node/proxy-modes/index.ts";
import { seedLabFiles, seedLabSteps } from "./testing/seed-lab.ts";

/** What the mode's program prints on a node: the lines about the lab's Service, where it names Services at all. */
function listingOn(node: string, cluster: Cluster): string {
  const { command } = cluster.proxyMode.listing;
  const text = cluster.node(node).listing();
  const named = text.split("\n").filter((line) => line.includes("http-go-svc"));
  if (named.length === 0) return `root@${node}:~# ${command}\n${text}`;
  return `root@${node}:~# ${command} | grep http-go-svc\n${named.map((line) => `${line}\n`).join("")}`;
}

async function transcriptOf(proxyMode: ProxyModeName): Promise<string> {
  const cluster = await createCluster({ seed: 7, proxyMode });
  let text = "";
  for (const command of seedLabSteps) {
    if (command === "# node") {
      text += listingOn(cluster.api.get(pods, "default", "client").spec.nodeName ?? "", cluster);
      continue;
    }
    text += `learner@bootcamp:~$ ${command}\n`;
    const onOutput: OnOutput = (printed) => {
      text += printed;
    };
    await cluster.run(command, { files: seedLabFiles, onOutput });
  }
  await cluster.close();
  return text;
}

test.each(Object.keys(proxyModes) as ProxyModeName[])(
  "the lab in mode %s reads as recorded",
  async (proxyMode) => {
    await expect(await transcriptOf(proxyMode)).toMatchFileSnapshot(`testdata/seed-lab.${proxyMode}.txt`);
  },
);
