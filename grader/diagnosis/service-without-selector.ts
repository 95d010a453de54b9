/** A Service without a selector: somebody must write its addresses, in an object that belongs to it. */
import { type EndpointSlice, endpointSlices, endpoints, SERVICE_NAME_LABEL } from "service-bootcamp";
import type { ServiceSubject } from "../check/context.ts";
import type { Text } from "../text.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { hasSelector } from "./selected-pods.ts";

export const serviceWithoutSelector: Diagnosis = (subject, { spec }) => {
  if (hasSelector(spec.selector)) return undefined;
  const { cluster, namespace, name } = subject;
  const slices = cluster.api
    .list(endpointSlices, { namespace })
    .items.filter(({ metadata }) => metadata.labels?.[SERVICE_NAME_LABEL] === name);
  if (slices.length === 0) return noAddresses(subject);
  return unusedAddresses(slices) ?? addressesToCompare(name, slices);
};

function noAddresses({ cluster, namespace, name }: ServiceSubject): Text {
  const others = [
    ...cluster.api.list(endpoints, { namespace }).items,
    ...cluster.api.list(endpointSlices, { namespace }).items,
  ]
    .filter(({ metadata }) => metadata.name !== "kubernetes")
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`)
    .join(", ");
  const found =
    others === ""
      ? { en: "There are none", ko: "하나도 없습니다" }
      : { en: `There are: ${others}`, ko: `있는 것: ${others}` };
  return {
    en: `Service ${name} has no selector, and no addresses belong to it: Endpoints belong by the same name, an EndpointSlice by its label ${SERVICE_NAME_LABEL}. ${found.en}`,
    ko: `서비스 ${name}에는 셀렉터가 없고, 딸린 주소도 없습니다. Endpoints는 같은 이름으로, EndpointSlice는 ${SERVICE_NAME_LABEL} 레이블로 서비스에 딸립니다. ${found.ko}`,
  };
}

function unusedAddresses(slices: readonly EndpointSlice[]): Text | undefined {
  const unused = slices
    .flatMap((slice) => slice.endpoints.flatMap(({ addresses: [, ...rest] }) => rest))
    .join(", ");
  if (unused === "") return undefined;
  return {
    en: `Of several addresses in one endpoint only the first is used. Not used: ${unused}`,
    ko: `엔드포인트 하나에 주소를 여럿 쓰면 첫 번째만 쓰입니다. 쓰이지 않은 것: ${unused}`,
  };
}

function addressesToCompare(name: string, slices: readonly EndpointSlice[]): Text {
  const written = slices
    .flatMap((slice) =>
      slice.endpoints.flatMap(({ addresses: [first] }) =>
        (slice.ports ?? []).map(({ port }) => `${first}:${port}`),
      ),
    )
    .join(", ");
  return {
    en: `Behind Service ${name} stand ${written}: compare them with the task, digit by digit`,
    ko: `서비스 ${name} 뒤에 있는 주소는 ${written}입니다. 과제의 주소와 한 자리씩 비교해 보세요`,
  };
}
