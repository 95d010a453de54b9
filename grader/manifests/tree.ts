/** A Service as a tree of text: its slices, their Pods or addresses, and the containers with what they listen on. */
import {
  type EndpointSlice,
  endpointSlices,
  type Language,
  type Pod,
  pods,
  SERVICE_NAME_LABEL,
} from "service-bootcamp";
import type { ServiceSubject } from "../check/context.ts";
import { loopbackPorts, openPorts } from "../diagnosis/listening.ts";
import { hasSelector, isReady, pairs, selectedPods } from "../diagnosis/selected-pods.ts";
import type { Text } from "../text.ts";
import { faultOf } from "./lint.ts";

interface Branch {
  readonly text: string;
  readonly branches: readonly Branch[];
}

type Endpoint = EndpointSlice["endpoints"][number];

/** @returns lines; the last one says what is wrong, if anything is. */
export function serviceTree(subject: ServiceSubject, lang: Language): readonly string[] {
  const { cluster, namespace, name, object } = subject;
  if (object === undefined) return [];
  const slices = cluster.api
    .list(endpointSlices, { namespace, labelSelector: `${SERVICE_NAME_LABEL}=${name}` })
    .items.map((slice) => sliceBranch(subject, slice, lang));
  const left = podsOutside(subject).map((pod) => podBranch(subject, pod, undefined, lang));
  const branches = [
    ...(slices.length === 0 ? [{ text: texts.noSlices[lang], branches: [] }] : slices),
    ...(left.length === 0 ? [] : [{ text: texts.outside[lang], branches: left }]),
  ];
  const fault = faultOf(subject);
  return [
    ...drawn({ text: serviceLine(subject, lang), branches }),
    ...(fault === undefined ? [] : [`→ ${fault.hint[lang]}`]),
  ];
}

function serviceLine({ namespace, name, object }: ServiceSubject, lang: Language): string {
  const { type = "", clusterIP = "", externalName, ports = [], selector = {} } = object?.spec ?? {};
  const address = type === "ExternalName" ? `→ ${externalName}` : clusterIP;
  const listed = ports.map(
    ({ name: called, port, targetPort, protocol, nodePort }) =>
      `${called === undefined ? "" : `${called} `}${port}/${protocol} → ${targetPort}${nodePort === undefined ? "" : ` (nodePort ${nodePort})`}`,
  );
  const chosen = hasSelector(selector)
    ? `${texts.selector[lang]} ${pairs(selector)}`
    : texts.noSelector[lang];
  return [`Service ${namespace}/${name}`, type, address, ...listed, chosen]
    .filter((part) => part !== "")
    .join("  ");
}

function sliceBranch(subject: ServiceSubject, slice: EndpointSlice, lang: Language): Branch {
  const ports = (slice.ports ?? []).map(
    ({ name = "", port = "*", protocol = "TCP" }) => `${name === "" ? "" : `${name} `}${port}/${protocol}`,
  );
  const branches = slice.endpoints.map((endpoint) => endpointBranch(subject, endpoint, lang));
  return {
    text: [`EndpointSlice ${slice.metadata.name}`, slice.addressType, ...ports].join("  "),
    branches: branches.length === 0 ? [{ text: texts.noEndpoints[lang], branches: [] }] : branches,
  };
}

function endpointBranch(subject: ServiceSubject, endpoint: Endpoint, lang: Language): Branch {
  const { addresses, targetRef, conditions } = endpoint;
  const pod =
    targetRef?.kind === "Pod"
      ? subject.cluster.api.find(pods, targetRef.namespace ?? subject.namespace, targetRef.name ?? "")
      : undefined;
  if (pod !== undefined) return podBranch(subject, pod, conditions.ready !== false, lang);
  return { text: `${mark(conditions.ready !== false)} ${addresses.join(", ")}`, branches: [] };
}

function podBranch(subject: ServiceSubject, pod: Pod, isListed: boolean | undefined, lang: Language): Branch {
  const { metadata, spec, status } = pod;
  const state = isReady(pod) ? texts.ready[lang] : texts.notReady(status.phase)[lang];
  const place = [status.podIP ?? "", spec.nodeName ?? ""].filter((part) => part !== "");
  return {
    text: [`${mark(isListed ?? isReady(pod))} Pod ${metadata.name}`, ...place, state].join("  "),
    branches: [
      ...spec.containers.map(({ name, image = "" }) => containerBranch(pod, name, image, lang)),
      portsBranch(subject, pod, lang),
    ],
  };
}

function containerBranch({ status }: Pod, name: string, image: string, lang: Language): Branch {
  const {
    ready = false,
    state,
    restartCount = 0,
  } = status.containerStatuses?.find((each) => each.name === name) ?? {};
  const reason = state?.waiting?.reason ?? state?.terminated?.reason ?? "";
  const restarts = restartCount === 0 ? "" : texts.restarts(restartCount)[lang];
  return {
    text: [`${mark(ready)} ${texts.container[lang]} ${name}`, image, reason, restarts]
      .filter((part) => part !== "")
      .join("  "),
    branches: [],
  };
}

/** Containers of a Pod share its addresses, so what listens is the Pod's. */
function portsBranch(subject: ServiceSubject, pod: Pod, lang: Language): Branch {
  const open = openPorts(subject, pod).join(", ");
  const loopback = loopbackPorts(subject, pod).map((port) => `127.0.0.1:${port}`);
  const all = [open, ...loopback].filter((part) => part !== "").join(", ");
  return { text: all === "" ? texts.deaf[lang] : texts.listens(all)[lang], branches: [] };
}

/** Pods that the selector matches and no slice has, such as Pending ones. */
function podsOutside(subject: ServiceSubject): readonly Pod[] {
  const { cluster, namespace, name, object } = subject;
  if (object === undefined) return [];
  const listed = cluster.api
    .list(endpointSlices, { namespace, labelSelector: `${SERVICE_NAME_LABEL}=${name}` })
    .items.flatMap(({ endpoints }) => endpoints.map(({ targetRef }) => targetRef?.uid));
  return selectedPods({ subject, service: object, asked: {} }).filter(
    ({ metadata }) => !listed.includes(metadata.uid),
  );
}

const mark = (isGood: boolean): string => (isGood ? "✓" : "✗");

function drawn({ text, branches }: Branch): readonly string[] {
  return [
    text,
    ...branches.flatMap((branch, at) => {
      const isLast = at === branches.length - 1;
      const [first = "", ...rest] = drawn(branch);
      return [`${isLast ? "└─" : "├─"} ${first}`, ...rest.map((line) => `${isLast ? "  " : "│ "} ${line}`)];
    }),
  ];
}

const texts = {
  selector: { en: "selector", ko: "셀렉터" },
  noSelector: { en: "no selector", ko: "셀렉터 없음" },
  noSlices: { en: "no EndpointSlice", ko: "엔드포인트슬라이스 없음" },
  noEndpoints: { en: "no endpoints", ko: "엔드포인트 없음" },
  outside: { en: "Pods that match and are in no slice", ko: "셀렉터에 맞지만 슬라이스에 없는 파드" },
  container: { en: "container", ko: "컨테이너" },
  ready: { en: "ready", ko: "준비됨" },
  notReady: (phase: string): Text => ({ en: `not ready (${phase})`, ko: `준비되지 않음(${phase})` }),
  restarts: (count: number): Text => ({ en: `restarts: ${count}`, ko: `재시작: ${count}` }),
  listens: (ports: string): Text => ({ en: `listens on ${ports}`, ko: `듣는 포트: ${ports}` }),
  deaf: { en: "listens on no port", ko: "듣는 포트 없음" },
} as const;
