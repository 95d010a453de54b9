/** Whether a Service has an address of its own, at which kube-proxy receives its clients. */
import { ServiceSubject } from "../check/subjects.ts";
import { diagnose } from "../diagnosis/index.ts";
import type { Text } from "../text.ts";
import { question } from "./question.ts";

declare global {
  namespace Chai {
    interface Assertion {
      /** `await expect(service("web")).to.have.clusterIP()`: neither a headless Service nor an ExternalName. */
      clusterIP(): Promise<void>;
    }
  }
}

export const clusterIP = question("clusterIP", ServiceSubject, async (service: ServiceSubject) => {
  const { name, object } = service;
  const { clusterIP: address = "" } = object?.spec ?? {};
  const missing: Text = { en: `there is no Service ${name}`, ko: `서비스 ${name}이(가) 없습니다` };
  const without: Text = {
    en: `Service ${name} has no cluster IP`,
    ko: `서비스 ${name}에 클러스터 IP가 없습니다`,
  };
  return {
    holds: address !== "" && address !== "None",
    why: object === undefined ? missing : without,
    whyNot: {
      en: `Service ${name} has the cluster IP ${address}`,
      ko: `서비스 ${name}의 클러스터 IP는 ${address}입니다`,
    },
    finding: () => diagnose(service),
    expected: "an address",
    actual: address,
  };
});
