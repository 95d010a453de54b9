/** The READY, STATUS and RESTARTS cells of Pods. Models printPod in pkg/printers/internalversion. */
import { humanDuration } from "../columns.ts";
import type { ContainerStatus, Pod } from "./pod.ts";

/** Ready containers of all, sidecars among them: `1/2`. */
export function podReady(pod: Pod): string {
  const { seen, containersCount } = initialization(pod);
  const sidecars = sidecarNames(pod);
  const readySidecars = seen.filter(
    (status) => sidecars.has(status.name) && status.started === true && status.ready,
  ).length;
  const ready = containersCount ? (pod.status.containerStatuses ?? []).filter(isRunning).length : 0;
  return `${ready + readySidecars}/${pod.spec.containers.length + sidecars.size}`;
}

/** One word for the whole Pod: its phase, or what holds it up. */
export function podStatus(pod: Pod): string {
  const { reason = "", phase, conditions = [] } = pod.status;
  const isDeleted = pod.metadata.deletionTimestamp !== undefined && pod.metadata.deletionTimestamp !== null;
  if (isDeleted && reason === "NodeLost") return "Unknown";
  if (isDeleted && phase !== "Succeeded" && phase !== "Failed") return "Terminating";
  const { word, containersCount } = initialization(pod);
  const isGated = conditions.some(
    (condition) => condition.type === "PodScheduled" && condition.reason === "SchedulingGated",
  );
  const whole = word ?? (isGated ? "SchedulingGated" : reason === "" ? phase : reason);
  return containersCount ? containersWord(pod, whole) : whole;
}

/** How often containers restarted, and when last: `3 (5m ago)`. */
export function podRestarts(pod: Pod, now: number): string | number {
  const { seen, containersCount } = initialization(pod);
  const sidecars = sidecarNames(pod);
  const counted = containersCount
    ? [...seen.filter(({ name }) => sidecars.has(name)), ...(pod.status.containerStatuses ?? [])]
    : seen;
  const restarts = counted.reduce((sum, status) => sum + status.restartCount, 0);
  const finished = counted
    .map((status) => Date.parse(status.lastState?.terminated?.finishedAt ?? ""))
    .filter((time) => !Number.isNaN(time));
  if (restarts === 0 || finished.length === 0) return restarts;
  return `${restarts} (${humanDuration(now - Math.max(...finished))} ago)`;
}

function sidecarNames(pod: Pod): Set<string> {
  return new Set(
    (pod.spec.initContainers ?? [])
      .filter((container) => container.restartPolicy === "Always")
      .map((container) => container.name),
  );
}

interface Initialization {
  /** Init containers up to the first that is not through. */
  readonly seen: readonly ContainerStatus[];
  /** `Init:...` of that one; undefined once all are through. */
  readonly word: string | undefined;
  /** Whether the Pod is so far that its containers have a say. */
  readonly containersCount: boolean;
}

function initialization(pod: Pod): Initialization {
  const statuses = pod.status.initContainerStatuses ?? [];
  const sidecars = sidecarNames(pod);
  const at = statuses.findIndex(
    (status) =>
      status.state?.terminated?.exitCode !== 0 && !(sidecars.has(status.name) && status.started === true),
  );
  const current = statuses[at];
  if (current === undefined) return { seen: statuses, word: undefined, containersCount: true };
  const isInitialized =
    pod.status.conditions?.find((condition) => condition.type === "Initialized")?.status === "True";
  return {
    seen: statuses.slice(0, at + 1),
    word: initWord(current, at, pod.spec.initContainers?.length ?? 0),
    containersCount: isInitialized,
  };
}

function initWord({ state }: ContainerStatus, at: number, count: number): string {
  if (state?.terminated !== undefined) return `Init:${terminatedWord(state.terminated)}`;
  const waiting = state?.waiting?.reason ?? "";
  return waiting !== "" && waiting !== "PodInitializing" ? `Init:${waiting}` : `Init:${at}/${count}`;
}

function terminatedWord(terminated: {
  reason?: string | undefined;
  signal?: number | undefined;
  exitCode: number;
}): string {
  if (terminated.reason !== undefined && terminated.reason !== "") return terminated.reason;
  return terminated.signal !== undefined && terminated.signal !== 0
    ? `Signal:${terminated.signal}`
    : `ExitCode:${terminated.exitCode}`;
}

/** The first container that has something to say wins; a Pod of which some containers ended is NotReady or Running. */
function containersWord(pod: Pod, whole: string): string {
  const statuses = pod.status.containerStatuses ?? [];
  const word = statuses.map(containerWord).find((found) => found !== undefined) ?? whole;
  if (word !== "Completed" || !statuses.some(isRunning)) return word;
  const isReady = pod.status.conditions?.some(
    (condition) => condition.type === "Ready" && condition.status === "True",
  );
  return isReady === true ? "Running" : "NotReady";
}

const isRunning = (status: ContainerStatus): boolean =>
  status.ready && containerWord(status) === undefined && status.state?.running !== undefined;

function containerWord({ state }: ContainerStatus): string | undefined {
  const waiting = state?.waiting?.reason ?? "";
  if (waiting !== "") return waiting;
  return state?.terminated === undefined ? undefined : terminatedWord(state.terminated);
}
