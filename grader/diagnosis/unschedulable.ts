/** Selected Pods that no node takes, and what the scheduler says of the nodes. */
import type { Pod } from "service-bootcamp";
import { counted, type Text } from "../text.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { pairs, waitingPods } from "./selected-pods.ts";

export const unschedulable: Diagnosis = (given) => {
  const { waiting, count } = waitingPods(given);
  const pending = waiting.filter(({ spec }) => (spec.nodeName ?? "") === "");
  const [first] = pending;
  if (first === undefined) return undefined;
  const reason = reasonOf(first);
  return {
    en: `No node takes ${pending.length} of ${counted(count, "Pod")} that the selector matches (Pending, such as ${first.metadata.name}). ${reason.en}`,
    ko: `셀렉터에 맞는 파드 ${count}개 중 ${pending.length}개를 받는 노드가 없습니다(Pending, 예: ${first.metadata.name}). ${reason.ko}`,
  };
};

function reasonOf(pod: Pod): Text {
  const { schedulerName = "default-scheduler" } = pod.spec;
  const said = pod.status.conditions?.find(({ type }) => type === "PodScheduled")?.message;
  if (said === undefined && schedulerName !== "default-scheduler")
    return {
      en: `Its spec.schedulerName is ${schedulerName}, and no such scheduler runs`,
      ko: `spec.schedulerName이 ${schedulerName}인데 그런 스케줄러가 없습니다`,
    };
  const [, nodes, reasons] =
    /^0\/(\d+) nodes are available: (.*?)\.(?: preemption: .*)?$/.exec(said ?? "") ?? [];
  if (nodes === undefined || reasons === undefined) return unread(said);
  const parts = reasons.split(/, (?=\d+ )/).map((part) => nodesText(part, pod));
  return {
    en: `Of ${counted(Number(nodes), "node")} ${parts.map(({ en }) => en).join(", ")} (kubectl describe pod)`,
    ko: `노드 ${nodes}개 중 ${parts.map(({ ko }) => ko).join(". ")}(kubectl describe pod)`,
  };
}

function unread(said: string | undefined): Text {
  if (said === "no nodes available to schedule pods")
    return { en: "There are no nodes", ko: "노드가 하나도 없습니다" };
  return said === undefined
    ? { en: "kubectl describe pod may say why", ko: "이유는 kubectl describe pod에 있습니다" }
    : { en: `The scheduler says "${said}"`, ko: `스케줄러의 말: "${said}"` };
}

/** @param part `3 node(s) were unschedulable`. */
function nodesText(part: string, { spec }: Pod): Text {
  const [, count = "", reason = ""] = /^(\d+) (.*)$/.exec(part) ?? [];
  const [have, are] = count === "1" ? ["has", "is"] : ["have", "are"];
  const [, taint] = /^node\(s\) had untolerated taint \{(.*)\}$/.exec(reason) ?? [];
  if (taint !== undefined) {
    const name = taint.replace(/: $/, "");
    return {
      en: `${count} ${have} the taint ${name}, which the Pod does not tolerate`,
      ko: `${count}개에 파드가 견디지 못하는 테인트 ${name}이(가) 있습니다`,
    };
  }
  if (reason === "node(s) were unschedulable")
    return {
      en: `${count} ${are} cordoned: kubectl uncordon lets Pods in again`,
      ko: `${count}개가 새 파드를 받지 않게 막혀 있습니다(cordon, 다시 열려면 kubectl uncordon)`,
    };
  if (reason === "node(s) didn't match Pod's node affinity/selector") {
    const selector =
      spec.nodeSelector === undefined ? "spec.affinity" : `nodeSelector ${pairs(spec.nodeSelector)}`;
    return {
      en: `${count} ${are} without the labels that the Pod asks for (${selector})`,
      ko: `${count}개에 파드가 요구하는 레이블이 없습니다(${selector})`,
    };
  }
  if (reason === "Too many pods")
    return { en: `${count} ${are} full of Pods`, ko: `${count}개가 파드로 가득 찼습니다` };
  const [, resource] = /^Insufficient (.+)$/.exec(reason) ?? [];
  if (resource !== undefined)
    return {
      en: `${count} ${have} less ${resource} left than the Pod requests`,
      ko: `${count}개에 남은 ${resource}이(가) 파드가 요청한 것보다 적습니다`,
    };
  return { en: `${count}: "${reason}"`, ko: `${count}개: "${reason}"` };
}
