/**
 * Gives Services of type LoadBalancer an address, as a cloud would. Models k8s.io/cloud-provider/controllers/service
 * with a provider whose addresses the nodes' kube-proxies answer for. A cluster that does not start it has no cloud:
 * EXTERNAL-IP stays `<pending>`.
 *
 * Leaves out load balancer classes, source ranges, and addresses that a cloud would choose by annotation.
 */
import { keyOf } from "../api/informer.ts";
import { ipv4ToNumber, numberToIPv4 } from "../api/ip-address.ts";
import { type Service, services } from "../api/kinds/service.ts";
import { type ControllerContext, createQueue, type StartController } from "./controller.ts";

const LATENCY_MS = 20;
const FINALIZER = "service.kubernetes.io/load-balancer-cleanup";
const FIRST_ADDRESS = "172.18.255.200";
const LAST_ADDRESS = "172.18.255.250";

export const startLoadBalancerProvider: StartController = (context) => {
  const recorder = context.recorder("service-controller");
  const cache = context.informers.of(services);
  const addresses = new Map<string, string>();

  const queue = createQueue(context, LATENCY_MS, (key) => {
    const service = cache.byKey(key);
    if (service === undefined) return void addresses.delete(key);
    const isWanted = service.spec.type === "LoadBalancer" && service.metadata.deletionTimestamp === undefined;
    if (isWanted && service.spec.loadBalancerClass === undefined) {
      if (hasAddress(service)) return;
      recorder.record(service, "Normal", "EnsuringLoadBalancer", "Ensuring load balancer");
      const ip = service.spec.loadBalancerIP ?? addresses.get(key) ?? freeAddress(addresses);
      if (ip === undefined) {
        const message = `Error syncing load balancer: failed to ensure load balancer: no free address between ${FIRST_ADDRESS} and ${LAST_ADDRESS}`;
        recorder.record(service, "Warning", "SyncLoadBalancerFailed", message);
        return;
      }
      addresses.set(key, ip);
      ensure(context, service, ip);
      recorder.record(service, "Normal", "EnsuredLoadBalancer", "Ensured load balancer");
    } else if (service.metadata.finalizers?.includes(FINALIZER)) {
      recorder.record(service, "Normal", "DeletingLoadBalancer", "Deleting load balancer");
      addresses.delete(key);
      remove(context, service);
      recorder.record(service, "Normal", "DeletedLoadBalancer", "Deleted load balancer");
    }
  });

  cache.onEvent(({ object }) => queue.add(keyOf(object)));
};

function hasAddress({ metadata, status }: Service): boolean {
  return metadata.finalizers?.includes(FINALIZER) === true && (status.loadBalancer.ingress ?? []).length > 0;
}

function freeAddress(taken: ReadonlyMap<string, string>): string | undefined {
  const used = new Set(taken.values());
  const first = ipv4ToNumber(FIRST_ADDRESS) ?? 0;
  const last = ipv4ToNumber(LAST_ADDRESS) ?? 0;
  for (let address = first; address <= last; address++) if (!used.has(numberToIPv4(address))) return numberToIPv4(address);
  return undefined;
}

function ensure({ api }: ControllerContext, service: Service, ip: string): void {
  const others = (service.metadata.finalizers ?? []).filter((finalizer) => finalizer !== FINALIZER);
  const written = api.update(services, { ...service, metadata: { ...service.metadata, finalizers: [...others, FINALIZER] } });
  api.update(services, { ...written, status: { ...written.status, loadBalancer: { ingress: [{ ip, ipMode: "VIP" }] } } }, { subresource: "status" });
}

function remove({ api }: ControllerContext, service: Service): void {
  const written = api.update(services, { ...service, status: { ...service.status, loadBalancer: {} } }, { subresource: "status" });
  const finalizers = written.metadata.finalizers?.filter((finalizer) => finalizer !== FINALIZER);
  api.update(services, { ...written, metadata: { ...written.metadata, finalizers } });
}
