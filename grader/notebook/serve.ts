/** `serve()` of a cell: the real kubectl in the lab's terminals works on the notebook's cluster. */
import { readFileSync } from "node:fs";
import type { Cluster, Listener } from "service-bootcamp";
import type { Text } from "../text.ts";
import { say } from "./html.ts";
import { labKubeconfig, leadNowhere, leadTo, type Served, servedNow } from "./kubeconfig.ts";
import { onNewCluster, openSession } from "./session.ts";

let listener: { readonly cluster: Cluster; readonly listener: Listener } | undefined;

/**
 * Serves the notebook's cluster to a real kubectl. Terminals of this lab have its kubeconfig already. From now on time runs in it
 * as on a clock.
 */
export async function serve(): Promise<void> {
  const { lab, lesson, lang } = openSession();
  const self = { lesson: lesson.id, pid: process.pid };
  const before = servedNow();
  if (listener?.cluster !== lab.cluster) {
    listener = { cluster: lab.cluster, listener: await lab.cluster.serve() };
    onNewCluster(withdraw);
  }
  leadTo(self, readFileSync(listener.listener.kubeconfig, "utf8"));
  process.off("exit", withdraw).once("exit", withdraw);
  const other = before === undefined || before.pid === self.pid ? undefined : before;
  say(texts.served(labKubeconfig(), process.env.KUBECONFIG === labKubeconfig(), other)[lang]);
}

/** The cluster has ended: nobody should wait for it, and nobody reach another one. */
function withdraw(): void {
  listener = undefined;
  if (servedNow()?.pid === process.pid) leadNowhere();
}

const texts = {
  served: (file: string, hasEnvironment: boolean, other: Served | undefined): Text => ({
    en: [
      hasEnvironment
        ? "Open a terminal (File > New > Terminal) and type `kubectl get pods`: it works on this notebook's cluster."
        : `In a terminal: \`export KUBECONFIG=${file}\`, and kubectl works on this notebook's cluster.`,
      ...(other === undefined ? [] : [`It did on that of ${other.lesson}, and does so no longer.`]),
      "Time now runs in it as on a clock: what took no time in a cell, such as a Pod that starts, takes its seconds.",
    ].join(" "),
    ko: [
      hasEnvironment
        ? "터미널을 열고(File > New > Terminal) `kubectl get pods`를 입력해 보세요. 이 노트북의 클러스터에서 실행됩니다."
        : `터미널에서 \`export KUBECONFIG=${file}\`를 실행하면 kubectl이 이 노트북의 클러스터에서 동작합니다.`,
      ...(other === undefined ? [] : [`지금까지는 ${other.lesson}의 클러스터였지만 이제는 아닙니다.`]),
      "이제부터 이 클러스터의 시간은 실제 시계처럼 흐릅니다. 파드가 시작되는 일처럼 셀에서 바로 끝나던 일도 제 시간만큼 걸립니다.",
    ].join(" "),
  }),
};
