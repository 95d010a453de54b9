/** How many addresses stand behind a Service, ready to get traffic. */

import { ServiceSubject } from "../check/context.ts";
import { diagnose } from "../diagnosis/index.ts";
import { counted } from "../text.ts";
import { question } from "./question.ts";

declare global {
  namespace Chai {
    interface Assertion {
      /** `await expect(service("web")).to.have.endpoints(5)`, or `endpoints({ atLeast: 2 })`: ready ones, each address counted once. */
      endpoints(count: number | { readonly atLeast: number }): Promise<void>;
    }
  }
}

export const endpoints = question(
  "endpoints",
  ServiceSubject,
  async (service: ServiceSubject, count: number | { readonly atLeast: number }) => {
    const ready = new Set(
      service.cluster
        .endpointsOf(`${service.namespace}/${service.name}`)
        .flatMap((endpoint) => (endpoint.ready ? [endpoint.address] : [])),
    );
    const atLeast = typeof count === "number" ? count : count.atLeast;
    const wanted =
      typeof count === "number"
        ? { en: `${count}`, ko: `${count}개` }
        : { en: `at least ${atLeast}`, ko: `${atLeast}개 이상` };
    return {
      holds: typeof count === "number" ? ready.size === count : ready.size >= atLeast,
      why: {
        en: `Service ${service.name} has ${counted(ready.size, "ready endpoint")}, and ${wanted.en} are asked for`,
        ko: `서비스 ${service.name}의 준비된 엔드포인트가 ${ready.size}개입니다. ${wanted.ko}여야 합니다`,
      },
      whyNot: {
        en: `Service ${service.name} has ${counted(ready.size, "ready endpoint")}`,
        ko: `서비스 ${service.name}의 준비된 엔드포인트가 ${ready.size}개입니다`,
      },
      finding: diagnose(service),
      expected: count,
      actual: ready.size,
    };
  },
);
