/** All describers. A new one is a file here and a line below; other kinds are described field by field. */
import type { AnyKind } from "../../api/kind.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { configMapDescriber } from "./config-map.ts";
import { daemonSetDescriber } from "./daemon-set.ts";
import { deploymentDescriber } from "./deployment.ts";
import type { Describer, Surroundings } from "./describer.ts";
import { endpointSliceDescriber } from "./endpoint-slice.ts";
import { endpointsDescriber } from "./endpoints.ts";
import { describeEvents } from "./events.ts";
import { describeGeneric } from "./generic.ts";
import { ingressDescriber } from "./ingress.ts";
import { namespaceDescriber } from "./namespace.ts";
import { networkPolicyDescriber } from "./network-policy.ts";
import { nodeDescriber } from "./node.ts";
import { podDescriber } from "./pod.ts";
import { replicaSetDescriber } from "./replica-set.ts";
import { replicationControllerDescriber } from "./replication-controller.ts";
import { secretDescriber } from "./secret.ts";
import { SectionWriter } from "./section-writer.ts";
import { serviceDescriber } from "./service.ts";
import { serviceAccountDescriber } from "./service-account.ts";
import { statefulSetDescriber } from "./stateful-set.ts";

const describers: readonly Describer[] = [
  configMapDescriber,
  daemonSetDescriber,
  deploymentDescriber,
  endpointSliceDescriber,
  endpointsDescriber,
  ingressDescriber,
  namespaceDescriber,
  networkPolicyDescriber,
  nodeDescriber,
  podDescriber,
  replicaSetDescriber,
  replicationControllerDescriber,
  secretDescriber,
  serviceAccountDescriber,
  serviceDescriber,
  statefulSetDescriber,
];

/** What `kubectl describe` prints of one object, with its line end. */
export function describeObject(kind: AnyKind, object: KubeObject, surroundings: Surroundings): string {
  const writer = new SectionWriter();
  const found = describers.find(
    ({ kind: { group, kind: name } }) => group === kind.group && name === kind.kind,
  );
  const { describe, hasEvents } = found ?? { describe: describeGeneric, hasEvents: true };
  describe(writer, object, surroundings);
  if (hasEvents) describeEvents(writer, object, surroundings);
  return writer.toString();
}
