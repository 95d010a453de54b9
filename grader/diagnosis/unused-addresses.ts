/** Several addresses in one endpoint, of which kube-proxy uses the first. */
import type { Diagnosis } from "./diagnosis.ts";
import { listed } from "./words.ts";
import { writtenSlices } from "./written-slices.ts";

export const unusedAddresses: Diagnosis = (given) => {
  const unused = (writtenSlices(given) ?? []).flatMap((slice) =>
    slice.endpoints.flatMap(({ addresses: [, ...rest] }) => rest),
  );
  if (unused.length === 0) return undefined;
  return {
    en: `Of several addresses in one endpoint only the first is used. Not used: ${listed(unused)}. Give each an endpoint of its own`,
    ko: `엔드포인트 하나에 주소를 여럿 쓰면 첫 번째만 쓰입니다. 쓰이지 않은 것: ${listed(unused)}. 주소마다 엔드포인트를 따로 두세요`,
  };
};
