/** Whether the Pods of a namespace get good answers from a Service: what they send by themselves is watched, nothing is sent. */
import { type Hop, toMs } from "service-bootcamp";
import { Route, ServiceSubject } from "../check/subjects.ts";
import type { Finding } from "../diagnosis/diagnosis.ts";
import { diagnoseRoute } from "../diagnosis/index.ts";
import { durationText, type Text } from "../text.ts";
import { question } from "./question.ts";
import { FAILURES, isLost } from "./send.ts";

declare global {
  namespace Chai {
    interface Assertion {
      /** `await expect(service("prices", "shop")).to.be.calledFrom("till", { within: "1m" })`: by Pods of that namespace, without a failure. */
      calledFrom(namespace: string, options: CalledOptions): Promise<void>;
    }
  }
}

export interface CalledOptions {
  /** How long they are watched, in simulated time. */
  readonly within: string;
}

export const calledFrom = question(
  "calledFrom",
  ServiceSubject,
  async (service: ServiceSubject, namespace: string, { within }: CalledOptions) => {
    const { cluster } = service;
    const since = cluster.now;
    await cluster.advance(toMs(within));
    const own = cluster.hops.filter(({ at, from }) => at >= since && from.pod?.namespace === namespace);
    const name = `${service.namespace}/${service.name}`;
    const good = own.filter((hop) => hop.service === name && !isLost(hop));
    const wrong = own.find(isLost) ?? (good.length === 0 ? own[0] : undefined);
    return {
      holds: good.length > 0 && wrong === undefined,
      why: wrong === undefined ? silence(namespace, within) : told(wrong, name),
      whyNot: {
        en: `the Pods of namespace ${namespace} get good answers from ${name}`,
        ko: `네임스페이스 ${namespace}의 파드가 ${name}에서 제대로 된 응답을 받습니다`,
      },
      finding: wrong && (() => findingOf(service, namespace, wrong)),
      expected: { lost: 0 },
      actual: { answered: good.length, lost: own.filter(isLost).length },
    };
  },
);

function silence(namespace: string, within: string): Text {
  return {
    en: `no Pod of namespace ${namespace} has sent a request within ${durationText(within).en}`,
    ko: `네임스페이스 ${namespace}의 어느 파드도 ${durationText(within).ko} 동안 요청을 보내지 않았습니다`,
  };
}

function told(hop: Hop, service: string): Text {
  const { from, host, port, status, error, servedBy } = hop;
  const asked = `http://${host}${port === 80 ? "" : `:${port}`}`;
  const client = from.pod?.name ?? from.ip;
  if (error !== undefined)
    return {
      en: `Pod ${client} asked ${asked}, and ${FAILURES[error].en}`,
      ko: `파드 ${client}이(가) ${asked}에 요청했지만 ${FAILURES[error].ko}`,
    };
  if (isLost(hop))
    return {
      en: `Pod ${client} asked ${asked}, and the answer had the status ${status}`,
      ko: `파드 ${client}이(가) ${asked}에 요청했고, 응답의 상태 코드가 ${status}입니다`,
    };
  return {
    en: `Pod ${client} asked ${asked}, and the answer of ${servedBy} did not come by way of Service ${service}`,
    ko: `파드 ${client}이(가) ${asked}에 요청했고 ${servedBy}이(가) 응답했지만, 서비스 ${service}을(를) 거친 응답이 아닙니다`,
  };
}

/** Of an answer from elsewhere, and of an address that is the Service's no more, the state of the asked Service says nothing. */
function findingOf(service: ServiceSubject, namespace: string, wrong: Hop): Finding | undefined {
  if (!isLost(wrong) || (/^[\d.]+$/.test(wrong.host) && wrong.host !== service.object?.spec.clusterIP))
    return undefined;
  if (wrong.error !== "ENOTFOUND" || namespace === service.namespace || service.object === undefined)
    return diagnoseRoute(routeOf(service, wrong));
  return {
    cause: "service-in-other-namespace",
    hint: {
      en: `Service ${service.name} is in namespace ${service.namespace}, and a Pod of ${namespace} looks for short names in ${namespace}. From there the name needs its namespace behind it`,
      ko: `서비스 ${service.name}은(는) ${service.namespace} 네임스페이스에 있는데, ${namespace}의 파드는 짧은 이름을 ${namespace}에서 찾습니다. 거기서 부를 때는 이름 뒤에 네임스페이스가 필요합니다`,
    },
  };
}

/** The way that the request took, for a diagnosis. */
function routeOf({ cluster }: ServiceSubject, { from, host, port }: Hop): Route {
  const { namespace = "default", name = "" } = from.pod ?? {};
  const sender = { from: `pod/${namespace}/${name}`, label: name, namespace };
  return new Route(cluster, sender, `http://${host}:${port}`);
}
