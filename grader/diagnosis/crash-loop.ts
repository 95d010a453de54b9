/** Selected Pods whose container ends again and again, with the last line that it printed. */
import type { Pod } from "service-bootcamp";
import { counted, type Text } from "../text.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { waitingPods } from "./selected-pods.ts";

type ContainerStatus = NonNullable<Pod["status"]["containerStatuses"]>[number];

export const crashLoop: Diagnosis = (given) => {
  for (const pod of waitingPods(given).waiting) {
    const statuses = [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])];
    const status = statuses.find(isCrashing);
    const ended = status?.state?.terminated ?? status?.lastState?.terminated;
    if (status === undefined || ended === undefined) continue;
    const { name, namespace = "" } = pod.metadata;
    const line = given.subject.cluster.pod(namespace, name)?.lastLogLine(status.name) ?? ended.message;
    const last = lastWords(line, name);
    return {
      en: `Container ${status.name} of Pod ${name} does not keep running: it ended with exit code ${ended.exitCode} (${ended.reason ?? "Error"}), and was started anew ${counted(status.restartCount, "time")}. ${last.en}`,
      ko: `파드 ${name}의 컨테이너 ${status.name}이(가) 자꾸 끝납니다. 종료 코드 ${ended.exitCode}(${ended.reason ?? "Error"}), 다시 시작한 횟수 ${status.restartCount}. ${last.ko}`,
    };
  }
  return undefined;
};

function lastWords(line: string | undefined, pod: string): Text {
  if (line === undefined || line === "")
    return {
      en: `It printed nothing (kubectl describe pod ${pod})`,
      ko: `출력한 것이 없습니다(kubectl describe pod ${pod})`,
    };
  return {
    en: `Its last line was "${line}" (kubectl logs ${pod} --previous)`,
    ko: `마지막 출력: "${line}"(kubectl logs ${pod} --previous)`,
  };
}

function isCrashing({ state, lastState, restartCount }: ContainerStatus): boolean {
  if (state?.waiting?.reason === "CrashLoopBackOff") return true;
  const isStopped = state?.terminated !== undefined || state?.waiting !== undefined;
  return isStopped && restartCount > 0 && lastState?.terminated !== undefined;
}
