/**
 * What to look at next when a Service does not do what it should: the steps of the Kubernetes guide "Debug Services", taken
 * over the state of the cluster. The hint is the first diagnosis that finds something. A new diagnosis is a file here and a
 * line below, where the guide has its step.
 */
import type { Route, ServiceSubject } from "../check/context.ts";
import { addressesNotReady } from "./addresses-not-ready.ts";
import { affinityForgets } from "./affinity-forgets.ts";
import { affinityOff } from "./affinity-off.ts";
import { affinityOn } from "./affinity-on.ts";
import { affinityRemembers } from "./affinity-remembers.ts";
import { crashLoop } from "./crash-loop.ts";
import { deadAddress } from "./dead-address.ts";
import type { Asked, Diagnosis, Finding } from "./diagnosis.ts";
import { endpointsName } from "./endpoints-name.ts";
import { externalIPTaken } from "./external-ip-taken.ts";
import { externalName } from "./external-name.ts";
import { headless } from "./headless.ts";
import { imageNotPulled } from "./image-not-pulled.ts";
import { livenessProbe } from "./liveness-probe.ts";
import { localTrafficPolicy } from "./local-traffic-policy.ts";
import { localhostOnly } from "./localhost-only.ts";
import { lossCauses } from "./lost-request.ts";
import { missingService } from "./missing-service.ts";
import { networkPolicy } from "./network-policy.ts";
import { noAddresses } from "./no-addresses.ts";
import { noPods } from "./no-pods.ts";
import { notReadyPublished } from "./not-ready-published.ts";
import { outsideAddress } from "./outside-address.ts";
import { outsidePort } from "./outside-port.ts";
import { overwrittenEndpoints } from "./overwritten-endpoints.ts";
import { podNotReplaced } from "./pod-not-replaced.ts";
import { podsInOtherNamespace } from "./pods-in-other-namespace.ts";
import { podsNotCreated } from "./pods-not-created.ts";
import { podsNotReady } from "./pods-not-ready.ts";
import { podsNotSelected } from "./pods-not-selected.ts";
import { portNames } from "./port-names.ts";
import { readinessProbe } from "./readiness-probe.ts";
import { replicas } from "./replicas.ts";
import { scaledReplicaSet } from "./scaled-replica-set.ts";
import { selectorWithoutPods } from "./selector-without-pods.ts";
import { serviceInOtherNamespace } from "./service-in-other-namespace.ts";
import { servicePort } from "./service-port.ts";
import { shadowedName } from "./shadowed-name.ts";
import { sliceAddressType } from "./slice-address-type.ts";
import { sliceLabel } from "./slice-label.ts";
import { startupProbe } from "./startup-probe.ts";
import { targetPort } from "./target-port.ts";
import { targetPortName } from "./target-port-name.ts";
import { unschedulable } from "./unschedulable.ts";
import { unusedAddresses } from "./unused-addresses.ts";

/** By cause, in their order. */
const diagnoses: Readonly<Record<string, Diagnosis>> = {
  // What the name and the address lead to.
  "external-name": externalName,
  "external-ip-taken": externalIPTaken,
  "service-port": servicePort,
  // Addresses that a person writes.
  "overwritten-endpoints": overwrittenEndpoints,
  "endpoints-name": endpointsName,
  "slice-label": sliceLabel,
  "no-addresses": noAddresses,
  "slice-address-type": sliceAddressType,
  "unused-addresses": unusedAddresses,
  "addresses-not-ready": addressesNotReady,
  "port-names": portNames,
  "outside-address": outsideAddress,
  "outside-port": outsidePort,
  "dead-address": deadAddress,
  // Pods that a selector finds.
  "pods-in-other-namespace": podsInOtherNamespace,
  "pods-not-created": podsNotCreated,
  "no-pods": noPods,
  "selector-without-pods": selectorWithoutPods,
  "not-ready-published": notReadyPublished,
  unschedulable,
  "image-not-pulled": imageNotPulled,
  "liveness-probe": livenessProbe,
  "crash-loop": crashLoop,
  "startup-probe": startupProbe,
  "readiness-probe": readinessProbe,
  "pods-not-ready": podsNotReady,
  // The way of a connection.
  headless,
  "target-port-name": targetPortName,
  "localhost-only": localhostOnly,
  "target-port": targetPort,
  "network-policy": networkPolicy,
  "local-traffic-policy": localTrafficPolicy,
  // Who is met, and how many there are.
  "affinity-on": affinityOn,
  "affinity-off": affinityOff,
  "affinity-forgets": affinityForgets,
  "affinity-remembers": affinityRemembers,
  "scaled-replica-set": scaledReplicaSet,
  "pod-not-replaced": podNotReplaced,
  "pods-not-selected": podsNotSelected,
  replicas,
};

/** All that a finding may name. */
export const causes: readonly string[] = [
  "shadowed-name",
  "service-in-other-namespace",
  "missing-service",
  ...Object.keys(diagnoses),
  ...lossCauses,
];

/** @param port that was asked for; absent when the question was not about a request. */
export function diagnose(
  subject: ServiceSubject,
  port?: number,
  asked: Omit<Asked, "port"> = {},
): Finding | undefined {
  for (const finding of findings(subject, { ...asked, port })) return finding;
  return undefined;
}

/** All that there is to find, the likeliest cause first. */
export function* findings(subject: ServiceSubject, asked: Asked): Generator<Finding> {
  for (const { cause, hint } of inDefault(subject, asked))
    yield {
      cause,
      hint: { en: typedIn(subject.namespace, hint.en), ko: typedIn(subject.namespace, hint.ko) },
    };
}

/** Without `-n` a person's kubectl looks into namespace default. */
function typedIn(namespace: string, hint: string): string {
  if (namespace === "default") return hint;
  return hint.replaceAll(/\(kubectl (?=(?:get|describe|logs) (?!.*?-A\b))/g, `(kubectl -n ${namespace} `);
}

/** The same, with commands as they are typed for namespace default. */
function* inDefault(subject: ServiceSubject, asked: Asked): Generator<Finding> {
  const shadowed = shadowedName(subject, asked);
  if (shadowed !== undefined) yield { cause: "shadowed-name", hint: shadowed };
  const service = subject.object;
  if (service === undefined) {
    const elsewhere = serviceInOtherNamespace(subject);
    if (elsewhere !== undefined) yield { cause: "service-in-other-namespace", hint: elsewhere };
    else yield { cause: "missing-service", hint: missingService(subject) };
    return;
  }
  for (const [cause, diagnosis] of Object.entries(diagnoses)) {
    const hint = diagnosis({ subject, service, asked });
    if (hint !== undefined) yield { cause, hint };
  }
}

/** The same for requests along a route. */
export function diagnoseRoute(route: Route, asked: Omit<Asked, "port" | "from" | "host"> = {}) {
  const { sender, url, service, port } = route;
  return diagnose(service, port, { ...asked, from: sender.from, host: new URL(url).hostname });
}
