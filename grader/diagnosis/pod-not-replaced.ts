/** Pods that no controller keeps: when they are gone, nobody makes them anew. */
import { events } from "service-bootcamp";
import type { Case, Diagnosis } from "./diagnosis.ts";
import { podsBeside, selectedPods } from "./selected-pods.ts";
import { listed } from "./words.ts";
import { replicasText, workloadsOf } from "./workloads.ts";

export const podNotReplaced: Diagnosis = (given) => {
  const kept = workloadsOf(given);
  const count = kept.reduce((sum, { replicas }) => sum + replicas, 0);
  const { asked } = given;
  if (asked.endpoints === undefined || count >= asked.endpoints) return undefined;
  const bare = selectedPods(given).filter(({ metadata }) => (metadata.ownerReferences ?? []).length === 0);
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
