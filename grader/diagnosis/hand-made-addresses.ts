/** A Service without a selector: somebody must write its addresses, and under the right name. */
import { endpointSlices, endpoints, SERVICE_NAME_LABEL, type Service } from "service-bootcamp";
import type { ServiceSubject } from "../check/context.ts";
import type { Text } from "../text.ts";
import { hasSelector } from "./selector.ts";

/** What `kubectl apply` leaves on an object that a person made. */
const APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

export function handMadeAddresses(
  { cluster, namespace, name }: ServiceSubject,
  { spec }: Service,
): Text | undefined {
  const slices = cluster.api
    .list(endpointSlices, { namespace })
    .items.filter(({ metadata }) => metadata.name !== "kubernetes");
  const lists = cluster.api
    .list(endpoints, { namespace })
    .items.filter(({ metadata }) => metadata.name !== "kubernetes");
  if (hasSelector(spec.selector)) {
    return lists.some(
      ({ metadata }) => metadata.name === name && metadata.annotations?.[APPLIED] !== undefined,
    )
      ? overwritten(name)
      : undefined;
  }
  const mine = slices.filter(({ metadata }) => metadata.labels?.[SERVICE_NAME_LABEL] === name);
  if (mine.length === 0)
    return nobodysAddresses(
      name,
      [...lists, ...slices].map((object) => `${object.kind} ${object.metadata.name}`),
    );
  const addresses = mine.flatMap((slice) =>
    slice.endpoints.flatMap(({ addresses: [first] }) =>
      (slice.ports ?? []).map(({ port }) => `${first}:${port}`),
    ),
  );
  const ignored = mine.flatMap((slice) => slice.endpoints.flatMap(({ addresses: [, ...rest] }) => rest));
  if (ignored.length > 0) return unusedAddresses(ignored);
  return {
    en: `Behind Service ${name} stand ${addresses.join(", ")}: compare them with the task, digit by digit`,
    ko: `서비스 ${name} 뒤에 있는 주소는 ${addresses.join(", ")}입니다. 과제의 주소와 한 자리씩 비교해 보세요`,
  };
}

function overwritten(name: string): Text {
  return {
    en: `Service ${name} has a selector, so the cluster writes its list of endpoints from Pods and overwrites yours`,
    ko: `서비스 ${name}에 셀렉터가 있어, 클러스터가 파드로 엔드포인트 목록을 만들고 직접 쓴 것을 덮어씁니다`,
  };
}

function nobodysAddresses(name: string, there: readonly string[]): Text {
  const found =
    there.length === 0
      ? { en: "There are none", ko: "하나도 없습니다" }
      : { en: `There are: ${there.join(", ")}`, ko: `있는 것: ${there.join(", ")}` };
  return {
    en: `Service ${name} has no selector, and no addresses belong to it: Endpoints belong by the same name, an EndpointSlice by its label ${SERVICE_NAME_LABEL}. ${found.en}`,
    ko: `서비스 ${name}에는 셀렉터가 없고, 딸린 주소도 없습니다. Endpoints는 같은 이름으로, EndpointSlice는 ${SERVICE_NAME_LABEL} 레이블로 서비스에 딸립니다. ${found.ko}`,
  };
}

function unusedAddresses(addresses: readonly string[]): Text {
  return {
    en: `Of several addresses in one endpoint only the first is used. Not used: ${addresses.join(", ")}`,
    ko: `엔드포인트 하나에 주소를 여럿 쓰면 첫 번째만 쓰입니다. 쓰이지 않은 것: ${addresses.join(", ")}`,
  };
}
