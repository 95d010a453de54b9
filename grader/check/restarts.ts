/** Pods that restart again and again, as those do whose liveness probe asks a dead port: right in between, and not for long. */
import { type Cluster, matchesPairs, type Pod, pods, services } from "service-bootcamp";
import { counted } from "../text.ts";
import { Explained } from "./because.ts";

/** By uid, of the Pods that Services select. */
export type Restarts = ReadonlyMap<string, number>;

export function restartsIn(cluster: Cluster): Restarts {
  return new Map(selected(cluster).map((pod) => [pod.metadata.uid ?? "", restartsOf(pod)]));
}

/** @returns what there is to say of the first Pod that has restarted since. */
export function restartedSince(before: Restarts, cluster: Cluster): Explained | undefined {
  for (const pod of selected(cluster)) {
    const count = restartsOf(pod) - (before.get(pod.metadata.uid ?? "") ?? 0);
    if (count <= 0) continue;
    const { name, namespace } = pod.metadata;
    return new Explained(
      {
        en: `Pod ${name} has restarted ${counted(count, "time")} meanwhile`,
        ko: `그사이 파드 ${name}이(가) ${count}번 재시작했습니다`,
      },
      {
        en: `What restarts it, and why? Read the Events of kubectl -n ${namespace} describe pod ${name}. A container restarts when it ends, and when its livenessProbe fails`,
        ko: `무엇이 왜 재시작하는지 kubectl -n ${namespace} describe pod ${name}의 Events에서 읽어 보세요. 컨테이너는 스스로 끝났을 때, 그리고 livenessProbe가 실패했을 때 재시작합니다`,
      },
    );
  }
  return undefined;
}

function selected({ api }: Cluster): readonly Pod[] {
  const selecting = api
    .list(services)
    .items.filter(
      ({ spec, metadata }) => spec.selector !== undefined && metadata.namespace !== "kube-system",
    );
  return api
    .list(pods)
    .items.filter(({ metadata: { namespace, labels } }) =>
      selecting.some(
        ({ metadata, spec }) => metadata.namespace === namespace && matchesPairs(spec.selector, labels),
      ),
    );
}

function restartsOf({ status: { containerStatuses = [] } }: Pod): number {
  return containerStatuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
}
