/**
 * `npm run soak [-- minutes]`: a served cluster in real time, clients that list and watch everything, and churn.
 * In the end every client must have the server's objects, and the server's memory must not have grown: it is compared
 * after a warm-up and at the end, each time without the Events, which live for an hour and so only come in ten minutes.
 * Exits with 1 when that fails.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import * as k8s from "@kubernetes/client-node";
import { kinds } from "../../api/kinds/index.ts";
import { Random } from "../../sim/random.ts";
import { createApiClient } from "./api-client.ts";
import { startChurn } from "./churn.ts";
import { differences, type Follower, startInformers, startPager, startWatches } from "./followers.ts";
import type { Question, Sample, Told } from "./soak-server.ts";

const MINUTES_DEFAULT = 10;
const WARM_UP = 0.2; // of all time
const CHANGE_EVERY_MS = 100;
const SAMPLES = 20;
/** What fills in the first quarter of an hour and then grows no more: the history of watches, and the Events that components remember. */
const GROWTH_BYTES_MAX = 24 * 1024 * 1024;
const CATCH_UP_MS = 30_000;
const READ_MS = 15_000;

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const minutes = Number(process.argv[2] ?? MINUTES_DEFAULT);
if (!(minutes > 0))
  throw new RangeError(`npm run soak -- MINUTES: ${process.argv[2]} is no number of minutes`);
process.exitCode = (await soak(minutes * 60_000)) ? 0 : 1;

async function soak(durationMs: number): Promise<boolean> {
  const server = fork(fileURLToPath(new URL("soak-server.ts", import.meta.url)), {
    execArgv: ["--expose-gc", "--import", "tsx"],
  });
  const { kubeconfig } = await heard(server, "kubeconfig");
  const client = createApiClient(kubeconfig);
  const change = await startChurn(kubeconfig, new Random("soak"));
  const followers = [
    await startInformers(kubeconfig, client, kinds),
    await startWatches(client, kinds, "objects", 17_000),
    await startWatches(client, kinds, "Tables", 23_000),
    startPager(client, kinds, 5_000),
  ];
  console.log(
    "| minute | heap MB | objects | of them Events | as JSON, MB | behind ms | CPU % | changes |\n| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
  );
  const churn = { change, server, startedAt: Date.now(), changes: 0, last: { at: Date.now(), cpuMs: 0 } };
  await churnFor(churn, durationMs * WARM_UP, durationMs / SAMPLES);
  const before = await withoutEvents(server, kubeconfig);
  await churnFor(churn, durationMs * (1 - WARM_UP), durationMs / SAMPLES);
  const inStep = await allInStep(server, followers);
  const after = await withoutEvents(server, kubeconfig);
  for (const follower of followers) await follower.stop();
  client.close();
  await ask(server, "close");
  return inStep && !hasGrown(before, after);
}

interface Churn {
  readonly change: () => Promise<void>;
  readonly server: ChildProcess;
  readonly startedAt: number;
  changes: number;
  /** The sample before. */
  last: { readonly at: number; readonly cpuMs: number };
}

async function churnFor(churn: Churn, durationMs: number, sampleEveryMs: number): Promise<void> {
  const end = Date.now() + durationMs;
  let sampleAt = Date.now() + sampleEveryMs;
  while (Date.now() < end) {
    await churn.change();
    churn.changes++;
    await pause(CHANGE_EVERY_MS);
    if (Date.now() < sampleAt) continue;
    sampleAt += sampleEveryMs;
    printSample(churn, await sampleOf(churn.server));
  }
}

function printSample(
  churn: Churn,
  { heapBytes, objects, events, objectBytes, behindMs, cpuMs }: Sample,
): void {
  const at = Date.now();
  const minute = ((at - churn.startedAt) / 60_000).toFixed(1);
  const cpu = Math.round(((cpuMs - churn.last.cpuMs) / (at - churn.last.at)) * 100);
  churn.last = { at, cpuMs };
  console.log(
    `| ${[minute, megabytes(heapBytes), objects, events, megabytes(objectBytes), Math.round(behindMs), cpu, churn.changes].join(" | ")} |`,
  );
}

async function withoutEvents(server: ChildProcess, kubeconfig: string): Promise<Sample> {
  const config = new k8s.KubeConfig();
  config.loadFromFile(kubeconfig);
  await config.makeApiClient(k8s.CoreV1Api).deleteCollectionNamespacedEvent({ namespace: "default" });
  await pause(READ_MS); // so long, what the clients have not read yet is in the server's memory
  return sampleOf(server);
}

async function allInStep(server: ChildProcess, followers: readonly Follower[]): Promise<boolean> {
  const wrong = new Map<string, readonly string[]>();
  const until = Date.now() + CATCH_UP_MS;
  do {
    await pause(1_000);
    for (const { name, picture } of followers) {
      const found = await picture();
      const wanted = new Map((await ask(server, "picture", "picture")).picture);
      wrong.set(name, differences(wanted, found));
    }
  } while ([...wrong.values()].some(({ length }) => length > 0) && Date.now() < until);
  for (const [name, lines] of wrong)
    console.log(
      `${name}: ${lines.length === 0 ? "in step" : `not in step\n  ${lines.slice(0, 9).join("\n  ")}`}`,
    );
  return [...wrong.values()].every(({ length }) => length === 0);
}

function hasGrown(before: Sample, after: Sample): boolean {
  const growth = after.heapBytes - before.heapBytes;
  console.log(
    `heap without Events: ${megabytes(before.heapBytes)} MB after the warm-up, ${megabytes(after.heapBytes)} MB at the end`,
  );
  if (growth <= GROWTH_BYTES_MAX) return false;
  console.log(`it has grown by ${megabytes(growth)} MB, more than ${megabytes(GROWTH_BYTES_MAX)} MB`);
  return true;
}

async function sampleOf(server: ChildProcess): Promise<Sample> {
  return (await ask(server, "sample", "sample")).sample;
}

type Answer<Key extends string> = Extract<Told, Record<Key, unknown>>;

async function ask<Key extends string>(
  server: ChildProcess,
  question: Question,
  key: Key,
): Promise<Answer<Key>>;
async function ask(server: ChildProcess, question: "close"): Promise<void>;
async function ask(server: ChildProcess, question: Question, key?: string): Promise<unknown> {
  server.send(question);
  if (key === undefined) return void (await once(server, "exit"));
  return heard(server, key);
}

async function heard<Key extends string>(server: ChildProcess, key: Key): Promise<Answer<Key>> {
  for (;;) {
    const [told] = (await once(server, "message")) as [Told];
    if (key in told) return told as Answer<Key>;
  }
}
