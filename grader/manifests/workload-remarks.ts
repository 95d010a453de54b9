/** What experience says of workloads behind Services, though nothing is wrong with them. */
import { type Cluster, deployments, matchesPairs, type Pod, services, statefulSets } from "service-bootcamp";
import type { LintFinding } from "./lint.ts";

export function remarksOnWorkloads({ api }: Cluster): readonly LintFinding[] {
  const selectors = api
    .list(services)
    .items.filter(({ spec }) => Object.keys(spec.selector ?? {}).length > 0)
    .map(({ metadata, spec }) => ({ namespace: metadata.namespace, selector: spec.selector ?? {} }));
  const workloads = [...api.list(deployments).items, ...api.list(statefulSets).items];
  return workloads
    .filter(({ metadata, spec }) =>
      selectors.some(
        ({ namespace, selector }) =>
          namespace === metadata.namespace && matchesPairs(selector, spec.template.metadata?.labels),
      ),
    )
    .filter(({ metadata }) => metadata.namespace !== "kube-system")
    .flatMap(({ kind, metadata, spec }) => onProbes(`${kind} ${metadata.name}`, spec.template.spec));
}

function onProbes(about: string, spec: Pick<Pod["spec"], "containers"> | undefined): readonly LintFinding[] {
  const without = (spec?.containers ?? []).filter(({ readinessProbe }) => readinessProbe === undefined);
  if (without.length === 0) return [];
  const names = without.map(({ name }) => name).join(", ");
  return [
    {
      level: "remark",
      about,
      cause: "no-readiness-probe",
      text: {
        en: `without a readinessProbe (container ${names}) a Pod gets requests as soon as its process runs, ready or not`,
        ko: `readinessProbe가 없으면(컨테이너 ${names}) 파드는 준비되었는지와 상관없이 프로세스가 뜨자마자 요청을 받습니다`,
      },
    },
  ];
}
