/** What the server can do, as clients ask for it: `/version`, groups and resources, in the old form and aggregated. */
import type { AnyKind } from "../api/kind.ts";
import { serverVersion } from "../api/server-version.ts";
import { type Answer, json } from "./exchange.ts";

const ALL_VERBS = [
  "create",
  "delete",
  "deletecollection",
  "get",
  "list",
  "patch",
  "update",
  "watch",
] as const;
const SUBRESOURCE_VERBS: Readonly<Record<string, readonly string[]>> = {
  status: ["get", "patch", "update"],
  scale: ["get", "patch", "update"],
  finalize: ["update"],
  log: ["get"],
  exec: ["create", "get"],
  attach: ["create", "get"],
  portforward: ["create", "get"],
  proxy: ["create", "delete", "get", "patch", "update"],
  eviction: ["create"],
  binding: ["create"],
};

/** @returns undefined for a path that asks for none of it. */
export function discoveryAnswer(kinds: readonly AnyKind[], path: string, accept: string): Answer | undefined {
  const wantsAggregated =
    accept.includes("g=apidiscovery.k8s.io;v=v2;") ||
    /v=v2[;,].*as=APIGroupDiscoveryList|as=APIGroupDiscoveryList.*v=v2\b/.test(accept);
  const discovery = (groups: readonly string[]): Answer => ({
    ...json(200, aggregated(kinds, groups)),
    contentType: "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList",
  });
  if (path === "/version") return json(200, serverVersion);
  if (path === "/api")
    return wantsAggregated
      ? discovery([""])
      : json(200, { kind: "APIVersions", versions: ["v1"], serverAddressByClientCIDRs: [] });
  if (path === "/apis") return wantsAggregated ? discovery(groupsOf(kinds)) : json(200, groupList(kinds));
  const [, root, group = "", version = ""] = path.split("/");
  if (path === "/api/v1") return json(200, resourceList(kinds, "", "v1"));
  if (root === "apis" && groupsOf(kinds).includes(group)) {
    if (version === "") return json(200, groupOf(kinds, group));
    if (kinds.some((kind) => kind.group === group && kind.version === version))
      return json(200, resourceList(kinds, group, version));
  }
  return undefined;
}

/** Groups in the order of first appearance, the core group apart. */
function groupsOf(kinds: readonly AnyKind[]): string[] {
  return [...new Set(kinds.map((kind) => kind.group))].filter((group) => group !== "");
}

export function verbsOf(kind: AnyKind): readonly string[] {
  return kind.verbs ?? ALL_VERBS;
}

/** `APIGroupList` of `/apis`. */
function groupList(kinds: readonly AnyKind[]): Record<string, unknown> {
  return {
    kind: "APIGroupList",
    apiVersion: "v1",
    groups: groupsOf(kinds).map((group) => groupOf(kinds, group)),
  };
}

function groupOf(kinds: readonly AnyKind[], group: string): Record<string, unknown> {
  const versions = versionsOf(kinds, group).map((version) => ({
    groupVersion: `${group}/${version}`,
    version,
  }));
  return { name: group, versions, preferredVersion: versions[0] };
}

/** `APIResourceList` of `/api/v1` and `/apis/GROUP/VERSION`. */
function resourceList(kinds: readonly AnyKind[], group: string, version: string): Record<string, unknown> {
  const groupVersion = group === "" ? version : `${group}/${version}`;
  const resources = kinds
    .filter((kind) => kind.group === group && kind.version === version)
    .flatMap((kind) => [mainResource(kind), ...subresources(kind)]);
  return { kind: "APIResourceList", apiVersion: "v1", groupVersion, resources };
}

function mainResource(kind: AnyKind): Record<string, unknown> {
  return {
    name: kind.plural,
    singularName: kind.singular,
    namespaced: kind.namespaced,
    kind: kind.kind,
    verbs: verbsOf(kind),
    ...(kind.shortNames.length === 0 ? {} : { shortNames: kind.shortNames }),
    ...(kind.categories.length === 0 ? {} : { categories: kind.categories }),
  };
}

function subresources(kind: AnyKind): Record<string, unknown>[] {
  return kind.subresources.map((name) => ({
    name: `${kind.plural}/${name}`,
    singularName: "",
    namespaced: kind.namespaced,
    ...responseKind(kind, name),
    verbs: SUBRESOURCE_VERBS[name] ?? ["get"],
  }));
}

function responseKind(kind: AnyKind, subresource: string): Record<string, unknown> {
  if (subresource === "scale") return { group: "autoscaling", version: "v1", kind: "Scale" };
  if (subresource === "eviction") return { group: "policy", version: "v1", kind: "Eviction" };
  if (subresource === "binding") return { kind: "Binding" };
  const options: Readonly<Record<string, string>> = {
    exec: "PodExecOptions",
    attach: "PodAttachOptions",
    portforward: "PodPortForwardOptions",
    proxy: `${kind.kind}ProxyOptions`,
  };
  return { kind: options[subresource] ?? kind.kind };
}

function versionsOf(kinds: readonly AnyKind[], group: string): string[] {
  return [...new Set(kinds.filter((kind) => kind.group === group).map((kind) => kind.version))];
}

/** The aggregated form, `apidiscovery.k8s.io/v2 APIGroupDiscoveryList`: one request instead of one per group. */
function aggregated(kinds: readonly AnyKind[], groups: readonly string[]): Record<string, unknown> {
  return {
    kind: "APIGroupDiscoveryList",
    apiVersion: "apidiscovery.k8s.io/v2",
    metadata: {},
    items: groups.map((group) => ({
      metadata: group === "" ? { creationTimestamp: null } : { name: group, creationTimestamp: null },
      versions: versionsOf(kinds, group).map((version) => ({
        version,
        freshness: "Current",
        resources: kinds
          .filter((kind) => kind.group === group && kind.version === version)
          .map(aggregatedResource),
      })),
    })),
  };
}

function aggregatedResource(kind: AnyKind): Record<string, unknown> {
  const own = { group: kind.group, version: kind.version, kind: kind.kind };
  return {
    resource: kind.plural,
    responseKind: own,
    scope: kind.namespaced ? "Namespaced" : "Cluster",
    singularResource: kind.singular,
    verbs: verbsOf(kind),
    ...(kind.shortNames.length === 0 ? {} : { shortNames: kind.shortNames }),
    ...(kind.categories.length === 0 ? {} : { categories: kind.categories }),
    subresources: kind.subresources.map((subresource) => ({
      subresource,
      responseKind: { group: "", version: kind.version, ...responseKind(kind, subresource) },
      verbs: SUBRESOURCE_VERBS[subresource] ?? ["get"],
    })),
  };
}
