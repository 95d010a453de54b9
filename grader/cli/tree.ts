/** `bootcamp tree`: a Service with its slices, Pods and containers, as the manifests make them on a fresh cluster. */
import type { Language } from "service-bootcamp";
import { type AppliedFiles, applyFiles } from "../manifests/applied-files.ts";
import { learnersServices } from "../manifests/lint.ts";
import { serviceTree } from "../manifests/tree.ts";
import { visible } from "../reporters/columns.ts";
import type { Text } from "../text.ts";
import { exists, readManifests } from "./manifest-files.ts";
import { UsageError } from "./usage-error.ts";

export interface TreeOptions {
  /** Files, and perhaps one Service behind them: `web`, `shop/web`. */
  readonly args: readonly string[];
  readonly lang: Language;
}

/** @returns 0 when there is a Service to show, else 1. @throws UsageError */
export async function tree({ args, lang }: TreeOptions): Promise<number> {
  const last = args.at(-1) ?? "";
  const service = exists(last) ? undefined : last;
  const paths = service === undefined ? args : args.slice(0, -1);
  if (paths.length === 0) throw new UsageError(texts.noFiles(last)[lang]);
  const applied = await applyFiles(readManifests(paths, lang));
  try {
    return show(applied, service, lang);
  } finally {
    await applied.cluster.close();
  }
}

function show({ cluster, answers }: AppliedFiles, wanted: string | undefined, lang: Language): number {
  const all = learnersServices(cluster);
  const shown = all.filter(
    ({ namespace, name }) => wanted === undefined || wanted === name || wanted === `${namespace}/${name}`,
  );
  for (const { path, exitCode } of answers) if (exitCode !== 0) console.error(texts.refused(path)[lang]);
  for (const subject of shown) console.log(serviceTree(subject, lang).map(visible).join("\n"));
  if (shown.length > 0) return 0;
  const names = all.map(({ namespace, name }) => `${namespace}/${name}`).join(", ");
  console.error(texts.noService(wanted, names)[lang]);
  return 1;
}

const texts = {
  noFiles: (name: string): Text => ({
    en: `there is no file ${name}: name the manifests first, then perhaps a Service in them (bootcamp tree web.yaml web)`,
    ko: `${name} 파일이 없습니다. 매니페스트를 먼저, 그 안의 서비스는 그 뒤에 적으세요(bootcamp tree web.yaml web)`,
  }),
  refused: (path: string): Text => ({
    en: `Not all of ${path} was accepted: bootcamp lint ${path} says why`,
    ko: `${path}의 일부가 받아들여지지 않았습니다. 이유는 bootcamp lint ${path}에서 볼 수 있습니다`,
  }),
  noService: (wanted: string | undefined, names: string): Text => ({
    en: `These manifests have no Service${wanted === undefined ? "" : ` ${wanted}`}${names === "" ? "" : `; there are: ${names}`}`,
    ko: `이 매니페스트에 서비스${wanted === undefined ? "가" : ` ${wanted}이(가)`} 없습니다${names === "" ? "" : `. 있는 것: ${names}`}`,
  }),
};
