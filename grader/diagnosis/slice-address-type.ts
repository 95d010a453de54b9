/** A slice of addresses that kube-proxy does not use for a Service of IPv4. */
import type { Diagnosis } from "./diagnosis.ts";
import { writtenSlices } from "./written-slices.ts";

export const sliceAddressType: Diagnosis = (given) => {
  const slice = writtenSlices(given)?.find(({ addressType }) => addressType !== "IPv4");
  if (slice === undefined || given.service.spec.clusterIP === "None") return undefined;
  const { name } = given.subject;
  const { addressType, metadata } = slice;
  return {
    en: `EndpointSlice ${metadata.name} has addressType ${addressType}, and Service ${name} has an IPv4 address: kube-proxy forwards it only to addresses of type IPv4`,
    ko: `엔드포인트슬라이스 ${metadata.name}의 addressType은 ${addressType}인데 서비스 ${name}의 주소는 IPv4입니다. kube-proxy는 IPv4 주소로만 보냅니다`,
  };
};
