/** A host outside that refuses connections at the port in the list. */
import type { Diagnosis } from "./diagnosis.ts";
import { usedAddresses } from "./written-slices.ts";

export const outsidePort: Diagnosis = (given) => {
  const { cluster } = given.subject;
  for (const { ip, port } of usedAddresses(given)) {
    const open = cluster.outsidePorts(ip);
    if (open === undefined || open.length === 0 || open.includes(port)) continue;
    return {
      en: `The list of Service ${given.subject.name} has ${ip}:${port}, and this host takes no connections on port ${port}: it listens on ${open.join(", ")}`,
      ko: `서비스 ${given.subject.name}의 목록에는 ${ip}:${port}이(가) 있는데, 이 호스트는 ${port}번 포트에서 연결을 받지 않습니다. 듣고 있는 포트는 ${open.join(", ")}번입니다`,
    };
  }
  return undefined;
};
