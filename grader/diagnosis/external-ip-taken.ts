/** Another Service claims the cluster IP as an external IP of its own. */
import { services } from "service-bootcamp";
import type { Diagnosis } from "./diagnosis.ts";

export const externalIPTaken: Diagnosis = ({ subject, service: { spec, metadata }, asked: { port } }) => {
  const { clusterIP = "" } = spec;
  const other = subject.cluster.api
    .list(services)
    .items.find(
      ({ metadata: { uid }, spec: { externalIPs = [], ports = [] } }) =>
        uid !== metadata.uid &&
        externalIPs.includes(clusterIP) &&
        (port === undefined || ports.some((entry) => entry.port === port)),
    );
  if (other === undefined) return undefined;
  return {
    en: `Service ${other.metadata.name} has ${clusterIP}, the cluster IP of ${subject.name}, among its externalIPs, and so takes requests to that address`,
    ko: `서비스 ${other.metadata.name}의 externalIPs에 ${subject.name}의 클러스터 IP ${clusterIP}이(가) 들어 있어, 그 주소로 오는 요청을 가로챕니다`,
  };
};
