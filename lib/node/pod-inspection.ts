/** One Pod as an engineer at its shell finds it: what listens in it, what it printed, which names its own hosts file knows. */
import type { PodWorker } from "./pod-worker.ts";

export interface PodInspection {
  /** What `ss -lntp` shows in its network namespace, which may be that of its node. */
  listening(): { readonly address: string; readonly port: number; readonly program: string }[];
  /** Name -> address, as its /etc/hosts has them. */
  readonly hosts: ReadonlyMap<string, string>;
  /** The last line that a container printed: in this run, else in the one before. */
  lastLogLine(container: string): string | undefined;
}

export function inspectPod(worker: PodWorker): PodInspection {
  return {
    listening: () => worker.sockets.all.map(({ address, port, program }) => ({ address, port, program })),
    hosts: worker.hosts,
    lastLogLine: (container) => {
      const lifecycle = worker.containers.find(({ spec }) => spec.name === container);
      return [false, true]
        .map((previous) => lifecycle?.log(previous)?.read({ tailLines: 1 }).trim())
        .find((line) => line !== undefined && line !== "");
    },
  };
}
