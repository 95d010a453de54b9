/**
 * Copies Endpoints written by hand into EndpointSlices, which are all that kube-proxy and DNS read.
 * Models pkg/controller/endpointslicemirroring.
 */
import { isEqual } from "../api/equal.ts";
import { keyOf } from "../api/informer.ts";
import {
  type EndpointSlice,
  endpointSlices,
  MANAGED_BY_LABEL,
  SERVICE_NAME_LABEL,
} from "../api/kinds/endpoint-slice.ts";
import { type Endpoints, endpoints } from "../api/kinds/endpoints.ts";
import { services } from "../api/kinds/service.ts";
import { type ControllerContext, createQueue, type StartController } from "./controller.ts";
import { portsKey } from "./endpoint-slice/desired-endpoints.ts";
import {
  ADDRESSES_PER_SUBSET_MAX,
  type MirrorGroup,
  mirrorGroups,
} from "./endpoint-slice-mirroring/mirror-groups.ts";
import { controllerReference } from "./owner-reference.ts";
import { LAST_CHANGE_ANNOTATION } from "./service-endpoint.ts";

const LATENCY_MS = 20;
const CONTROLLER = "endpointslicemirroring-controller.k8s.io";
const SKIP_LABEL = "endpointslice.kubernetes.io/skip-mirror";
const LEADER_ANNOTATION = "control-plane.alpha.kubernetes.io/leader";
const NOT_COPIED = new Set([LAST_CHANGE_ANNOTATION, "kubectl.kubernetes.io/last-applied-configuration"]);

export const startEndpointSliceMirroringController: StartController = (context) => {
  const { informers } = context;
  const recorder = context.recorder("endpoint-slice-mirroring-controller");
  const cache = informers.of(endpoints);
  const serviceCache = informers.of(services);
  const slices = informers.of(endpointSlices).indexBy(mirroredKeys);
  let isWriting = false;

  const queue = createQueue(context, LATENCY_MS, (key) => {
    const source = cache.byKey(key);
    const service = serviceCache.byKey(key);
    const existing = [...slices.byIndex(mirroredKeys, key)];
    isWriting = true;
    try {
      if (
        source === undefined ||
        service === undefined ||
        service.spec.selector !== undefined ||
        !isMirrored(source)
      )
        return removeAll(context, existing);
      const { groups, skipped } = mirrorGroups(source);
      if (skipped > 0) {
        const message = `A max of ${ADDRESSES_PER_SUBSET_MAX} addresses can be mirrored to EndpointSlices per Endpoints subset. ${skipped} addresses were skipped`;
        recorder.record(source, "Warning", "TooManyAddressesToMirror", message);
      }
      mirror(context, source, groups, existing);
    } finally {
      isWriting = false;
    }
  });

  cache.onEvent(({ object }) => queue.add(keyOf(object)));
  serviceCache.onEvent(({ object }) => queue.add(keyOf(object)));
  slices.onEvent(({ object }) => {
    if (!isWriting) for (const key of mirroredKeys(object)) queue.add(key);
  });
};

function mirroredKeys({ metadata }: EndpointSlice): readonly string[] {
  const name = metadata.labels?.[SERVICE_NAME_LABEL];
  return name === undefined || metadata.labels?.[MANAGED_BY_LABEL] !== CONTROLLER
    ? []
    : [`${metadata.namespace}/${name}`];
}

function isMirrored({ metadata }: Endpoints): boolean {
  return metadata.labels?.[SKIP_LABEL] !== "true" && metadata.annotations?.[LEADER_ANNOTATION] === undefined;
}

function removeAll({ api }: ControllerContext, existing: readonly EndpointSlice[]): void {
  for (const { metadata } of existing) api.delete(endpointSlices, metadata.namespace ?? "", metadata.name);
}

/** One slice for each list of ports and address family. Slices that are not needed take the place of new ones. */
function mirror(
  context: ControllerContext,
  source: Endpoints,
  groups: ReadonlyMap<string, MirrorGroup>,
  existing: readonly EndpointSlice[],
): void {
  const { api } = context;
  const spare = [...existing];
  const missing: MirrorGroup[] = [];
  for (const [key, group] of groups) {
    const at = spare.findIndex((slice) => `${slice.addressType} ${portsKey(slice.ports)}` === key);
    const [slice] = at < 0 ? [] : spare.splice(at, 1);
    if (slice === undefined) missing.push(group);
    else api.update(endpointSlices, rewritten(slice, source, group));
  }
  for (const group of missing) {
    const at = spare.findIndex((slice) => slice.addressType === group.addressType);
    const [slice] = at < 0 ? [] : spare.splice(at, 1);
    if (slice !== undefined) api.update(endpointSlices, rewritten(slice, source, group));
    else {
      const metadata = {
        generateName: `${source.metadata.name}-`,
        ...copiedMetadata(source),
        ownerReferences: [controllerReference(source)],
      };
      api.create(endpointSlices, source.metadata.namespace ?? "", { ...group, metadata });
    }
  }
  removeAll(context, spare);
}

function rewritten(slice: EndpointSlice, source: Endpoints, group: MirrorGroup): EndpointSlice {
  const copied = copiedMetadata(source);
  const isSame =
    isEqual(slice.metadata.labels, copied.labels) && isEqual(slice.metadata.annotations, copied.annotations);
  const metadata = isSame ? slice.metadata : { ...slice.metadata, ...copied };
  const isSameContent = isEqual(slice.endpoints, group.endpoints);
  return {
    ...slice,
    metadata,
    endpoints: isSameContent ? slice.endpoints : group.endpoints,
    ports: group.ports,
  };
}

function copiedMetadata({ metadata }: Endpoints) {
  const annotations = Object.entries(metadata.annotations ?? {}).filter(([key]) => !NOT_COPIED.has(key));
  return {
    labels: { ...metadata.labels, [SERVICE_NAME_LABEL]: metadata.name, [MANAGED_BY_LABEL]: CONTROLLER },
    annotations: annotations.length === 0 ? undefined : Object.fromEntries(annotations),
  };
}
