/** What all programs of busybox say about themselves. */
import type { Machine } from "../command.ts";

/** When the releases were built that the images hold, where it is known. */
const BUILT: Readonly<Record<string, string>> = {
  "1.28.4": "2018-05-22 17:00:17 UTC",
  "1.36.1": "2023-05-18 22:34:17 UTC",
};

export function busyboxBanner({ busyboxVersion = "1.37.0" }: Pick<Machine, "busyboxVersion">): string {
  return `BusyBox v${busyboxVersion} (${BUILT[busyboxVersion] ?? "2024-09-26 21:31:42 UTC"}) multi-call binary.`;
}
