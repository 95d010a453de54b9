/** `bootcamp cluster`: a simulated cluster in real time, for a real kubectl. */
import { readFileSync, statSync } from "node:fs";
import type { ClusterOptions, Language } from "service-bootcamp";
import { quoted } from "../script.ts";
import type { Text } from "../text.ts";
import { startCluster } from "./start-cluster.ts";
import { UsageError } from "./usage-error.ts";

export interface ClusterCommandOptions
  extends Pick<ClusterOptions, "seed" | "nodes" | "proxyMode" | "loadBalancer"> {
  /** Default: any free port. */
  readonly port?: number;
  /** Where to write the kubeconfig; without it, a file in the temporary folder that goes when the cluster ends. */
  readonly kubeconfig?: string;
  readonly lang: Language;
}

/**
 * Serves until the person ends it with Ctrl-C.
 * @returns the exit code. @throws UsageError when the port is taken, or the file is somebody's own kubeconfig or cannot be written.
 */
export async function cluster({
  port = 0,
  kubeconfig,
  lang,
  ...options
}: ClusterCommandOptions): Promise<number> {
  if (kubeconfig !== undefined && isForeign(kubeconfig))
    throw new UsageError(texts.foreign(kubeconfig)[lang]);
  // The person's own kubectl computes ages, by the clock of this machine.
  const started = await startCluster({ ...options, epochMs: Date.now() }, lang);
  try {
    const server = await started
      .serve({ port, ...(kubeconfig === undefined ? {} : { kubeconfig }) })
      .catch((error: unknown) => {
        throw usageErrorOf(error, port, lang);
      });
    const end = interrupted();
    console.log(`export KUBECONFIG=${quotedIfNeeded(server.kubeconfig)}`);
    console.log(texts.hint[lang]);
    await end;
    return 0;
  } finally {
    await started.close();
  }
}

/** What the host refused, in a sentence that names the option to change. */
function usageErrorOf(error: unknown, port: number, lang: Language): unknown {
  const { syscall, code, path } = error as NodeJS.ErrnoException;
  if (syscall === "listen" && (code === "EADDRINUSE" || code === "EACCES"))
    return new UsageError(texts.portTaken(port)[lang]);
  return path === undefined || code === undefined ? error : new UsageError(texts.unwritable(path)[lang]);
}

/** Ctrl-C, a closed terminal, and `kill` without a signal. */
function interrupted(): Promise<void> {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve());
  });
}

/** Whether a file is there that this command did not write: a person's own kubeconfig must not be overwritten. */
function isForeign(path: string): boolean {
  try {
    return statSync(path).isFile() && !/^current-context: bootcamp$/m.test(readFileSync(path, "utf8"));
  } catch {
    return false; // not there, or not to be reached: then it cannot be written either
  }
}

function quotedIfNeeded(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : quoted(path);
}

const texts = {
  hint: {
    en: "# paste the line above in another terminal, then try: kubectl get nodes   (Ctrl-C here ends the cluster)",
    ko: "# 윗줄을 다른 터미널에 붙여 넣고 실행해 보세요: kubectl get nodes   (여기서 Ctrl-C를 누르면 클러스터가 끝납니다)",
  },
  portTaken: (port: number): Text => ({
    en: `port ${port} is taken or not allowed: leave out --port for a free one, or name another`,
    ko: `포트 ${port}번을 쓸 수 없습니다: --port를 빼면 빈 포트를 쓰고, 다른 번호를 적어도 됩니다`,
  }),
  unwritable: (path: string): Text => ({
    en: `${path} cannot be written: name a file in a folder that exists and that you may write`,
    ko: `${path}에 쓸 수 없습니다: 이미 있고 쓸 수 있는 폴더 안의 파일을 적으세요`,
  }),
  foreign: (path: string): Text => ({
    en: `${path} is a kubeconfig of your own: name a file that does not exist yet`,
    ko: `${path}은(는) 이미 쓰고 있는 kubeconfig입니다: 아직 없는 파일을 적으세요`,
  }),
};
