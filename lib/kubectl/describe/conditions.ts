/** The Conditions section of what makes Pods. */
import type { SectionWriter } from "./section-writer.ts";

interface StatusCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string | undefined;
}

export function describeConditions(
  writer: SectionWriter,
  conditions: readonly StatusCondition[] | undefined,
): void {
  if (conditions === undefined || conditions.length === 0) return;
  writer.write(0, "Conditions:\n");
  writer.header(1, "Type", "Status", "Reason");
  for (const { type, status, reason = "" } of conditions) writer.row(1, `${type} `, status, reason);
}
