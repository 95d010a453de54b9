/** The picture of a Service, read from the API: its endpoints, and the Pods that one would expect among them. topology.ts draws it. */
import type { Api } from "../../api/api.ts";
import { labelPairs } from "../../api/columns.ts";
import { endpointSlices, SERVICE_NAME_LABEL, type SliceEndpoint } from "../../api/kinds/endpoint-slice.ts";
import { type Pod, pods } from "../../api/kinds/pod.ts";
import { services } from "../../api/kinds/service.ts";
import { matchesPairs } from "../../api/selectors.ts";
import type { Picture } from "./picture.ts";
import type { Scene } from "./scene.ts";
import { type Backend, topology } from "./topology.ts";

/** The Service, what it selects, and every candidate with the reason why it is in or out. */
export function service({ api, language }: Scene, name: string, namespace = "default"): Picture {
  const { spec } = api.get(services, namespace, name);
  const view = {
    name,
    clusterIP: spec.clusterIP ?? "-",
    ports: (spec.ports ?? []).map(({ port, targetPort }) => `${port} → ${targetPort}`),
    selector: labelPairs(spec.selector),
  };
  const slices = api.list(endpointSlices, {
    namespace,
    labelSelector: `${SERVICE_NAME_LABEL}=${name}`,
  }).items;
  const endpoints = slices.flatMap((slice) =>
    slice.endpoints.map((endpoint) => ({ endpoint, port: slice.ports?.[0]?.port })),
  );
  const inside = endpoints.map(({ endpoint, port }) => asBackend(api, namespace, endpoint, port));
  const listed = new Set(endpoints.map(({ endpoint }) => endpoint.targetRef?.name));
  const outside = api
    .list(pods, { namespace })
    .items.filter((pod) => !listed.has(pod.metadata.name) && isCandidate(pod, spec.selector))
    .map((pod) => asOutsider(pod, spec.selector));
  return topology(view, [...inside, ...outside], language);
}

function asBackend(api: Api, namespace: string, endpoint: SliceEndpoint, port: number | undefined): Backend {
  const ip = endpoint.addresses[0] ?? "";
  const pod =
    endpoint.targetRef?.name === undefined ? undefined : api.find(pods, namespace, endpoint.targetRef.name);
  const { ready, terminating } = endpoint.conditions;
  return {
    name: endpoint.targetRef?.name ?? ip,
    address: port === undefined ? ip : `${ip}:${port}`,
    labels: pod === undefined ? "" : labelPairs(withoutHash(pod.metadata.labels)),
    ...(pod === undefined ? { outside: true } : {}),
    ...(terminating === true
      ? { out: "terminating" as const }
      : ready === false
        ? { out: "notReady" as const }
        : {}),
  };
}

/** Pods that one would expect behind the Service: they carry one of its labels' values under any key, or match and are not listed yet. */
function isCandidate(pod: Pod, selector: Readonly<Record<string, string>> | undefined): boolean {
  if (selector === undefined) return false;
  const wanted = new Set(Object.values(selector));
  return Object.values(pod.metadata.labels ?? {}).some((value) => wanted.has(value));
}

function asOutsider(pod: Pod, selector: Readonly<Record<string, string>> | undefined): Backend {
  const labels = labelPairs(withoutHash(pod.metadata.labels));
  return {
    name: pod.metadata.name,
    address: pod.status.podIP ?? "",
    labels,
    out: matchesPairs(selector, pod.metadata.labels) ? "notReady" : "selector",
  };
}

function withoutHash(labels: Readonly<Record<string, string>> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(labels ?? {}).filter(([key]) => key !== "pod-template-hash"));
}
