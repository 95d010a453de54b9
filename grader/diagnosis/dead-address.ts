/** An address that a person wrote, and at which nobody answers. */
import type { Diagnosis } from "./diagnosis.ts";
import { podsIn } from "./selected-pods.ts";
import { usedAddresses } from "./written-slices.ts";

export const deadAddress: Diagnosis = (given) => {
  const { cluster } = given.subject;
  const dead = usedAddresses(given).find(({ ip, port }) => {
    const open = cluster.outsidePorts(ip);
    if (open !== undefined) return !open.includes(port);
    return !isInside(cluster, ip);
  });
  if (dead === undefined) return undefined;
  const { name } = given.subject;
  return {
    en: `Nobody answers at ${dead.ip}:${dead.port}, which stands in the list of Service ${name}. A list written by hand stays as it is when Pods are replaced`,
    ko: `서비스 ${name}의 목록에 있는 ${dead.ip}:${dead.port}에서는 아무도 응답하지 않습니다. 손으로 쓴 목록은 파드가 바뀌어도 그대로입니다`,
  };
};

/** Whether a Pod or a node has the address. */
function isInside(cluster: Parameters<typeof podsIn>[0], ip: string): boolean {
  return podsIn(cluster).some(({ status }) => status.podIP === ip || status.hostIP === ip);
}
