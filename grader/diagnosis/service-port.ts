/** The port that a request goes to, against those that the Service lists. */
import type { Diagnosis } from "./diagnosis.ts";

export const servicePort: Diagnosis = ({ name }, { spec }, port) => {
  const listed = (spec.ports ?? []).map((entry) => entry.port);
  if (port === undefined || listed.includes(port)) return undefined;
  const ports = listed.join(", ");
  return {
    en: `The request goes to port ${port}, and Service ${name} lists ${ports || "none"} (kubectl get svc)`,
    ko: `요청은 ${port}번 포트로 가는데 서비스 ${name}에는 ${ports === "" ? "포트가 없습니다" : `${ports}번만 있습니다`}(kubectl get svc)`,
  };
};
