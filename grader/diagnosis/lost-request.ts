/** Why a request was lost while Pods came and went: it was sent to one that could not answer yet, to one no more, or to nobody. */
import { type Hop, type Pod, pods } from "service-bootcamp";
import { podsBehind, type ServiceSubject } from "../check/context.ts";
import type { Text } from "../text.ts";
import type { Finding } from "./diagnosis.ts";

/** Of Pods that came and went, by cause. */
export const lossCauses = ["sent-too-early", "sent-too-late", "list-was-empty"] as const;

/** To be asked soon after the loss, while those Pods that came are still there. */
export function lostRequest(service: ServiceSubject, { endpoint }: Hop): Finding {
  if (endpoint === undefined) return { cause: "list-was-empty", hint: emptyText(service) };
  const ip = endpoint.split(":")[0];
  const pod = service.cluster.api.list(pods).items.find(({ status }) => status.podIP === ip);
  return pod === undefined || pod.metadata.deletionTimestamp !== undefined
    ? { cause: "sent-too-late", hint: lateText(service, endpoint) }
    : { cause: "sent-too-early", hint: earlyText(pod) };
}

function emptyText({ name }: ServiceSubject): Text {
  return {
    en: `There was a moment in which no Pod of Service ${name} was ready: those that were had been taken away before others could take over. See how many may be missing during an update (strategy)`,
    ko: `서비스 ${name}에 준비된 파드가 하나도 없는 순간이 있었습니다. 다른 파드가 이어받기 전에 있던 파드를 모두 없앴기 때문입니다. 업데이트하는 동안 몇 개까지 없어도 되는지 보세요(strategy)`,
  };
}

function earlyText({ metadata: { name }, spec: { containers } }: Pod): Text {
  const asks = containers.some(
    ({ readinessProbe, startupProbe }) => (readinessProbe ?? startupProbe) !== undefined,
  );
  if (!asks)
    return {
      en: `Pod ${name} was sent requests before it could answer: it has no readinessProbe, so it counted as ready as soon as its container ran`,
      ko: `파드 ${name}은(는) 응답할 수 있기 전에 요청을 받았습니다. readinessProbe가 없어서 컨테이너가 실행되자마자 준비된 것으로 보았기 때문입니다`,
    };
  return {
    en: `Pod ${name} was sent requests before it could answer: its probe succeeded although nothing listened yet. Does it ask the program itself?`,
    ko: `파드 ${name}은(는) 응답할 수 있기 전에 요청을 받았습니다. 아직 아무것도 듣지 않는데도 프로브가 성공했습니다. 프로브가 프로그램에 직접 물어보나요?`,
  };
}

function lateText(service: ServiceSubject, endpoint: string): Text {
  const waits = podsBehind(service).every(({ spec }) =>
    spec.containers.some(({ lifecycle }) => lifecycle?.preStop !== undefined),
  );
  if (!waits)
    return {
      en: `The Pod at ${endpoint} ended at once, and the nodes heard of it a moment later. Let its container wait for some seconds before it stops (lifecycle.preStop)`,
      ko: `파드 ${endpoint}은(는) 바로 끝났고, 노드들은 조금 뒤에야 그것을 알았습니다. 컨테이너가 멈추기 전에 몇 초 기다리게 하세요(lifecycle.preStop)`,
    };
  return {
    en: `The Pod at ${endpoint} ended while nodes still sent it requests: its preStop hook was over too soon, or terminationGracePeriodSeconds is shorter`,
    ko: `노드들이 아직 요청을 보내는데 파드 ${endpoint}이(가) 끝났습니다. preStop 훅이 너무 일찍 끝났거나 terminationGracePeriodSeconds가 더 짧습니다`,
  };
}
