/** Pods that no controller keeps: when they are gone, nobody makes them anew. */
import { events, type Pod } from "service-bootcamp";
import type { Text } from "../text.ts";
import type { Case, Diagnosis } from "./diagnosis.ts";
import { HASH_LABEL, pairs, podsBeside, selectedPods } from "./selected-pods.ts";
import { listed } from "./words.ts";
import { replicasText, workloadsOf } from "./workloads.ts";

export const podNotReplaced: Diagnosis = (given) => {
  const kept = workloadsOf(given);
  const count = kept.reduce((sum, { replicas }) => sum + replicas, 0);
  const { asked } = given;
  if (asked.endpoints === undefined || count >= asked.endpoints) return undefined;
  const bare = selectedPods(given).filter(({ metadata }) => (metadata.ownerReferences ?? []).length === 0);
  const released = bare.filter(({ metadata }) => metadata.labels?.[HASH_LABEL] !== undefined);
  if (released.length > 0) return releasedHint(given, released);
  const alone = listed(bare.map(({ metadata }) => metadata.name)) || listed(goneForGood(given));
  if (alone === "") return undefined;
  const who =
    kept.length === 0
      ? { en: "no controller keeps a number of Pods here", ko: "파드의 수를 지키는 컨트롤러가 없습니다" }
      : { en: `what is kept is ${replicasText(kept)}`, ko: `지켜지는 수는 ${replicasText(kept)}입니다` };
  return {
    en: `Pods made by hand are not made anew when they are gone (${alone}); ${who.en}. Let a Deployment keep all ${asked.endpoints}`,
    ko: `손으로 만든 파드는 사라지면 다시 생기지 않습니다(${alone}). ${who.ko}. 디플로이먼트가 ${asked.endpoints}개를 모두 지키게 하세요`,
  };
};

/** A ReplicaSet made them, and knows them no more since their labels are others. */
function releasedHint({ service: { spec } }: Case, released: readonly Pod[]): Text {
  const names = listed(released.map(({ metadata }) => metadata.name));
  return {
    en: `The selector ${pairs(spec.selector)} matches Pods whose labels were changed while they ran (${names}), and the Deployment that made them keeps them no more: its new Pods carry the labels of spec.template (kubectl get pods --show-labels)`,
    ko: `셀렉터 ${pairs(spec.selector)}에 맞는 파드는 실행 중에 레이블이 바뀐 것입니다(${names}). 그 파드를 만든 디플로이먼트는 더는 그것을 지키지 않고, 새 파드에는 spec.template의 레이블을 붙입니다(kubectl get pods --show-labels)`,
  };
}

/** Names of Pods that ran and are gone, and that no controller said to have made. */
function goneForGood({ subject }: Case): readonly string[] {
  const there = podsBeside(subject).map(({ metadata }) => metadata.name);
  const { items } = subject.cluster.api.list(events, { namespace: subject.namespace });
  const made = items.filter(({ reason }) => reason === "SuccessfulCreate").map(({ message = "" }) => message);
  return items
    .filter(({ involvedObject, reason }) => involvedObject.kind === "Pod" && reason === "Scheduled")
    .map(({ involvedObject }) => involvedObject.name ?? "")
    .filter((name) => !there.includes(name) && !made.some((message) => message.split(" ").includes(name)));
}
