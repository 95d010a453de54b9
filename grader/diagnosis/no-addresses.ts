/** A Service without a selector, for which nobody has written addresses. */
import { SERVICE_NAME_LABEL } from "service-bootcamp";
import type { Diagnosis } from "./diagnosis.ts";
import { pairs, podsBeside } from "./selected-pods.ts";
import { listed } from "./words.ts";
import { writtenSlices } from "./written-slices.ts";

export const noAddresses: Diagnosis = (given) => {
  const { subject } = given;
  if (writtenSlices(given)?.length !== 0) return undefined;
  const labels = listed(podsBeside(subject).map(({ metadata }) => pairs(metadata.labels) || "<none>"));
  const { name } = subject;
  const pods =
    labels === ""
      ? { en: "", ko: "" }
      : { en: ` (Pods here carry ${labels})`, ko: `(여기 있는 파드의 레이블: ${labels})` };
  return {
    en: `Service ${name} has no selector, so it finds no Pods by itself${pods.en}, and there are no addresses written for it: neither Endpoints ${name}, nor an EndpointSlice with the label ${SERVICE_NAME_LABEL}=${name}`,
    ko: `서비스 ${name}에 셀렉터가 없어 스스로 파드를 찾지 않습니다${pods.ko}. 그리고 직접 쓴 주소도 없습니다. 이름이 같은 Endpoints도, ${SERVICE_NAME_LABEL}=${name} 레이블을 단 엔드포인트슬라이스도 없습니다`,
  };
};
