/** A traffic policy `Local`, and no ready endpoint on the node that decides. */
import { nodes, type Pod } from "service-bootcamp";
import type { Text } from "../text.ts";
import { clientNode } from "./client-pod.ts";
import type { Case, Diagnosis } from "./diagnosis.ts";
import { isReady, selectedPods } from "./selected-pods.ts";
import { listed } from "./words.ts";

export const localTrafficPolicy: Diagnosis = (given) => {
  const { service, asked } = given;
  const { internalTrafficPolicy, externalTrafficPolicy } = service.spec;
  const ready = selectedPods(given).filter(isReady);
  if (ready.length === 0) return undefined;
  const wanted = asked.endpoints ?? 1;
  const poor = nodesOf(given).find((node) => countOn(ready, node) < wanted);
  if (poor === undefined) return undefined;
  if (internalTrafficPolicy === "Local") return inside(given, ready, poor);
  return externalTrafficPolicy === "Local" && asked.from === "outside" ? outside(given, ready) : undefined;
};

/** The client's node; all of them where the question was about every client, or about one outside. */
function nodesOf({ subject, asked }: Case): readonly string[] {
  const own = clientNode(subject, asked.from);
  const all = subject.cluster.api.list(nodes).items.map(({ metadata }) => metadata.name);
  if (own === undefined) return all;
  return asked.endpoints === undefined ? [own] : [own, ...all];
}

const countOn = (ready: readonly Pod[], node: string): number =>
  ready.filter(({ spec }) => spec.nodeName === node).length;

const servedBy = (ready: readonly Pod[]): string =>
  listed(ready.map(({ spec }) => spec.nodeName ?? "").sort());

function inside({ subject: { name } }: Case, ready: readonly Pod[], node: string): Text {
  const own = countOn(ready, node);
  return {
    en: `internalTrafficPolicy of Service ${name} is Local: a client on ${node} reaches only endpoints on ${node}, which are ${own} of ${ready.length}; they are on ${servedBy(ready)}`,
    ko: `서비스 ${name}의 internalTrafficPolicy는 Local입니다. ${node}의 클라이언트는 ${node}에 있는 엔드포인트로만 가는데, 그것은 ${ready.length}개 중 ${own}개입니다. 엔드포인트가 있는 노드: ${servedBy(ready)}`,
  };
}

function outside(given: Case, ready: readonly Pod[]): Text {
  const { name } = given.subject;
  const without = listed(nodesOf(given).filter((node) => countOn(ready, node) === 0));
  return {
    en: `externalTrafficPolicy of Service ${name} is Local: a node answers requests from outside only with endpoints of its own, and there is none on ${without}; they are on ${servedBy(ready)}`,
    ko: `서비스 ${name}의 externalTrafficPolicy는 Local입니다. 노드는 바깥에서 온 요청을 자기 엔드포인트로만 보내는데 ${without}에는 없습니다. 엔드포인트가 있는 노드: ${servedBy(ready)}`,
  };
}
