import { describe, expect, it } from "vitest";
import type { Draft } from "../schema.ts";
import type { Pod } from "./pod.ts";
import { podReady, podRestarts, podStatus } from "./pod-columns.ts";

const NOW = Date.UTC(2026, 0, 5, 9, 10);

type Status = Draft<Pod["status"]>;
type ContainerStatus = NonNullable<NonNullable<Status>["containerStatuses"]>[number];

const RUNNING: ContainerStatus = { name: "a", ready: true, restartCount: 0, state: { running: {} } };
const waiting = (reason: string): ContainerStatus => ({
  name: "a",
  ready: false,
  restartCount: 0,
  state: { waiting: { reason } },
});
const ended = (terminated: object, restartCount = 0): ContainerStatus => ({
  name: "a",
  ready: false,
  restartCount,
  state: { terminated },
});

function pod(status: Status, more: { deleted?: boolean; sidecar?: boolean; inits?: number } = {}): Pod {
  const inits = Array.from({ length: more.inits ?? 0 }, (_, at) => ({ name: `init-${at}` }));
  const initContainers = more.sidecar ? [{ name: "side", restartPolicy: "Always" }] : inits;
  return {
    metadata: { name: "x", ...(more.deleted ? { deletionTimestamp: "2026-01-05T09:00:00Z" } : {}) },
    spec: { containers: [{ name: "a" }], initContainers },
    status,
  } as unknown as Pod;
}

const init = (state: object, fields: object = {}): ContainerStatus => ({
  name: "init-0",
  ready: false,
  restartCount: 0,
  state,
  ...fields,
});

describe("the STATUS of a Pod", () => {
  it.each([
    ["Pending", pod({ phase: "Pending" })],
    ["ContainerCreating", pod({ phase: "Pending", containerStatuses: [waiting("ContainerCreating")] })],
    ["Running", pod({ phase: "Running", containerStatuses: [RUNNING] })],
    ["CrashLoopBackOff", pod({ phase: "Running", containerStatuses: [waiting("CrashLoopBackOff")] })],
    ["ErrImagePull", pod({ phase: "Pending", containerStatuses: [waiting("ErrImagePull")] })],
    [
      "Completed",
      pod({ phase: "Succeeded", containerStatuses: [ended({ reason: "Completed", exitCode: 0 })] }),
    ],
    ["Error", pod({ phase: "Failed", containerStatuses: [ended({ reason: "Error", exitCode: 1 })] })],
    ["ExitCode:3", pod({ phase: "Failed", containerStatuses: [ended({ exitCode: 3 })] })],
    ["Signal:9", pod({ phase: "Failed", containerStatuses: [ended({ exitCode: 137, signal: 9 })] })],
    ["Evicted", pod({ phase: "Failed", reason: "Evicted" })],
    [
      "NotReady",
      pod({
        phase: "Running",
        containerStatuses: [ended({ reason: "Completed", exitCode: 0 }), { ...RUNNING, name: "b" }],
      }),
    ],
    [
      "Running",
      pod({
        phase: "Running",
        conditions: [{ type: "Ready", status: "True" }],
        containerStatuses: [ended({ reason: "Completed", exitCode: 0 }), { ...RUNNING, name: "b" }],
      }),
    ],
    ["Terminating", pod({ phase: "Running", containerStatuses: [RUNNING] }, { deleted: true })],
    [
      "Completed",
      pod(
        { phase: "Succeeded", containerStatuses: [ended({ reason: "Completed", exitCode: 0 })] },
        { deleted: true },
      ),
    ],
    [
      "Unknown",
      pod({ phase: "Running", reason: "NodeLost", containerStatuses: [RUNNING] }, { deleted: true }),
    ],
    [
      "SchedulingGated",
      pod({
        phase: "Pending",
        conditions: [{ type: "PodScheduled", status: "False", reason: "SchedulingGated" }],
      }),
    ],
    ["Init:0/2", pod({ phase: "Pending", initContainerStatuses: [init({ running: {} })] }, { inits: 2 })],
    [
      "Init:1/2",
      pod(
        {
          phase: "Pending",
          initContainerStatuses: [
            init({ terminated: { exitCode: 0 } }),
            init({ waiting: { reason: "PodInitializing" } }),
          ],
        },
        { inits: 2 },
      ),
    ],
    [
      "Init:Error",
      pod(
        { phase: "Pending", initContainerStatuses: [init({ terminated: { exitCode: 1, reason: "Error" } })] },
        { inits: 1 },
      ),
    ],
    [
      "Init:ExitCode:2",
      pod({ phase: "Pending", initContainerStatuses: [init({ terminated: { exitCode: 2 } })] }, { inits: 1 }),
    ],
    [
      "Init:CrashLoopBackOff",
      pod(
        { phase: "Pending", initContainerStatuses: [init({ waiting: { reason: "CrashLoopBackOff" } })] },
        { inits: 1 },
      ),
    ],
    [
      "PodInitializing",
      pod(
        {
          phase: "Pending",
          initContainerStatuses: [init({ terminated: { exitCode: 0 } })],
          containerStatuses: [waiting("PodInitializing")],
        },
        { inits: 1 },
      ),
    ],
    [
      "Running",
      pod(
        {
          phase: "Running",
          initContainerStatuses: [{ ...RUNNING, name: "side", started: true }],
          containerStatuses: [RUNNING],
        },
        { sidecar: true },
      ),
    ],
  ])("is %s", (expected, object) => {
    expect(podStatus(object)).toBe(expected);
  });
});

describe("the READY of a Pod", () => {
  it.each([
    ["0/1", pod({ phase: "Pending" })],
    ["1/1", pod({ phase: "Running", containerStatuses: [RUNNING] })],
    ["0/1", pod({ phase: "Running", containerStatuses: [{ ...RUNNING, ready: false }] })],
    [
      "0/1",
      pod(
        { phase: "Pending", initContainerStatuses: [init({ running: {} })], containerStatuses: [RUNNING] },
        { inits: 1 },
      ),
    ],
    [
      "2/2",
      pod(
        {
          phase: "Running",
          initContainerStatuses: [{ ...RUNNING, name: "side", started: true }],
          containerStatuses: [RUNNING],
        },
        { sidecar: true },
      ),
    ],
  ])("is %s", (expected, object) => {
    expect(podReady(object)).toBe(expected);
  });
});

describe("the RESTARTS of a Pod", () => {
  const last = { terminated: { exitCode: 1, finishedAt: "2026-01-05T09:05:00Z" } };

  it.each([
    [0, pod({ phase: "Running", containerStatuses: [RUNNING] })],
    [2, pod({ phase: "Running", containerStatuses: [{ ...RUNNING, restartCount: 2 }] })],
    [
      "2 (5m ago)",
      pod({ phase: "Running", containerStatuses: [{ ...RUNNING, restartCount: 2, lastState: last }] }),
    ],
    [
      "3 (5m ago)",
      pod(
        {
          phase: "Pending",
          initContainerStatuses: [
            init({ waiting: { reason: "CrashLoopBackOff" } }, { restartCount: 3, lastState: last }),
          ],
        },
        { inits: 1 },
      ),
    ],
  ])("are %s", (expected, object) => {
    expect(podRestarts(object, NOW)).toBe(expected);
  });
});
