/** What the server can do, as clients ask for it: `/version`, groups and resources, in the old form and aggregated. */
import type { AnyKind } from "../api/kind.ts";
import { serverVersion } from "../api/server-version.ts";
import { indented } from "./encoding.ts";
import type { Answer, ObjectAnswer } from "./exchange.ts";

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
  ephemeralcontainers: ["get", "patch", "update"],
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

const ok = (object: object): ObjectAnswer => ({ status: 200, object });

/** @returns undefined for a path that asks for none of it. */
export function discoveryAnswer(
  kinds: readonly AnyKind[],
  path: string,
  accept: string,
): Answer | ObjectAnswer | undefined {
  const wantsAggregated =
    accept.includes("g=apidiscovery.k8s.io;v=v2;") ||
    /v=v2[;,].*as=APIGroupDiscoveryList|as=APIGroupDiscoveryList.*v=v2\b/.test(accept);
  const discovery = (groups: readonly string[]): ObjectAnswer => ({
    ...ok(aggregated(kinds, groups)),
    parameters: ";g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList",
  });
  if (path === "/version") return indented(200, serverVersion);
  if (path === "/api")
    return wantsAggregated
      ? discovery([""])
      : ok({ kind: "APIVersions", versions: ["v1"], serverAddressByClientCIDRs: [] });
  if (path === "/apis") return wantsAggregated ? discovery(groupsOf(kinds)) : ok(groupList(kinds));
  const [, root, group = "", version = ""] = path.split("/");
  if (path === "/api/v1") return ok(resourceList(kinds, "", "v1"));
  if (root === "apis" && groupsOf(kinds).includes(group)) {
    if (version === "") return ok(groupOf(kinds, group));
    if (kinds.some((kind) => kind.group === group && kind.version === version))
      return ok(resourceList(kinds, group, version));
  }
  return undefined;
}

/** Whether a path is inside a group that this server has, whatever it leads to. */
export function isOfKnownGroup(kinds: readonly AnyKind[], path: string): boolean {
  const [, root, group = ""] = path.split("/");
  return root === "api" || (root === "apis" && groupsOf(kinds).includes(group));
}

/** Groups in the order of first appearance, the core group apart. */
export function groupsOf(kinds: readonly AnyKind[]): string[] {
  return [...new Set(kinds.map((kind) => kind.group))].filter((group) => group !== "");
}

function verbsOf(kind: AnyKind): readonly string[] {
  return kind.verbs ?? ALL_VERBS;
}

/** @param subresource `""` for the object itself. @returns undefined for one that the kind lacks. */
export function verbsOfPath(kind: AnyKind, subresource: string): readonly string[] | undefined {
  if (subresource === "") return verbsOf(kind);
  return kind.subresources.includes(subresource) ? verbsOfSubresource(subresource) : undefined;
}

const verbsOfSubresource = (name: string): readonly string[] => SUBRESOURCE_VERBS[name] ?? ["get"];

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
    verbs: verbsOfSubresource(name),
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

export function versionsOf(kinds: readonly AnyKind[], group: string): string[] {
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
      verbs: verbsOfSubresource(subresource),
    })),
  };
}
