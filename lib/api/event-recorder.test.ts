import { expect, test } from "vitest";
import { Loop } from "../sim/loop.ts";
import { Random } from "../sim/random.ts";
import { ApiServer } from "./api-server.ts";
import { createEventRecorder } from "./event-recorder.ts";
import { events } from "./kinds/event.ts";
import { namespaces } from "./kinds/namespace.ts";
import { services } from "./kinds/service.ts";

const EPOCH_MS = Date.UTC(2026, 0, 5, 9);

function createWorld() {
  const loop = new Loop();
  const api = new ApiServer({ loop, random: new Random("test"), epochMs: EPOCH_MS });
  api.create(namespaces, "", { metadata: { name: "default" } });
  const service = api.create(services, "default", {
    metadata: { name: "web" },
    spec: { clusterIP: "10.96.7.7", ports: [{ port: 80 }] },
  });
  const recorder = createEventRecorder(
    api,
    { component: "kubelet", host: "node-1" },
    { now: () => EPOCH_MS + loop.now },
  );
  return { loop, api, service, recorder, list: () => api.list(events, { namespace: "default" }).items };
}

test("an event says what happened to which object, and who saw it", () => {
  const { recorder, service, list } = createWorld();
  recorder.record(service, "Normal", "Seen", "it is there", "spec.ports{http}");
  expect(list()).toMatchObject([
    {
      metadata: { name: expect.stringMatching(/^web\.[0-9a-f]{16}$/), namespace: "default" },
      involvedObject: {
        kind: "Service",
        namespace: "default",
        name: "web",
        uid: service.metadata.uid,
        apiVersion: "v1",
        fieldPath: "spec.ports{http}",
      },
      reason: "Seen",
      message: "it is there",
      type: "Normal",
      source: { component: "kubelet", host: "node-1" },
      firstTimestamp: "2026-01-05T09:00:00Z",
      lastTimestamp: "2026-01-05T09:00:00Z",
      count: 1,
      reportingComponent: "kubelet",
      reportingInstance: "node-1",
    },
  ]);
});

test("identical events are counted in one object, others are not", async () => {
  const { loop, recorder, service, list } = createWorld();
  recorder.record(service, "Warning", "Bad", "no");
  await loop.advance(60_000);
  recorder.record(service, "Warning", "Bad", "no");
  recorder.record(service, "Warning", "Bad", "never");
  expect(
    list().map(({ message, count, firstTimestamp, lastTimestamp }) => [
      message,
      count,
      firstTimestamp,
      lastTimestamp,
    ]),
  ).toEqual([
    ["no", 2, "2026-01-05T09:00:00Z", "2026-01-05T09:01:00Z"],
    ["never", 1, "2026-01-05T09:01:00Z", "2026-01-05T09:01:00Z"],
  ]);
});

test("an event that expired meanwhile is written anew", () => {
  const { api, recorder, service, list } = createWorld();
  recorder.record(service, "Normal", "Seen", "yes");
  api.delete(events, "default", list()[0]?.metadata.name ?? "");
  recorder.record(service, "Normal", "Seen", "yes");
  expect(list().map(({ count }) => count)).toEqual([1]);
});

test("the tenth message for one reason begins a common event, which shows the latest and counts them", async () => {
  const { loop, recorder, service, list } = createWorld();
  for (let at = 1; at <= 9; at++) recorder.record(service, "Normal", "Seen", `number ${at}`);
  recorder.record(service, "Normal", "Other", "not similar");
  expect(list()).toHaveLength(10);
  for (let at = 10; at <= 12; at++) recorder.record(service, "Normal", "Seen", `number ${at}`);
  recorder.record(service, "Normal", "Seen", "number 1");
  const said = () => list().map(({ message, count }) => [message, count]);
  expect(said()).toHaveLength(11);
  expect(said()).toContainEqual(["(combined from similar events): number 12", 3]);
  expect(said()).toContainEqual(["number 1", 2]);
  await loop.advance(600_001);
  recorder.record(service, "Normal", "Seen", "number 13");
  expect(said()).toContainEqual(["number 13", 1]);
});

test("a flood from one object is cut after 25 and lets one more through every five minutes", async () => {
  const { loop, recorder, service, list } = createWorld();
  for (let at = 0; at < 40; at++) recorder.record(service, "Normal", `Reason${at}`, "yes");
  expect(list()).toHaveLength(25);
  await loop.advance(300_000);
  for (let at = 0; at < 40; at++) recorder.record(service, "Normal", `Later${at}`, "yes");
  expect(list()).toHaveLength(26);
});

test("an event that the server refuses is lost, and the next one begins to count", () => {
  const { api, recorder, service } = createWorld();
  const elsewhere = { ...service, metadata: { ...service.metadata, namespace: "shop" } };
  const written = () => api.list(events).items.map(({ metadata, count }) => [metadata.namespace, count]);
  recorder.record(elsewhere, "Normal", "Seen", "yes");
  expect(written()).toEqual([]);
  api.create(namespaces, "", { metadata: { name: "shop" } });
  recorder.record(elsewhere, "Normal", "Seen", "yes");
  expect(written()).toEqual([["shop", 1]]);
});

test("an error that is not the server's is not lost", () => {
  const { api, service } = createWorld();
  const broken = Object.create(api, {
    create: {
      value: () => {
        throw new TypeError("ours");
      },
    },
  });
  const recorder = createEventRecorder(broken, { component: "kubelet" }, { now: () => EPOCH_MS });
  expect(() => recorder.record(service, "Normal", "Seen", "yes")).toThrow("ours");
});
