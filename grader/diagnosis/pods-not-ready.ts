/** Selected Pods that are not ready, for any reason that has no file of its own. */
import type { Pod } from "service-bootcamp";
import { counted, type Text } from "../text.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { waitingPods } from "./selected-pods.ts";

export const podsNotReady: Diagnosis = (given) => {
  const { waiting, count } = waitingPods(given);
  const [first] = waiting;
  if (first === undefined) return undefined;
  const reason = reasonOf(first);
  return {
    en: `Of ${counted(count, "Pod")} that the selector matches, ${waiting.length} ${waiting.length === 1 ? "is" : "are"} not ready: ${first.metadata.name} ${reason.en} (kubectl describe pod)`,
    ko: `셀렉터에 맞는 파드 ${count}개 중 ${waiting.length}개가 준비되지 않았습니다. ${first.metadata.name}: ${reason.ko}(kubectl describe pod)`,
  };
};

const PHASES: Readonly<Record<string, Text>> = {
  Succeeded: {
    en: "has ended its work (Completed) and serves no more",
    ko: "할 일을 마치고 끝났습니다(Completed)",
  },
  Failed: { en: "has failed (phase Failed) and serves no more", ko: "실패로 끝났습니다(Failed)" },
};

function reasonOf({ spec, status }: Pod): Text {
  const statuses = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  const waiting =
    statuses.find(({ state }) => state?.waiting?.message !== undefined) ??
    statuses.find(({ state }) => state?.waiting !== undefined);
  const { reason, message } = waiting?.state?.waiting ?? {};
  const phase = PHASES[status.phase];
  if (phase !== undefined) return phase;
  if (message !== undefined)
    return { en: `waits (${reason}): "${message}"`, ko: `기다리는 중입니다(${reason}): "${message}"` };
  if (reason === "PodInitializing")
    return { en: "waits for its init containers", ko: "초기화 컨테이너를 기다립니다" };
  if (reason !== undefined) return { en: `waits (${reason})`, ko: `기다리는 중입니다(${reason})` };
  const probed = spec.containers.some(({ readinessProbe }) => readinessProbe !== undefined);
  if (probed)
    return {
      en: "runs, and its readinessProbe has not passed yet",
      ko: "실행 중이지만 readinessProbe가 아직 통과하지 않았습니다",
    };
  const gates = (spec.readinessGates ?? []).map(({ conditionType }) => conditionType);
  if (gates.length > 0)
    return {
      en: `waits for its readinessGates: ${gates.join(", ")}`,
      ko: `readinessGates를 기다립니다: ${gates.join(", ")}`,
    };
  return { en: `is in phase ${status.phase}`, ko: `단계는 ${status.phase}입니다` };
}
