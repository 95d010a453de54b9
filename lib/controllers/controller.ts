/**
 * What every controller is: informers that turn events into keys, and one function that brings the world of a key in
 * order. Level-based: it gets a name, never the event. Models controller-runtime in one page.
 */
import type { Api } from "../api/api.ts";
import { ApiError, isNamespaceTerminating, isNotFound } from "../api/api-error.ts";
import type { EventRecorder } from "../api/event-recorder.ts";
import type { SharedInformers } from "../api/informer.ts";
import type { Loop } from "../sim/loop.ts";
import type { Random } from "../sim/random.ts";
import { WorkQueue } from "../sim/work-queue.ts";

/** What the control plane hands to each of its controllers. */
export interface ControllerContext {
  readonly api: Api;
  /** What all controllers know of the cluster. */
  readonly informers: SharedInformers;
  readonly loop: Loop;
  readonly random: Random;
  /** Simulated Unix milliseconds. */
  readonly now: () => number;
  /** Simulated time as the API writes it, `2026-01-05T09:00:00Z`. */
  readonly timestamp: () => string;
  /** Events in the name of a component: `deployment-controller`. */
  readonly recorder: (component: string) => EventRecorder;
}

/** Starts a controller; from then on it keeps its part of the cluster in order. */
export type StartController = (context: ControllerContext) => void;

/**
 * @param reconcile brings one key in order. What the API refuses is tried again later, a conflict as well as a budget;
 *   a vanished object, or a namespace that is going away, means that there is nothing to do.
 * @param intervalMs how long a key is left alone after a pass, so that many changes at once are few passes.
 */
export function createQueue(
  context: ControllerContext,
  latencyMs: number,
  reconcile: (key: string) => void,
  intervalMs?: (key: string) => number,
): WorkQueue {
  return new WorkQueue(context.loop, {
    latencyMs,
    ...(intervalMs === undefined ? {} : { intervalMs }),
    work: (key) => {
      try {
        reconcile(key);
      } catch (error) {
        if (!isNotFound(error) && !isNamespaceTerminating(error)) throw error;
      }
    },
    isRetriable: (error) => error instanceof ApiError,
  });
}

const PASS_MS_PER_POD = 2;
const PASS_MS_MAX = 5000;

/** How far apart two passes over many Pods are: a rollout is a few passes, not one for each Pod. The first comes at once. */
export function passIntervalMs(pods: number): number {
  return Math.min(pods * PASS_MS_PER_POD, PASS_MS_MAX);
}
