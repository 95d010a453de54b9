/** A ReplicaSet that somebody scaled, and whose Deployment has set it back. */
import { replicaSets } from "service-bootcamp";
import type { Diagnosis } from "./diagnosis.ts";
import { workloadsOf } from "./workloads.ts";

export const scaledReplicaSet: Diagnosis = (given) => {
  const { subject, asked } = given;
  const kept = workloadsOf(given);
  const count = kept.reduce((sum, { replicas }) => sum + replicas, 0);
  if (asked.endpoints === undefined || count >= asked.endpoints) return undefined;
  const scaled = subject.cluster.api
    .list(replicaSets, { namespace: subject.namespace })
    .items.flatMap(({ metadata }) => {
      const owner = metadata.ownerReferences?.find(({ kind }) => kind === "Deployment");
      const isScaled = metadata.managedFields?.some(({ subresource }) => subresource === "scale") === true;
      return owner !== undefined &&
        isScaled &&
        kept.some(({ called }) => called === `Deployment ${owner.name}`)
        ? [{ set: metadata.name, deployment: owner.name }]
        : [];
    })[0];
  if (scaled === undefined) return undefined;
  const { set, deployment } = scaled;
  const replicas = kept.find(({ called }) => called === `Deployment ${deployment}`)?.replicas;
  return {
    en: `ReplicaSet ${set} was scaled by hand, and its Deployment ${deployment} has set it back: spec.replicas of the Deployment, which is ${replicas}, decides how many Pods there are`,
    ko: `레플리카셋 ${set}을(를) 직접 스케일했지만 디플로이먼트 ${deployment}이(가) 되돌렸습니다. 파드의 수는 디플로이먼트의 spec.replicas(지금 ${replicas})가 정합니다`,
  };
};
