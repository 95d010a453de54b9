/** What stands at `/`: the paths of this server. Models apiserver/pkg/server/routes/index.go. */
import type { AnyKind } from "../api/kind.ts";
import { byBytes } from "../go/value.ts";
import { groupsOf, versionsOf } from "./discovery.ts";

const FIXED = [
  "/api",
  "/api/v1",
  "/apis",
  "/apis/",
  "/healthz",
  "/healthz/ping",
  "/livez",
  "/livez/ping",
  "/openapi/v2",
  "/openapi/v3",
  "/openapi/v3/",
  "/readyz",
  "/readyz/ping",
  "/version",
];

export function rootPaths(kinds: readonly AnyKind[]): readonly string[] {
  const ofGroups = groupsOf(kinds).flatMap((group) => [
    `/apis/${group}`,
    ...versionsOf(kinds, group).map((version) => `/apis/${group}/${version}`),
  ]);
  return [...FIXED, ...ofGroups].sort(byBytes);
}
