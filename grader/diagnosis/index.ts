/**
 * What to look at next when a Service does not do what it should: the steps of the Kubernetes guide "Debug Services", taken
 * over the state of the cluster. The hint is the first diagnosis that finds something. A new diagnosis is a file here and a
 * line below, where the guide has its step.
 */
import type { ServiceSubject } from "../check/context.ts";
import type { Diagnosis, Finding } from "./diagnosis.ts";
import { matchedPods } from "./matched-pods.ts";
import { missingService } from "./missing-service.ts";
import { overwrittenEndpoints } from "./overwritten-endpoints.ts";
import { podsNotReady } from "./pods-not-ready.ts";
import { selectorWithoutPods } from "./selector-without-pods.ts";
import { servicePort } from "./service-port.ts";
import { serviceWithoutSelector } from "./service-without-selector.ts";
import { targetPort } from "./target-port.ts";

/** By cause, in their order. */
const diagnoses: Readonly<Record<string, Diagnosis>> = {
  "service-port": servicePort,
  "overwritten-endpoints": overwrittenEndpoints,
  "service-without-selector": serviceWithoutSelector,
  "selector-without-pods": selectorWithoutPods,
  "pods-not-ready": podsNotReady,
  "target-port": targetPort,
  "matched-pods": matchedPods,
};

/** @param port that was asked for; absent when the question was not about a request. */
export function diagnose(subject: ServiceSubject, port?: number): Finding | undefined {
  const service = subject.object;
  if (service === undefined) return missingService(subject);
  for (const [cause, diagnosis] of Object.entries(diagnoses)) {
    const hint = diagnosis(subject, service, port);
    if (hint !== undefined) return { cause, hint };
  }
  return undefined;
}
