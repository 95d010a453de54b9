/** What is said of a cluster that has just begun. */
import type { Cluster, ClusterOptions } from "../cluster.ts";
import type { Language } from "./language.ts";

const TEXTS = {
  ko: {
    begun: "새 클러스터를 시작했습니다.",
    section: (section: string) => `${section}절이 시작할 때의 상태로 새 클러스터를 시작했습니다.`,
    facts: (nodes: number, mode: string, seed: number) =>
      `노드 ${nodes}개, kube-proxy 모드 ${mode}, 시드 ${seed}.`,
    none: "이 노트북에는 start로 시작할 수 있는 절이 없습니다.",
    unknown: (section: string, names: string) =>
      `이 노트북에서 "${section}"(으)로 시작할 수 없습니다. 시작할 수 있는 절: ${names}`,
  },
  en: {
    begun: "A new cluster.",
    section: (section: string) => `A new cluster, as it is where section ${section} begins.`,
    facts: (nodes: number, mode: string, seed: number) =>
      `It has ${nodes} node${nodes === 1 ? "" : "s"}, kube-proxy works in ${mode} mode, and the seed is ${seed}.`,
    none: "This notebook has no section that start could bring a cluster to.",
    unknown: (section: string, names: string) =>
      `start cannot bring a cluster to "${section}". It can to the sections ${names}.`,
  },
} as const;

/** @param section where it stands; undefined: at the very beginning. */
export function begunSentence(
  cluster: Cluster,
  { nodes, seed }: Required<Pick<ClusterOptions, "nodes" | "seed">>,
  section: string | undefined,
  language: Language,
): string {
  const words = TEXTS[language];
  const begun = section === undefined ? words.begun : words.section(section);
  return `${begun} ${words.facts(nodes, cluster.proxyMode.name, seed)}`;
}

export function noSectionSentence(section: string, names: readonly string[], language: Language): string {
  const words = TEXTS[language];
  return names.length === 0 ? words.none : words.unknown(section, names.join(", "));
}
