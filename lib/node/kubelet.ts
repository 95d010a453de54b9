/** The kubelet of one node: a worker for each Pod bound to it, and the streams into their containers. Models pkg/kubelet. */
import type { ExecResult, KubeletConnection, LogOptions } from "../api/api.ts";
import { badRequest, internalError } from "../api/api-error.ts";
import { type Pod, pods } from "../api/kinds/pod.ts";
import type { NetworkClient } from "../network/http.ts";
import { onStop } from "../sim/stop.ts";
import { execFailureText } from "./command-line.ts";
import type { ContainerLifecycle } from "./container-lifecycle.ts";
import type { ContainerProcess } from "./container-process.ts";
import { LogLimit } from "./log-limit.ts";
import type { NodeRuntime } from "./node-runtime.ts";
import { inspectPod, type PodInspection } from "./pod-inspection.ts";
import { PodWorker } from "./pod-worker.ts";
import { createPortForward } from "./port-forward.ts";

export class Kubelet {
  /** What the API server passes on. */
  readonly connection: KubeletConnection;
  readonly #node: NodeRuntime;
  /** By uid: a Pod and its successor of the same name may overlap. */
  readonly #workers = new Map<string, PodWorker>();
  readonly #uids = new Map<string, string>();

  constructor(node: NodeRuntime) {
    this.#node = node;
    this.connection = {
      exec: async (namespace, name, { container, ...request }) => {
        const process = this.#running(namespace, name, container);
        const result = await process.exec(request, request.signal);
        return result ?? noSuchProgram(request.command[0] ?? "", node.random.hex(64));
      },
      attach: async (namespace, name, { container, ...request }) =>
        this.#running(namespace, name, container).attach(request),
      logs: (namespace, name, options) => this.#logs(namespace, name, options),
      portForward: (namespace, name) => {
        const worker = this.#worker(namespace, name);
        if (worker?.hasNetwork) return createPortForward(worker);
        const why =
          worker === undefined
            ? `pod not found ("${name}_${namespace}")`
            : "sandbox container is not running";
        throw internalError(`unable to upgrade connection: ${why}`);
      },
    };
    node.api.watch(pods, { fieldSelector: `spec.nodeName=${node.name}` }, ({ type, object }) =>
      this.#receive(type, object),
    );
  }

  /** The network as a Pod of this node sees it. @returns undefined when the Pod is not here. */
  clientOf(namespace: string, name: string): NetworkClient | undefined {
    return this.#worker(namespace, name)?.client();
  }

  /** @returns undefined when the Pod is not here. */
  inspect(namespace: string, name: string): PodInspection | undefined {
    const worker = this.#worker(namespace, name);
    return worker && inspectPod(worker);
  }

  /** Kills every container and writes nothing to the API: the cluster is closed. */
  close(): void {
    for (const worker of this.#workers.values()) worker.vanish();
    this.#workers.clear();
  }

  #receive(type: string, pod: Pod): void {
    const { uid, name, namespace = "" } = pod.metadata;
    const worker = this.#workers.get(uid);
    if (type === "DELETED") {
      worker?.vanish();
      this.#workers.delete(uid);
      if (this.#uids.get(`${namespace}/${name}`) === uid) this.#uids.delete(`${namespace}/${name}`);
    } else if (worker !== undefined) worker.update(pod);
    else this.#add(pod);
  }

  #add(pod: Pod): void {
    const { uid, name, namespace = "" } = pod.metadata;
    const worker = new PodWorker(this.#node, pod);
    this.#workers.set(uid, worker);
    this.#uids.set(`${namespace}/${name}`, uid);
    if (pod.status.phase === "Running") worker.adopt();
    else worker.start();
    if (pod.metadata.deletionTimestamp !== undefined) worker.update(pod);
  }

  #worker(namespace: string, name: string): PodWorker | undefined {
    return this.#workers.get(this.#uids.get(`${namespace}/${name}`) ?? "");
  }

  #container(namespace: string, name: string, container: string | undefined): ContainerLifecycle | undefined {
    const containers = this.#worker(namespace, name)?.containers ?? [];
    return container === undefined
      ? containers.find(({ role }) => role === "main")
      : containers.find(({ spec }) => spec.name === container);
  }

  #running(namespace: string, name: string, container: string | undefined): ContainerProcess {
    const lifecycle = this.#container(namespace, name, container);
    if (lifecycle?.process !== undefined) return lifecycle.process;
    const called = lifecycle?.spec.name ?? container ?? "";
    throw internalError(`unable to upgrade connection: container not found ("${called}")`);
  }

  async #logs(namespace: string, name: string, options: LogOptions): Promise<string> {
    const container = this.#container(namespace, name, options.container);
    const called = container?.spec.name ?? options.container ?? "";
    const log = container?.log(options.previous ?? false);
    if (log === undefined || container === undefined) {
      if (options.previous === true)
        throw badRequest(`previous terminated container "${called}" in pod "${name}" not found`);
      throw badRequest(
        `container "${called}" in pod "${name}" is waiting to start: ${waitingText(container)}`,
      );
    }
    const { clock } = this.#node;
    const { timestamps = false } = options;
    const limit = new LogLimit(options.limitBytes);
    const written = log.read({
      timestamps,
      ...(options.tailLines === undefined ? {} : { tailLines: options.tailLines }),
      ...(options.sinceSeconds === undefined ? {} : { since: clock.now() - options.sinceSeconds * 1_000 }),
    });
    const text = limit.take(written);
    const { follow, signal } = options;
    if (follow === undefined || container.process === undefined) return text;
    if (text !== "") follow(text);
    const end = new AbortController();
    if (limit.isReached || signal?.aborted === true) end.abort();
    const forget = signal === undefined ? undefined : onStop(signal, () => end.abort());
    const send = (piece: string): void => {
      follow(limit.take(piece));
      if (limit.isReached) end.abort();
    };
    const unfollow = log.follow(send, { timestamps });
    await container.process.endedOr(end.signal);
    unfollow();
    forget?.();
    return "";
  }
}

/** As `kubectl logs` words it: the reason, and for images that cannot be pulled what that means. */
function waitingText(container: ContainerLifecycle | undefined): string {
  const reason = container?.waitingReason ?? "ContainerCreating";
  if (reason === "ErrImagePull") return "image can't be pulled";
  return reason === "ImagePullBackOff" ? "trying and failing to pull image" : reason;
}

/** @throws ApiError as the container runtime's words reach kubectl. */
function noSuchProgram(path: string, execID: string): ExecResult {
  const runtime = execFailureText(path, execID);
  throw internalError(`Internal error occurred: error executing command in container: ${runtime}`);
}
