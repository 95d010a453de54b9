/**
 * Gives Services of type LoadBalancer an address, as a cloud would. Models k8s.io/cloud-provider/controllers/service
 * with a provider whose addresses the nodes' kube-proxies answer for. A cluster that does not start it has no cloud:
 * EXTERNAL-IP stays `<pending>`.
 *
 * A Service that found no address gets one as soon as another gives it back, where the real controller tries again after
 * ever longer pauses. Leaves out load balancer classes, and addresses that a cloud would choose by annotation.
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
  /** Services that found no address. */
  const waiting = new Set<string>();
  const giveBack = (key: string): void => {
    waiting.delete(key);
    if (!addresses.delete(key)) return;
    for (const other of waiting) queue.add(other);
  };

  const queue = createQueue(context, LATENCY_MS, (key) => {
    const service = cache.byKey(key);
    if (service === undefined) return giveBack(key);
    const isWanted = service.spec.type === "LoadBalancer" && service.metadata.deletionTimestamp === undefined;
    if (isWanted && service.spec.loadBalancerClass === undefined) {
      if (hasAddress(service)) return;
      recorder.record(service, "Normal", "EnsuringLoadBalancer", "Ensuring load balancer");
      const { loadBalancerIP } = service.spec;
      giveBack(key);
      const ip =
        loadBalancerIP === undefined
          ? freeAddress(addresses)
          : isFree(addresses, loadBalancerIP)
            ? loadBalancerIP
            : undefined;
      if (ip === undefined) {
        waiting.add(key);
        const why =
          loadBalancerIP === undefined
            ? `no free address between ${FIRST_ADDRESS} and ${LAST_ADDRESS}`
            : `address ${loadBalancerIP} is in use`;
        recorder.record(
          service,
          "Warning",
          "SyncLoadBalancerFailed",
          `Error syncing load balancer: failed to ensure load balancer: ${why}`,
        );
        return;
      }
      addresses.set(key, ip);
      ensure(context, service, ip);
      recorder.record(service, "Normal", "EnsuredLoadBalancer", "Ensured load balancer");
    } else if (service.metadata.finalizers?.includes(FINALIZER)) {
      recorder.record(service, "Normal", "DeletingLoadBalancer", "Deleting load balancer");
      giveBack(key);
      remove(context, service);
      recorder.record(service, "Normal", "DeletedLoadBalancer", "Deleted load balancer");
    }
  });

  cache.onEvent(({ object }) => queue.add(keyOf(object)));
};

/** Any, or the one that it asks for. */
function hasAddress({ metadata, spec, status }: Service): boolean {
  const [given] = status.loadBalancer.ingress ?? [];
  return (
    metadata.finalizers?.includes(FINALIZER) === true &&
    given !== undefined &&
    (spec.loadBalancerIP ?? given.ip) === given.ip
  );
}

function isFree(taken: ReadonlyMap<string, string>, ip: string): boolean {
  return ![...taken.values()].includes(ip);
}

function freeAddress(taken: ReadonlyMap<string, string>): string | undefined {
  const used = new Set(taken.values());
  const first = ipv4ToNumber(FIRST_ADDRESS) ?? 0;
  const last = ipv4ToNumber(LAST_ADDRESS) ?? 0;
  for (let address = first; address <= last; address++)
    if (!used.has(numberToIPv4(address))) return numberToIPv4(address);
  return undefined;
}

function ensure({ api }: ControllerContext, service: Service, ip: string): void {
  const others = (service.metadata.finalizers ?? []).filter((finalizer) => finalizer !== FINALIZER);
  const written = api.update(services, {
    ...service,
    metadata: { ...service.metadata, finalizers: [...others, FINALIZER] },
  });
  api.update(
    services,
    { ...written, status: { ...written.status, loadBalancer: { ingress: [{ ip, ipMode: "VIP" }] } } },
    { subresource: "status", by: "component" },
  );
}

function remove({ api }: ControllerContext, service: Service): void {
  const written = api.update(
    services,
    { ...service, status: { ...service.status, loadBalancer: {} } },
    { subresource: "status", by: "component" },
  );
  const finalizers = written.metadata.finalizers?.filter((finalizer) => finalizer !== FINALIZER);
  api.update(services, { ...written, metadata: { ...written.metadata, finalizers } });
}
