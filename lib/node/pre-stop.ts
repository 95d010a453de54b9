/** The preStop hook, and SIGTERM after it. Models killContainer of pkg/kubelet/kuberuntime. Leaves out hooks that ask for HTTPS. */
import type { Container } from "../api/kinds/pod-spec.ts";
import type { ContainerProcess } from "./container-process.ts";
import type { PodRuntime } from "./node-runtime.ts";
import { requestForPod } from "./pod-request.ts";

/** What a container gets in any case after its hook. */
const GRACE_MS_LEAST = 2_000;

/** Runs the hook, if there is one, and then stops the process; the grace counts for both together. */
export function runPreStop(runtime: PodRuntime, spec: Container, process: ContainerProcess, graceMs: number): void {
  const hook = spec.lifecycle?.preStop;
  if (hook === undefined || graceMs === 0) {
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
    if (hook.sleep !== undefined) await loop.sleep(hook.sleep.seconds * 1_000);
    else if (hook.exec !== undefined) await process.exec({ command: hook.exec.command ?? [] });
    else if (hook.httpGet !== undefined) await requestForPod(runtime, spec, hook.httpGet, graceMs);
    limit.cancel();
    stop();
  });
}
