/** The chain from a name to a Pod, link by link, as far as the cluster tells: each link holds, or says why it does not. */
import { labelPairs } from "../../api/columns.ts";
import { namespaces } from "../../api/kinds/namespace.ts";
import { pods } from "../../api/kinds/pod.ts";
import { type Service, services } from "../../api/kinds/service.ts";
import { matchesPairs } from "../../api/selectors.ts";
import type { Hop } from "../../network/http.ts";
import type { Language } from "../language.ts";
import { type Listed, listOf } from "./history.ts";
import type { Scene } from "./scene.ts";
import { isCandidate } from "./service-facts.ts";
import { stopOf } from "./stops.ts";

export interface Link {
  readonly name: "name" | "service" | "list" | "port" | "pod";
  /** What is there: an address, a number. */
  readonly value: string;
  /** Why it does not hold; undefined: it holds. */
  readonly fault?: string;
}

const TEXTS = {
  ko: {
    noName: (host: string) => `클라이언트가 찾은 이름 ${host}은(는) 없습니다`,
    noNamespace: (namespace: string) => `네임스페이스 ${namespace}이(가) 없습니다`,
    noService: (namespace: string) => `네임스페이스 ${namespace}에 서비스가 없습니다`,
    noServiceNamed: (name: string, namespace: string) =>
      `네임스페이스 ${namespace}에 서비스 ${name}이(가) 없습니다`,
    noMatch: (selector: string, labels: string) =>
      `셀렉터 ${selector}에 맞는 파드가 없습니다. 파드의 레이블: ${labels}`,
    noPods: "이 네임스페이스에 파드가 없습니다",
    noSelector: "셀렉터가 없고, 손으로 적은 주소도 없습니다",
    notReady: (ready: number, all: number) => `맞는 파드 ${all}개 가운데 준비된 파드는 ${ready}개입니다`,
    unlisted: (port: number, listed: string) =>
      `클라이언트는 포트 ${port}(으)로 갔고, 서비스의 포트는 ${listed}입니다`,
    nobody: (port: string, pod: string, open: string) =>
      `파드 ${pod}에서 포트 ${port}을(를) 듣는 프로그램이 없습니다. 듣는 포트: ${open}`,
    localOnly: (port: string, pod: string) => `파드 ${pod}의 프로그램이 127.0.0.1:${port}에서만 듣습니다`,
    ready: (count: number) => `주소 ${count}개`,
    none: "없음",
    listening: "듣고 있음",
    noAnswer: "응답 없음",
  },
  en: {
    noName: (host: string) => `the name that the client asked for, ${host}, does not exist`,
    noNamespace: (namespace: string) => `there is no namespace ${namespace}`,
    noService: (namespace: string) => `there is no Service in namespace ${namespace}`,
    noServiceNamed: (name: string, namespace: string) =>
      `there is no Service ${name} in namespace ${namespace}`,
    noMatch: (selector: string, labels: string) =>
      `no Pod matches the selector ${selector}; the Pods have ${labels}`,
    noPods: "there is no Pod in this namespace",
    noSelector: "it has no selector, and nobody wrote addresses",
    notReady: (ready: number, all: number) => `of ${all} matching Pods ${ready} are ready`,
    unlisted: (port: number, listed: string) =>
      `the client went to port ${port}; the Service lists ${listed}`,
    nobody: (port: string, pod: string, open: string) =>
      `nothing listens on port ${port} in Pod ${pod}; open there: ${open}`,
    localOnly: (port: string, pod: string) => `the program in Pod ${pod} listens on 127.0.0.1:${port} alone`,
    ready: (count: number) => `${count} ready`,
    none: "none",
    listening: "listens",
    noAnswer: "no answer",
  },
} as const;

type Words = (typeof TEXTS)[Language];

/** The links up to the first that does not hold. @param name of the Service; absent: the one that was asked, or the first. */
export function linksOf(
  scene: Scene,
  namespace: string,
  name?: string,
): { readonly service: string; readonly links: Link[] } {
  const { cluster, language } = scene;
  const words = TEXTS[language];
  const { api } = cluster;
  const last = cluster.hops.findLast((hop) => isAbout(hop, namespace, name));
  const all = api.list(services, { namespace }).items;
  const wanted = name ?? last?.service?.split("/")[1];
  const service =
    wanted === undefined
      ? all.find(({ metadata }) => metadata.name !== "kubernetes")
      : all.find(({ metadata }) => metadata.name === wanted);
  const shown = service?.metadata.name ?? wanted ?? "-";
  const nameLink: Link =
    last?.ip === ""
      ? { name: "name", value: last.host, fault: words.noName(last.host) }
      : { name: "name", value: last === undefined || last.host === last.ip ? shown : last.host };
  if (nameLink.fault !== undefined) return { service: shown, links: [nameLink] };
  if (service === undefined) {
    const fault =
      api.find(namespaces, "", namespace) === undefined
        ? words.noNamespace(namespace)
        : wanted === undefined
          ? words.noService(namespace)
          : words.noServiceNamed(wanted, namespace);
    return { service: shown, links: [{ name: "service", value: words.none, fault }] };
  }
  const serviceLink: Link = {
    name: "service",
    value: service.spec.clusterIP ?? service.spec.externalName ?? "",
  };
  return { service: shown, links: [nameLink, serviceLink, ...linksBehind(scene, service, last, words)] };
}

