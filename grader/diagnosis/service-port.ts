/** The port that a request goes to, against those that the Service lists. */
import type { Diagnosis } from "./diagnosis.ts";

export const servicePort: Diagnosis = ({ subject: { name }, service: { spec }, asked: { port } }) => {
  const { clusterIP, ports = [] } = spec;
  const isOpen = ports.some((entry) => entry.port === port && entry.protocol === "TCP");
  // Without a cluster IP no port is forwarded, so none has to be listed.
  if (port === undefined || isOpen || clusterIP === "None") return undefined;
  if (ports.some((entry) => entry.port === port))
    return {
      en: `Service ${name} lists port ${port} for another protocol than TCP, and requests come by TCP (kubectl get svc)`,
      ko: `서비스 ${name}의 ${port}번 포트는 TCP가 아닌 프로토콜용입니다. 요청은 TCP로 옵니다(kubectl get svc)`,
    };
  const numbers = ports.map((entry) => entry.port).join(", ");
  return {
    en: `The request goes to port ${port}, and Service ${name} lists ${numbers || "none"} (kubectl get svc)`,
    ko: `요청은 ${port}번 포트로 가는데 서비스 ${name}에는 ${numbers === "" ? "포트가 없습니다" : `${numbers}번만 있습니다`}(kubectl get svc)`,
  };
};
