/** What kubectl and experience say of manifests: they are applied to a fresh cluster, and each Service is looked at. */
import { type Cluster, services } from "service-bootcamp";
import { ServiceSubject } from "../check/context.ts";
import { readCommands } from "../diagnosis/commands/index.ts";
import { messagesOf } from "../diagnosis/commands/message.ts";
import type { Finding } from "../diagnosis/diagnosis.ts";
import { findings } from "../diagnosis/index.ts";
import type { Text } from "../text.ts";
import { type Answer, applyFiles, type ManifestFile } from "./applied-files.ts";
import { remarksOnWorkloads } from "./workload-remarks.ts";

/** `fault`: it does not work, or is not accepted. `remark`: worth knowing. */
export interface LintFinding {
  readonly level: "fault" | "remark";
  /** The file or the object that it is about. */
  readonly about: string;
  readonly cause: string;
  readonly text: Text;
}

/** Kinds of Service that are right as they are as long as nobody asks for others. */
const NO_FAULT: readonly string[] = ["external-name", "headless", "not-ready-published"];

export async function lint(files: readonly ManifestFile[]): Promise<readonly LintFinding[]> {
  const { cluster, answers, missingNamespaces } = await applyFiles(files);
  try {
    return [
      ...answers.flatMap((answer) => answerOf(answer, cluster)),
      ...missingNamespaces.map(({ path, namespace }) => missingNamespace(path, namespace)),
      ...learnersServices(cluster).flatMap(onService),
      ...remarksOnWorkloads(cluster),
    ];
  } finally {
    await cluster.close();
  }
}

/** All but those that a cluster has from the beginning. */
export function learnersServices(cluster: Cluster): readonly ServiceSubject[] {
  return cluster.api
    .list(services)
    .items.filter(({ metadata }) => metadata.namespace !== "kube-system" && metadata.name !== "kubernetes")
    .map(({ metadata }) => new ServiceSubject(cluster, metadata.namespace ?? "", metadata.name));
}

/** @returns the first thing that is wrong with a Service or with a port of it. */
export function faultOf(subject: ServiceSubject): Finding | undefined {
  const ports = subject.object?.spec.ports ?? [];
  const tcp = ports.filter(({ protocol }) => protocol === "TCP").map(({ port }) => port);
  const all = [undefined, ...tcp].flatMap((port) => [...findings(subject, { port })]);
  return all.find(({ cause }) => !NO_FAULT.includes(cause));
}

function onService(subject: ServiceSubject): readonly LintFinding[] {
  const fault = faultOf(subject);
  if (fault === undefined) return [];
  const { cause, hint } = fault;
  const outside = OUTSIDE_THE_FILES[cause]?.(hint);
  const { namespace, name } = subject;
  const about = `Service ${namespace === "default" ? "" : `${namespace}/`}${name}`;
  if (outside !== undefined) return [{ level: "remark", about, cause, text: outside }];
  return [{ level: "fault", about, cause, text: hint }];
}

/** What another file, or another cluster, may well have. */
const OUTSIDE_THE_FILES: Readonly<Record<string, (hint: Text) => Text | undefined>> = {
  "no-pods": () => ({
    en: "no Pod of these files has the labels that its selector asks for: give the files of its Pods, too",
    ko: "이 파일들에는 셀렉터가 찾는 레이블을 단 파드가 없습니다. 파드를 만드는 파일도 함께 지정하세요",
  }),
  "image-not-pulled": ({ en }) => {
    const [, image = ""] = /^The image (\S+) /.exec(en) ?? [];
    return {
      en: `the simulation has no image ${image}, so what its container does was not looked at`,
      ko: `시뮬레이션에 이미지 ${image}이(가) 없어, 그 컨테이너가 하는 일은 살펴보지 못했습니다`,
    };
  },
  "pods-not-ready": (hint) => (/(?:configmap|secret) "[^"]*" not found/.test(hint.en) ? hint : undefined),
};

/** What kubectl said to a file; deprecations are no fault. */
function answerOf(answer: Answer, cluster: Cluster): readonly LintFinding[] {
  const { path, command, stderr, exitCode } = answer;
  const deprecated = stderr
    .split("\n")
    .filter((line) => /^Warning: .* is deprecated/.test(line))
    .map((line): LintFinding => {
      const said = { en: `kubectl says "${line}"`, ko: `kubectl의 말: "${line}"` };
      return { level: "remark", about: path, cause: "deprecated", text: said };
    });
  const known = readCommands([{ command, stderr, exitCode }], cluster).map(
    ({ cause, hint }): LintFinding => ({
      level: isLacking(cause, hint) ? "remark" : "fault",
      about: path,
      cause,
      text: hint,
    }),
  );
  const said = messagesOf([{ command, stderr, exitCode }], cluster).map(({ text }) => text);
  const isUnknown = known.length === 0 && exitCode !== 0;
  const rest: Text = { en: said.join(" "), ko: `"${said.join(" ")}"` };
  return [
    ...deprecated,
    ...known,
    ...(isUnknown ? [{ level: "fault", about: path, cause: "failed-command", text: rest } as const] : []),
  ];
}

/** A kind that a real cluster may have, and no slip of one that is here. */
function isLacking(cause: string, { en }: Text): boolean {
  return cause === "unknown-kind" && !en.includes("Did you mean");
}

function missingNamespace(about: string, namespace: string): LintFinding {
  return {
    level: "remark",
    about,
    cause: "missing-namespace",
    text: {
      en: `the namespace ${namespace} is in none of these files, so it has to be there already (kubectl create namespace ${namespace})`,
      ko: `${namespace} 네임스페이스는 이 파일들에 없으므로 미리 있어야 합니다(kubectl create namespace ${namespace})`,
    },
  };
}
