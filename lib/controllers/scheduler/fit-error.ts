/** What the scheduler says when no node fits. Models FitError of pkg/scheduler/framework/types.go. */
import type { Refusal } from "./filter.ts";

const NO_NODES = "no nodes available to schedule pods";

/** @param refusals one for each node. */
export function fitError(refusals: readonly Refusal[]): string {
  if (refusals.length === 0) return NO_NODES;
  const preemption = refusals.map(({ isResolvable }) =>
    isResolvable
      ? "No preemption victims found for incoming pod"
      : "Preemption is not helpful for scheduling",
  );
  const reasons = refusals.flatMap((refusal) => refusal.reasons);
  return `${sentence(refusals.length, reasons)} preemption: ${sentence(refusals.length, preemption)}`;
}

function sentence(nodes: number, reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const parts = [...counts].map(([reason, count]) => `${count} ${reason}`).sort();
  return `0/${nodes} nodes are available: ${parts.join(", ")}.`;
}
