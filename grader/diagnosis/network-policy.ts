/** A NetworkPolicy that lets the client's connections not through. */
import { barringPolicies, networkPolicies, nodes, type Pod } from "service-bootcamp";
import { clientPod } from "./client-pod.ts";
import type { Case, Diagnosis } from "./diagnosis.ts";
import { isReady, selectedPods } from "./selected-pods.ts";
import { targetNumber } from "./target-number.ts";
import { listed } from "./words.ts";
import { askedPorts } from "./written-slices.ts";

export const networkPolicy: Diagnosis = (given) => {
  const { subject, asked } = given;
  const policies = subject.cluster.api.list(networkPolicies).items;
  const client = clientOf(given);
  if (policies.length === 0 || client === undefined) return undefined;
  for (const pod of selectedPods(given).filter(isReady)) {
    for (const port of askedPorts(given)) {
      const barred = isOnOwnNode(given, pod)
        ? undefined
        : barringPolicies(subject.cluster.api, policies, {
            from: client,
            to: { ip: pod.status.podIP ?? "", pod: idOf(pod) },
            port: targetNumber(port, pod),
            protocol: "TCP",
          });
      if (barred === undefined) continue;
      const names = listed(barred.policies.map(({ metadata }) => metadata.name));
      const { name } = pod.metadata;
      const who = asked.from ?? "";
      return barred.direction === "Ingress"
        ? {
            en: `NetworkPolicy ${names} does not let ${who} into Pod ${name} on port ${targetNumber(port, pod)} (kubectl describe networkpolicy)`,
            ko: `네트워크폴리시(NetworkPolicy) ${names} 때문에 ${who}에서 파드 ${name}의 ${targetNumber(port, pod)}번 포트로 들어갈 수 없습니다(kubectl describe networkpolicy)`,
          }
        : {
            en: `NetworkPolicy ${names} does not let ${who} send to Pod ${name} on port ${targetNumber(port, pod)} (kubectl describe networkpolicy)`,
            ko: `네트워크폴리시(NetworkPolicy) ${names} 때문에 ${who}에서 파드 ${name}의 ${targetNumber(port, pod)}번 포트로 보낼 수 없습니다(kubectl describe networkpolicy)`,
          };
    }
  }
  return undefined;
};

const idOf = ({ metadata }: Pod) => ({ namespace: metadata.namespace ?? "", name: metadata.name });

/** The client as a packet names it; undefined for one outside, whose packets arrive by way of some node. */
function clientOf({ subject, asked }: Case) {
  const pod = clientPod(subject, asked.from);
  if (pod !== undefined) return { ip: pod.status.podIP ?? "", pod: idOf(pod) };
  const node = nodeOf(asked.from);
  const ip = node && subject.cluster.api.find(nodes, "", node)?.status.addresses?.[0]?.address;
  return ip === undefined ? undefined : { ip };
}

/** Between a node and its own Pods everything may pass. */
function isOnOwnNode({ asked }: Case, { spec }: Pod): boolean {
  return nodeOf(asked.from) === spec.nodeName;
}

function nodeOf(from = ""): string | undefined {
  return /^node\/(.+)$/.exec(from)?.[1];
}
