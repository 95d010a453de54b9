/**
 * Writes the EndpointSlices of every Service with a selector. Models pkg/controller/endpointslice.
 *
 * As there, a node's zone is read when a Service or a Pod of it changes; a label that comes later waits for that.
 * Leaves out topology-aware routing (`service.kubernetes.io/topology-mode`) and IPv6.
 */
import {
  type EndpointSlice,
  endpointSlices,
  HEADLESS_LABEL,
  MANAGED_BY_LABEL,
  SERVICE_NAME_LABEL,
} from "../api/kinds/endpoint-slice.ts";
import { type Node, nodes } from "../api/kinds/node.ts";
import type { Service } from "../api/kinds/service.ts";
import { isHeadless } from "../api/kinds/service-types.ts";
import { type ControllerContext, createQueue, passIntervalMs, type StartController } from "./controller.ts";
import { desiredGroups, type EndpointGroup, portsKey, zoneOf } from "./endpoint-slice/desired-endpoints.ts";
import { podKeysOf, SettledSlices } from "./endpoint-slice/settled-slices.ts";
import { planSlices, type SliceContent, type SlicePlan } from "./endpoint-slice/slice-plan.ts";
import { controllerReference } from "./owner-reference.ts";
import { LAST_CHANGE_ANNOTATION } from "./service-endpoint.ts";
import { ServicePods } from "./service-pods.ts";

const LATENCY_MS = 20;
const CONTROLLER = "endpointslice-controller.k8s.io";
const RESERVED_LABELS = new Set([HEADLESS_LABEL, SERVICE_NAME_LABEL, MANAGED_BY_LABEL]);

export const startEndpointSliceController: StartController = (context) => {
  const { api, informers } = context;
  const nodeCache = informers.of(nodes);
  const slices = informers.of(endpointSlices).indexBy(serviceKeys);
  const nodeOf = (name: string): Node | undefined => nodeCache.get("", name);
  /** By Service; what is not there is looked at as a whole. */
  const settled = new Map<string, SettledSlices>();
  let isWriting = false;

  const existingOf = (key: string): readonly EndpointSlice[] =>
    [...slices.byIndex(serviceKeys, key)].filter((slice) => slice.metadata.deletionTimestamp === undefined);

  const queue = createQueue(
    context,
    LATENCY_MS,
    (key) => {
      const service = selected.service(key);
      // The slices of a Service that is gone go with it: it owns them.
      if (service === undefined) settled.delete(key);
      if (
        service === undefined ||
        service.spec.type === "ExternalName" ||
        service.spec.selector === undefined
      )
        return;
      const existing = existingOf(key);
      const labels = labelsOf(service);
      const changed = selected.takeChanges(key);
      const before = settled.get(key);
      settled.delete(key); // what fails on the way leaves nothing settled
      const look = (held: readonly EndpointSlice[], podKeys?: ReadonlySet<string>) =>
        desiredGroups(service, selected.podsOf(key, podKeys), nodeOf, held);
      const isChangeOfPods = changed !== undefined && before?.isStill(service, existing) === true;
      const plan =
        (isChangeOfPods ? planChange(before, changed, existing, labels, look) : undefined) ??
        planSlices(look(existing), existing, labels);
      const triggerTime = selected.takeTriggerTime(key);
      isWriting = true;
      try {
        for (const content of service.metadata.deletionTimestamp === undefined ? plan.create : [])
          create(context, service, labels, content, triggerTime);
        for (const { slice, content } of plan.update) update(context, slice, labels, content, triggerTime);
        for (const { metadata } of plan.remove)
          api.delete(endpointSlices, metadata.namespace ?? "", metadata.name);
      } finally {
        isWriting = false;
      }
      settled.set(
        key,
        new SettledSlices(
          service,
          existingOf(key),
          isChangeOfPods ? { settled: before, changed } : undefined,
        ),
      );
    },
    (key) => passIntervalMs(selected.countOf(key)),
  );

  const selected = new ServicePods(informers, (key) => queue.add(key));
  // What others do to the slices is put right; what was written here needs no second look.
  slices.onEvent(({ object, old }) => {
    if (isWriting) return;
    for (const key of new Set([...serviceKeys(object), ...(old === undefined ? [] : serviceKeys(old))]))
      queue.add(key);
  });
  nodeCache.onEvent(({ type, object, old }) => {
    if (type !== "MODIFIED" || zoneOf(object) !== zoneOf(old)) settled.clear();
    if (type === "ADDED") for (const key of selected.keys()) queue.add(key);
  });
};

function serviceKeys({ metadata }: EndpointSlice): readonly string[] {
  const name = metadata.labels?.[SERVICE_NAME_LABEL];
  return name === undefined || metadata.labels?.[MANAGED_BY_LABEL] !== CONTROLLER
    ? []
    : [`${metadata.namespace}/${name}`];
}

/**
 * The plan for the slices that hold a Pod that changed: the others are as they should be.
 * @returns undefined when a Pod has other ports than all before, so that it is not only about these slices.
 */
function planChange(
  settled: SettledSlices,
  changed: ReadonlySet<string>,
  existing: readonly EndpointSlice[],
  labels: Readonly<Record<string, string>>,
  look: (held: readonly EndpointSlice[], podKeys: ReadonlySet<string>) => Map<string, EndpointGroup>,
): SlicePlan | undefined {
  const held = settled.holding(changed);
  const groups = look([...held], new Set([...changed, ...[...held].flatMap(podKeysOf)]));
  const ports = portsKey(existing[0]?.ports);
  return [...groups.keys()].some((key) => key !== ports)
    ? undefined
    : planSlices(groups, existing, labels, (slice) => !held.has(slice));
}

function labelsOf(service: Service): Record<string, string> {
  const own = Object.entries(service.metadata.labels ?? {}).filter(([key]) => !RESERVED_LABELS.has(key));
  return {
    ...Object.fromEntries(own),
    ...(isHeadless(service) ? { [HEADLESS_LABEL]: "" } : {}),
    [SERVICE_NAME_LABEL]: service.metadata.name,
    [MANAGED_BY_LABEL]: CONTROLLER,
  };
}

function create(
  { api }: ControllerContext,
  service: Service,
  labels: Record<string, string>,
  { ports, endpoints }: SliceContent,
  triggerTime: string | undefined,
): void {
  const { name, namespace = "" } = service.metadata;
  const slice = {
    metadata: {
      generateName: `${name}-`,
      labels,
      annotations: withTriggerTime({}, triggerTime),
      ownerReferences: [controllerReference(service)],
    },
    addressType: "IPv4" as const,
    endpoints,
    ports,
  };
  api.create(endpointSlices, namespace, slice, { by: "component" });
}

function update(
  { api }: ControllerContext,
  slice: EndpointSlice,
  labels: Record<string, string>,
  { ports, endpoints }: SliceContent,
  triggerTime: string | undefined,
): void {
  const annotations = withTriggerTime(slice.metadata.annotations ?? {}, triggerTime);
  api.update(
    endpointSlices,
    { ...slice, metadata: { ...slice.metadata, labels, annotations }, endpoints, ports },
    { by: "component" },
  );
}

function withTriggerTime(
  annotations: Readonly<Record<string, string>>,
  triggerTime: string | undefined,
): Readonly<Record<string, string>> | undefined {
  const { [LAST_CHANGE_ANNOTATION]: _, ...others } = annotations;
  const result = triggerTime === undefined ? others : { ...others, [LAST_CHANGE_ANNOTATION]: triggerTime };
  return Object.keys(result).length === 0 ? undefined : result;
}
