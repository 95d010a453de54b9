/** Addresses that a person wrote down as not ready. */
import type { Diagnosis } from "./diagnosis.ts";
import { listed } from "./words.ts";
import { writtenSlices } from "./written-slices.ts";

export const addressesNotReady: Diagnosis = (given) => {
  const waiting = (writtenSlices(given) ?? []).flatMap(({ endpoints }) =>
    endpoints.flatMap(({ addresses: [first = ""], conditions }) =>
      conditions.ready === false ? [first] : [],
    ),
  );
  if (waiting.length === 0 || given.service.spec.publishNotReadyAddresses === true) return undefined;
  return {
    en: `Of the addresses behind Service ${given.subject.name} these are written down as not ready, so they get no requests: ${listed(waiting)}`,
    ko: `서비스 ${given.subject.name} 뒤의 주소 가운데 준비되지 않았다고 적힌 것은 요청을 받지 않습니다: ${listed(waiting)}`,
  };
};
