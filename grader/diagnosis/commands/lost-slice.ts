/** EndpointSlices that a command wrote, and that a controller took away again. */
import { type Cluster, endpointSlices } from "service-bootcamp";
import type { Text } from "../../text.ts";
import { listed } from "../words.ts";
import type { Said } from "./message.ts";

const WRITTEN =
  /^endpointslice\.discovery\.k8s\.io\/(\S+) (?:created|configured|labeled|annotated|edited|patched|replaced)$/gm;

export function lostSlice(transcript: readonly Said[], { api }: Cluster): Text | undefined {
  const said = transcript.map(({ stdout = "" }) => stdout).join("\n");
  const there = api.list(endpointSlices).items.map(({ metadata }) => metadata.name);
  const lost = [...said.matchAll(WRITTEN)]
    .map(([, name = ""]) => name)
    .filter((name) => !there.includes(name) && !said.includes(`"${name}" deleted`));
  if (lost.length === 0) return undefined;
  const names = listed(lost);
  return {
    en: `EndpointSlice ${names} was written by your commands, and is gone again: a controller takes away a slice that carries its mark (label endpointslice.kubernetes.io/managed-by) or whose owner is gone (metadata.ownerReferences). A slice of your own has neither`,
    ko: `명령으로 적은 엔드포인트슬라이스 ${names}이(가) 다시 사라졌습니다. 컨트롤러는 자기 표시(endpointslice.kubernetes.io/managed-by 레이블)가 있거나 주인(metadata.ownerReferences)이 사라진 슬라이스를 지웁니다. 직접 만드는 슬라이스에는 둘 다 없어야 합니다`,
  };
}
