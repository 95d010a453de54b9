// Clients as k9s and its like are, in step with the server through hours of churn; `npm run soak` is the long form, with the memory watched.
import { afterAll, beforeAll, expect, it } from "vitest";
import { events } from "../api/kinds/event.ts";
import { kinds } from "../api/kinds/index.ts";
import { type Cluster, createCluster } from "../cluster.ts";
import { Random } from "../sim/random.ts";
import { type ApiClient, createApiClient } from "./testing/api-client.ts";
import { startChurn } from "./testing/churn.ts";
import {
  differences,
  type Follower,
  pictureOf,
  startInformers,
  startPager,
  startWatches,
} from "./testing/followers.ts";

const CHANGES = 40;
let cluster: Cluster;
let client: ApiClient;
let followers: Follower[];
let change: () => Promise<void>;

beforeAll(async () => {
  cluster = await createCluster();
  // Time stands still between the changes, so that each is followed by as much of it as the test wants.
  const { kubeconfig } = await cluster.serve({ frozen: true });
  client = createApiClient(kubeconfig);
  change = await startChurn(kubeconfig, new Random("soak"));
  followers = [
    await startInformers(kubeconfig, client, kinds),
    await startWatches(client, kinds, "objects", 700),
    await startWatches(client, kinds, "Tables", 900),
    startPager(client, kinds, 300),
  ];
});
afterAll(async () => {
  for (const follower of followers) await follower.stop();
  client.close();
  await cluster.close();
});

async function expectInStep(): Promise<void> {
  const wanted = pictureOf(kinds, (kind) => cluster.api.list(kind).items);
  for (const { name, picture } of followers) {
    await expect
      .poll(async () => differences(wanted, await picture()), { timeout: 20_000, message: name })
      .toEqual([]);
  }
}

it("every client has every object as the server has it", async () => {
  for (let at = 0; at < CHANGES; at++) {
    await change();
    await cluster.advance(15_000);
  }
  expect(cluster.api.list(events).items.length).toBeGreaterThan(CHANGES);
  await expectInStep();
});

it("and when the Events of that hour expire", async () => {
  await cluster.advance("65m");
  expect(cluster.api.list(events).items).toEqual([]);
  await expectInStep();
});
