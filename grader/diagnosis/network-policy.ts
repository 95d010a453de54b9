/** A NetworkPolicy that lets the client's connections not through. */
import { barringPolicies, networkPolicies, nodes, type Pod } from "service-bootcamp";
import { CHECK_LABEL } from "../check/context.ts";
import type { Text } from "../text.ts";
import { clientPod } from "./client-pod.ts";
import type { Case, Diagnosis } from "./diagnosis.ts";
import { isReady, selectedPods } from "./selected-pods.ts";
import { targetNumber } from "./target-number.ts";
import { listed } from "./words.ts";
import { askedPorts } from "./written-slices.ts";

export const networkPolicy: Diagnosis = (given) => {
  const { subject } = given;
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
      const who = calledClient(given);
      const at = `${name}:${targetNumber(port, pod)}`;
      return barred.direction === "Ingress"
        ? {
            en: `NetworkPolicy ${names} lets nothing from ${who.en} into Pod ${at} (kubectl describe networkpolicy)`,
            ko: `네트워크폴리시(NetworkPolicy) ${names} 때문에 ${who.ko}에서 파드 ${at}(으)로 들어갈 수 없습니다(kubectl describe networkpolicy)`,
          }
        : {
            en: `NetworkPolicy ${names} lets nothing out of ${who.en} to Pod ${at} (kubectl describe networkpolicy)`,
            ko: `네트워크폴리시(NetworkPolicy) ${names} 때문에 ${who.ko}에서 파드 ${at}(으)로 나갈 수 없습니다(kubectl describe networkpolicy)`,
          };
    }
  }
  return undefined;
};

const idOf = ({ metadata }: Pod) => ({ namespace: metadata.namespace ?? "", name: metadata.name });

/** The check's own clients have drawn names, which say nothing to a learner. */
function calledClient({ subject, asked: { from = "" } }: Case): Text {
  const isOwn = clientPod(subject, from)?.metadata.labels?.[CHECK_LABEL] !== undefined;
  return isOwn ? { en: "a client Pod", ko: "클라이언트 파드" } : { en: from, ko: from };
}

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
