/** Sub-resources of Pods that the API server passes on to a kubelet. Models pkg/registry/core/pod/strategy.go. */
import type { Api, KubeletConnection, PodConnections } from "./api.ts";
import { badRequest, conflict, internalError } from "./api-error.ts";
import { type Pod, pods } from "./kinds/pod.ts";

export function connectPods(
  api: Api,
  kubelets: ReadonlyMap<string, KubeletConnection>,
  put: (pod: Pod) => void,
  timestamp: () => string,
): PodConnections {
  const kubeletOf = (pod: Pod): KubeletConnection => {
    const node = pod.spec.nodeName ?? "";
    if (node === "") throw badRequest(`pod ${pod.metadata.name} does not have a host assigned`);
    const kubelet = kubelets.get(node);
    if (kubelet === undefined) throw internalError(`no kubelet answers on node ${node}`);
    return kubelet;
  };
  const locate = (namespace: string, name: string, wanted: string | undefined) => {
    const pod = api.get(pods, namespace, name);
    return { container: containerOf(pod, wanted), kubelet: kubeletOf(pod) };
  };
  return {
    bind(namespace, name, node) {
      const pod = api.get(pods, namespace, name);
      if ((pod.spec.nodeName ?? "") !== "")
        throw conflict(pods, name, `pod ${name} is already assigned to node "${pod.spec.nodeName}"`);
      const scheduled = {
        type: "PodScheduled",
        status: "True",
        lastProbeTime: null,
        lastTransitionTime: timestamp(),
      };
      const conditions = [
        ...(pod.status.conditions ?? []).filter(({ type }) => type !== scheduled.type),
        scheduled,
      ];
      put({ ...pod, spec: { ...pod.spec, nodeName: node }, status: { ...pod.status, conditions } });
    },
    async exec(namespace, name, request) {
      const { container, kubelet } = locate(namespace, name, request.container);
      const { phase } = api.get(pods, namespace, name).status;
      if (phase === "Succeeded" || phase === "Failed")
        throw badRequest(`cannot exec into a container in a completed pod; current phase is ${phase}`);
      return kubelet.exec(namespace, name, { ...request, container });
    },
    async attach(namespace, name, request) {
      const { container, kubelet } = locate(namespace, name, request.container);
      return kubelet.attach(namespace, name, { ...request, container });
    },
    async logs(namespace, name, options) {
      const { container, kubelet } = locate(namespace, name, options.container);
      return kubelet.logs(namespace, name, { ...options, container });
    },
    portForward: (namespace, name) => kubeletOf(api.get(pods, namespace, name)).portForward(namespace, name),
    containerOf: (namespace, name, wanted) => locate(namespace, name, wanted).container,
  };
}

function containerOf(pod: Pod, wanted: string | undefined): string {
  const names = pod.spec.containers.map((container) => container.name);
  const inits = (pod.spec.initContainers ?? []).map((container) => container.name);
  const ephemerals = (pod.spec.ephemeralContainers ?? []).map((container) => container.name);
  if (wanted !== undefined && wanted !== "") {
    if (![...names, ...inits, ...ephemerals].includes(wanted))
      throw badRequest(`container ${wanted} is not valid for pod ${pod.metadata.name}`);
    return wanted;
  }
  if (names.length === 1) return names[0] as string;
  const hint = inits.length === 0 ? "" : ` or one of the init containers: [${inits.join(" ")}]`;
  throw badRequest(
    `a container name must be specified for pod ${pod.metadata.name}, choose one of: [${names.join(" ")}]${hint}`,
  );
}
