/** An EndpointSlice that belongs to no Service, or to another one, by its label. */
import { endpointSlices, SERVICE_NAME_LABEL, services } from "service-bootcamp";
import type { Diagnosis } from "./diagnosis.ts";
import { writtenSlices } from "./written-slices.ts";

export const sliceLabel: Diagnosis = (given) => {
  const { cluster, namespace, name } = given.subject;
  if (writtenSlices(given)?.length !== 0) return undefined;
  const stray = cluster.api
    .list(endpointSlices, { namespace })
    .items.map(({ metadata }) => ({ slice: metadata.name, label: metadata.labels?.[SERVICE_NAME_LABEL] }))
    .find(({ label }) => label === undefined || cluster.api.find(services, namespace, label) === undefined);
  if (stray === undefined) return undefined;
  const { slice, label } = stray;
  if (label === undefined)
    return {
      en: `EndpointSlice ${slice} has no label ${SERVICE_NAME_LABEL}, so it belongs to no Service, whatever its name is. The label's value is the name of the Service: ${name}`,
      ko: `엔드포인트슬라이스 ${slice}에 ${SERVICE_NAME_LABEL} 레이블이 없어, 이름이 무엇이든 어느 서비스에도 딸리지 않습니다. 레이블의 값은 서비스의 이름 ${name}입니다`,
    };
  return {
    en: `EndpointSlice ${slice} has the label ${SERVICE_NAME_LABEL}=${label}, and there is no Service ${label}. The label's value is the name of the Service: ${name}`,
    ko: `엔드포인트슬라이스 ${slice}의 레이블은 ${SERVICE_NAME_LABEL}=${label}인데, 이름이 ${label}인 서비스는 없습니다. 레이블의 값은 서비스의 이름 ${name}입니다`,
  };
};
