/**
 * What to look at next when a Service does not do what it should: the chain of the Kubernetes guide "Debug Services", walked
 * over the state of the cluster. The first link that is broken, or at least worth a look, is the hint.
 */
import type { Service } from "service-bootcamp";
import type { ServiceSubject } from "../check/context.ts";
import type { Text } from "../text.ts";
import { handMadeAddresses } from "./hand-made-addresses.ts";
import { missingService } from "./missing-service.ts";
import { servicePort, targetPort } from "./ports.ts";
import { matchedPods, podsNotReady, selectorWithoutPods } from "./selector.ts";

type Link = (service: ServiceSubject, object: Service, port: number | undefined) => Text | undefined;

const chain: readonly Link[] = [
  servicePort,
  handMadeAddresses,
  selectorWithoutPods,
  podsNotReady,
  targetPort,
  matchedPods,
];

/** @param port that was asked for; absent when the question was not about a request. */
export function diagnose(service: ServiceSubject, port?: number): Text | undefined {
  const object = service.object;
  if (object === undefined) return missingService(service);
  for (const link of chain) {
    const hint = link(service, object, port);
    if (hint !== undefined) return hint;
  }
  return undefined;
}
