/** Kinds of the cluster, by the words that messages of kubectl use. */
import type { AnyKind, Cluster } from "service-bootcamp";

const KOREAN: Readonly<Record<string, string>> = {
  Service: "서비스",
  Deployment: "디플로이먼트",
  ReplicaSet: "레플리카셋",
  StatefulSet: "스테이트풀셋",
  Pod: "파드",
  EndpointSlice: "엔드포인트슬라이스",
  NetworkPolicy: "네트워크폴리시",
  Namespace: "네임스페이스",
  Node: "노드",
};

export function koreanKind(kind: string): string {
  return KOREAN[kind] ?? kind;
}

/** @param resource `services`, `deployments.apps`. */
export function kindOfResource({ api }: Cluster, resource: string): AnyKind | undefined {
  return api.kinds.find(({ plural, group }) => resource === plural || resource === `${plural}.${group}`);
}
