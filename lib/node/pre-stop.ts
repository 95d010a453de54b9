/** The preStop hook, and SIGTERM after it. Models killContainer of pkg/kubelet/kuberuntime. */
import type { Container } from "../api/kinds/pod-spec.ts";
import type { ContainerProcess } from "./container-process.ts";
import { runHook } from "./lifecycle-hook.ts";
import type { PodRuntime } from "./node-runtime.ts";

/** What a container gets at least after its hook. */
const GRACE_MS_LEAST = 2_000;

export interface StopOptions {
  /** Counts for the hook, the turn and the process together. */
  readonly graceMs: number;
  /** Waits until the containers have ended that must end first. Only inside an actor. */
  readonly turn?: (() => Promise<void>) | undefined;
  readonly hookFailed: () => void;
}

/** Runs the hook, if there is one, awaits the container's turn, and then stops the process. */
export function runPreStop(
  runtime: PodRuntime,
  spec: Container,
  process: ContainerProcess,
  { graceMs, turn, hookFailed }: StopOptions,
): void {
  const hook = graceMs === 0 ? undefined : spec.lifecycle?.preStop;
  if (hook === undefined && turn === undefined) {
    process.stop(graceMs);
    return;
  }
  const { loop } = runtime.node;
  const startedAt = loop.now;
  let isStopped = false;
  const stop = (): void => {
    if (isStopped) return;
    isStopped = true;
    process.stop(Math.max(GRACE_MS_LEAST, graceMs - (loop.now - startedAt)));
  };
  const limit = loop.schedule(graceMs, stop);
  loop.spawn(async () => {
    if (
      hook !== undefined &&
      (await runHook(runtime, spec, process, hook)) !== undefined &&
      !process.hasEnded
    )
      hookFailed();
    await turn?.();
    limit.cancel();
    stop();
  });
}
