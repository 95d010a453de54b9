/** Containers that listen at 127.0.0.1 alone, where no other machine can reach them. */
import type { Diagnosis } from "./diagnosis.ts";
import { loopbackPorts, openPorts } from "./listening.ts";
import { isReady, selectedPods } from "./selected-pods.ts";
import { targetNumber } from "./target-number.ts";
import { askedPorts } from "./written-slices.ts";

export const localhostOnly: Diagnosis = (given) => {
  const { subject } = given;
  for (const pod of selectedPods(given).filter(isReady)) {
    const loopback = loopbackPorts(subject, pod);
    const open = openPorts(subject, pod);
    const number = askedPorts(given)
      .map((port) => targetNumber(port, pod) ?? 0)
      .find((port) => loopback.includes(port) && !open.includes(port));
    if (number === undefined) continue;
    const { name } = pod.metadata;
    return {
      en: `In Pod ${name} the server listens on port ${number} of 127.0.0.1 alone, where only the Pod itself can reach it: let it listen at 0.0.0.0`,
      ko: `파드 ${name}의 서버는 127.0.0.1의 ${number}번 포트에서만 듣고 있어 그 파드 안에서만 접속할 수 있습니다. 0.0.0.0에서 듣게 하세요`,
    };
  }
  return undefined;
};
