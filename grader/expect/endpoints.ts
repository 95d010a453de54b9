/** How many servers stand behind a Service: those to which every node forwards, and which answer when they are asked. */
import type { Reply } from "service-bootcamp";
import { forwardingOf } from "../check/forwarding.ts";
import { Route, ServiceSubject } from "../check/subjects.ts";
import { diagnose } from "../diagnosis/index.ts";
import { counted, type Text } from "../text.ts";
import { question } from "./question.ts";
import { countServers, fault } from "./send.ts";

declare global {
  namespace Chai {
    interface Assertion {
      /**
       * `await expect(service("web")).to.have.endpoints(5)`, or `endpoints({ atLeast: 2 })`: so many different servers, behind
       * each port of the Service, on every node, and each gives a good answer.
       */
      endpoints(count: number | { readonly atLeast: number }, options?: EndpointsOptions): Promise<void>;
    }
  }
}

export interface EndpointsOptions {
  /** The port of the Service. Default: each of them. */
  readonly port?: number;
}

/** What is known of one port of the Service. */
interface Behind {
  readonly port: number;
  readonly servers: number;
  /** Why these are not as many as it seems; undefined when all is well. */
  readonly fault: Text | undefined;
}

export const endpoints = question(
  "endpoints",
  ServiceSubject,
  async (
    service: ServiceSubject,
    count: number | { readonly atLeast: number },
    { port }: EndpointsOptions = {},
  ) => {
    const ports = port === undefined ? (service.object?.spec.ports ?? []).map((each) => each.port) : [port];
    const found: Behind[] = [];
    for (const each of ports) found.push(await behind(service, each));
    const enough = ({ servers }: Behind) =>
      typeof count === "number" ? servers === count : servers >= count.atLeast;
    const worst = found.find((each) => !enough(each) || each.fault !== undefined) ?? found[0];
    const { servers, fault: wrong } = worst ?? { servers: 0, fault: undefined };
    const asked = worst?.fault === undefined ? port : worst.port;
    const from = await service.visitor();
    const atLeast = typeof count === "number" ? count : count.atLeast;
    const wanted =
      typeof count === "number"
        ? { en: `${count}`, ko: `${count}개` }
        : { en: `at least ${atLeast}`, ko: `${atLeast}개 이상` };
    return {
      holds: found.length > 0 && found.every((each) => enough(each) && each.fault === undefined),
      why: wrong ?? {
        en: `Service ${service.name} has ${counted(servers, "ready endpoint")}, and ${wanted.en} are asked for`,
        ko: `서비스 ${service.name}의 준비된 엔드포인트가 ${servers}개입니다. ${wanted.ko}여야 합니다`,
      },
      whyNot: {
        en: `Service ${service.name} has ${counted(servers, "ready endpoint")}`,
        ko: `서비스 ${service.name}의 준비된 엔드포인트가 ${servers}개입니다`,
      },
      finding: () => diagnose(service, asked, { endpoints: atLeast, from }),
      expected: count,
      actual: servers,
    };
  },
);

async function behind(service: ServiceSubject, port: number): Promise<Behind> {
  const byNode = forwardingOf(service, port);
  const all = [...new Set(byNode.flatMap((each) => each.endpoints))].sort();
  const sender = { from: await service.visitor(), label: "visitor", namespace: service.namespace };
  const replies: Reply[] = [];
  const silent: [string, Text][] = [];
  for (const endpoint of all) {
    const reply = await new Route(service.cluster, sender, `http://${endpoint}`, service.name).request();
    const wrong = fault(reply);
    if (wrong === undefined) replies.push(reply);
    else silent.push([endpoint, wrong]);
  }
  const servers = countServers(replies);
  return {
    port,
    servers,
    fault:
      deadFault(service, all, silent) ??
      unevenFault(service, byNode, all) ??
      doubleFault(service, all, servers),
  };
}

function deadFault(
  { name }: ServiceSubject,
  all: readonly string[],
  [first, ...more]: readonly [string, Text][],
): Text | undefined {
  if (first === undefined) return undefined;
  const [endpoint, why] = first;
  return {
    en: `Of ${counted(all.length, "endpoint")} of Service ${name}, ${more.length + 1} gave no good answer: ${endpoint}, ${why.en}`,
    ko: `서비스 ${name}의 엔드포인트 ${all.length}개 중 ${more.length + 1}개가 제대로 응답하지 않았습니다. ${endpoint}: ${why.ko}`,
  };
}

/** With the policy Local a node forwards to its own Pods alone. */
function unevenFault(
  { name }: ServiceSubject,
  byNode: ReturnType<typeof forwardingOf>,
  all: readonly string[],
): Text | undefined {
  const poor = byNode.find((each) => each.endpoints.length < all.length);
  if (poor === undefined) return undefined;
  return {
    en: `a client on ${poor.node} reaches ${poor.endpoints.length} of the ${all.length} endpoints of Service ${name}`,
    ko: `${poor.node} 노드의 클라이언트는 서비스 ${name}의 엔드포인트 ${all.length}개 중 ${poor.endpoints.length}개에만 갑니다`,
  };
}

function doubleFault({ name }: ServiceSubject, all: readonly string[], servers: number): Text | undefined {
  if (servers === all.length) return undefined;
  return {
    en: `the ${all.length} endpoints of Service ${name} lead to only ${counted(servers, "server")}`,
    ko: `서비스 ${name}의 엔드포인트 ${all.length}개가 서버 ${servers}개로만 이어집니다`,
  };
}
