/** What a probe asks for and what it met, in words. */
import type { Pod } from "service-bootcamp";
import type { ServiceSubject } from "../check/context.ts";
import type { Text } from "../text.ts";
import { openPorts } from "./listening.ts";
import { lastWarning } from "./pod-events.ts";

type ProbeName = "readinessProbe" | "livenessProbe" | "startupProbe";
type Probe = NonNullable<Pod["spec"]["containers"][number][ProbeName]>;

const WARNINGS: Readonly<Record<ProbeName, string>> = {
  readinessProbe: "Readiness probe failed: ",
  livenessProbe: "Liveness probe failed: ",
  startupProbe: "Startup probe failed: ",
};

/** Why a probe of a Pod fails; undefined when none of its containers has one, or it has not failed yet. */
export function failedProbe(subject: ServiceSubject, pod: Pod, name: ProbeName): Text | undefined {
  const probe = pod.spec.containers.map((container) => container[name]).find((each) => each !== undefined);
  const said = lastWarning(subject, pod, WARNINGS[name]);
  if (probe === undefined || said === undefined) return undefined;
  const port = probe.httpGet?.port ?? probe.tcpSocket?.port ?? probe.grpc?.port;
  const open = openPorts(subject, pod);
  const isUnheard = typeof port === "number" && !open.includes(port) && open.length > 0;
  const there = isUnheard
    ? {
        en: `; nothing listens on ${port}, the container listens on ${open.join(", ")}`,
        ko: `. ${port}번 포트에서는 아무것도 듣지 않고, 컨테이너는 ${open.join(", ")}번에서 듣습니다`,
      }
    : { en: "", ko: "" };
  const what = targetOf(probe);
  const answer = answerOf(said);
  return {
    en: `${name} fails: it asks for ${what.en}, and ${answer.en}${there.en}`,
    ko: `${name}가 실패합니다. 묻는 것은 ${what.ko}이고, ${answer.ko}${there.ko}`,
  };
}

/** What the kubelet met, in words where they are known. */
function answerOf(said: string): Text {
  const [, status] = /^HTTP probe failed with statuscode: (\d+)/.exec(said) ?? [];
  if (status !== undefined)
    return { en: `the answer has status ${status}`, ko: `응답의 상태 코드는 ${status}입니다` };
  if (said.endsWith("connect: connection refused"))
    return { en: "the connection is refused", ko: "연결이 거부됩니다(connection refused)" };
  if (/context deadline exceeded|i\/o timeout|timed out/.test(said))
    return { en: "no answer comes in time", ko: "시간 안에 응답이 오지 않습니다" };
  return { en: `the answer is "${said}"`, ko: `답은 "${said}"입니다` };
}

function targetOf({ httpGet, tcpSocket, exec, grpc }: Probe): Text {
  const port = httpGet?.port ?? tcpSocket?.port ?? grpc?.port;
  if (httpGet !== undefined)
    return {
      en: `GET ${httpGet.path ?? "/"} on port ${port}`,
      ko: `${port}번 포트의 GET ${httpGet.path ?? "/"}`,
    };
  const command = `exec ${(exec?.command ?? []).join(" ")}`;
  if (exec !== undefined) return { en: command, ko: command };
  return { en: `a connection on port ${port}`, ko: `${port}번 포트의 연결` };
}