/** Whether a request went to the Service, or looked in vain for a name that may be meant for it. */
function isAbout({ service, ip, host, from }: Hop, namespace: string, name: string | undefined): boolean {
  if (service !== undefined)
    return name === undefined ? service.startsWith(`${namespace}/`) : service === `${namespace}/${name}`;
  return ip === "" && (from.pod?.namespace === namespace || host.split(".")[1] === namespace);
}

function linksBehind(scene: Scene, service: Service, last: Hop | undefined, words: Words): Link[] {
  const { namespace = "", name } = service.metadata;
  const list = listOf(scene.cluster.api, namespace, name);
  const listLink = listLinkOf(scene, service, list, words);
  if (listLink.fault !== undefined) return [listLink];
  const portLink = portLinkOf(scene, service, list, last, words);
  if (portLink.fault !== undefined) return [listLink, portLink];
  return [listLink, portLink, podLinkOf(scene, namespace, list, last, words)];
}

function listLinkOf(
  { cluster }: Scene,
  { metadata, spec }: Service,
  list: readonly Listed[],
  words: Words,
): Link {
  const ready = list.filter(({ state }) => state === "ready");
  if (ready.length > 0 || spec.type === "ExternalName")
    return { name: "list", value: words.ready(ready.length) };
  const link = { name: "list", value: words.none } as const;
  const { namespace = "" } = metadata;
  if (spec.selector === undefined) return { ...link, fault: words.noSelector };
  const all = cluster.api.list(pods, { namespace }).items;
  const matching = all.filter((pod) => matchesPairs(spec.selector, pod.metadata.labels));
  if (matching.length > 0) return { ...link, fault: words.notReady(0, matching.length) };
  if (all.length === 0) return { ...link, fault: words.noPods };
  const near = all.filter((pod) => isCandidate(pod, spec.selector));
  const labels = new Set(
    (near.length > 0 ? near : all).map((pod) => labelPairs(withoutHash(pod.metadata.labels))),
  );
  return { ...link, fault: words.noMatch(labelPairs(spec.selector), [...labels].slice(0, 3).join(" / ")) };
}

function withoutHash(labels: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => key !== "pod-template-hash"));
}

function portLinkOf(
  { cluster }: Scene,
  { metadata, spec }: Service,
  list: readonly Listed[],
  last: Hop | undefined,
  words: Words,
): Link {
  const ports = spec.ports ?? [];
  const listed = ports.map(({ port }) => port).join(", ");
  const value = ports.map(({ port, targetPort }) => `${port} → ${targetPort}`).join(", ");
  const link = { name: "port", value } as const;
  const isAsked = last?.service === `${metadata.namespace}/${metadata.name}`;
  if (
    isAsked &&
    last !== undefined &&
    ports.every(({ port, nodePort }) => port !== last.port && nodePort !== last.port)
  )
    return { ...link, fault: words.unlisted(last.port, listed) };
  for (const { name, ports: targets } of list) {
    const open = cluster.pod(metadata.namespace ?? "", name)?.listening();
    const missing =
      open === undefined ? undefined : targets.find((target) => open.every(({ port }) => port !== target));
    if (missing !== undefined)
      return {
        ...link,
        fault: words.nobody(String(missing), name, open?.map(({ port }) => port).join(", ") || words.none),
      };
  }
  return link;
}

function podLinkOf(
  { cluster, language }: Scene,
  namespace: string,
  list: readonly Listed[],
  last: Hop | undefined,
  words: Words,
): Link {
  const link = { name: "pod", value: words.listening } as const;
  for (const { name, ports } of list) {
    const open = cluster.pod(namespace, name)?.listening() ?? [];
    const hidden = ports.find((target) => {
      const at = open.filter(({ port }) => port === target);
      return (
        at.length > 0 && at.every(({ address }) => address.startsWith("127.") || address === "localhost")
      );
    });
    if (hidden !== undefined)
      return { ...link, value: `127.0.0.1:${hidden}`, fault: words.localOnly(String(hidden), name) };
  }
  const stop = last === undefined ? undefined : stopOf(last, language);
  return stop === undefined || stop.place !== "server"
    ? link
    : { ...link, value: words.noAnswer, fault: stop.sentence };
}
