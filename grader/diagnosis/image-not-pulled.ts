/** Selected Pods whose image does not come. */
import type { Pod } from "service-bootcamp";
import type { Diagnosis } from "./diagnosis.ts";
import { waitingPods } from "./selected-pods.ts";

const REASONS: readonly (string | undefined)[] = [
  "ErrImagePull",
  "ImagePullBackOff",
  "InvalidImageName",
  "ErrImageNeverPull",
];

/** What the kubelet and the container runtime put around the registry's own words. */
const WRAPPED =
  /^(?:Back-off pulling image "[^"]*": ErrImagePull: )?(?:rpc error: code = \w+ desc = )?(?:failed to pull and unpack image "[^"]*": )?(?:failed to resolve reference "[^"]*": )?/;

export const imageNotPulled: Diagnosis = (given) => {
  for (const pod of waitingPods(given).waiting) {
    const statuses = [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])];
    const status = statuses.find(({ state }) => REASONS.includes(state?.waiting?.reason));
    const { reason, message = "" } = status?.state?.waiting ?? {};
    if (status === undefined) continue;
    const image = imageOf(pod.spec, status.name) ?? status.image;
    const said = message.replace(WRAPPED, "");
    return {
      en: `The image ${image} of Pod ${pod.metadata.name} cannot be pulled (${reason}): "${said}" (kubectl describe pod)`,
      ko: `파드 ${pod.metadata.name}의 이미지 ${image}을(를) 내려받지 못합니다(${reason}). ${koreanReason(said)}(kubectl describe pod)`,
    };
  }
  return undefined;
};

function koreanReason(said: string): string {
  const [, nearest] =
    /^this simulation has no image .* The nearest image of the simulation is "(.*)"$/.exec(said) ?? [];
  if (nearest !== undefined) return `시뮬레이션에 없는 이미지입니다. 가장 가까운 것은 ${nearest}입니다`;
  return said.endsWith(": not found") ? "그런 이미지나 태그가 없습니다" : `"${said}"`;
}

function imageOf({ initContainers = [], containers }: Pod["spec"], name: string): string | undefined {
  return [...initContainers, ...containers].find((container) => container.name === name)?.image;
}
