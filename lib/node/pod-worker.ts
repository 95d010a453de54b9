/**
 * One Pod on its node, from being bound to being gone. Models pkg/kubelet's pod workers and status manager. Leaves out
 * eviction and the restart of a Pod's sandbox.
 */
import { type Pod, pods } from "../api/kinds/pod.ts";
import type { Container } from "../api/kinds/pod-spec.ts";
import type { DnsAnswer, DnsQuestion, NetworkClient, Server, Source } from "../network/http.ts";
import { ListeningSockets } from "../network/listening-sockets.ts";
import type { NameServer } from "../network/topology.ts";
import type { Random } from "../sim/random.ts";
import { ConfigError } from "./config-data.ts";
import { ContainerLifecycle } from "./container-lifecycle.ts";
import type { Environment } from "./environment.ts";
import { askNameServer } from "./name-servers.ts";
import { createNetworkClient } from "./network-client.ts";
import type { ContainerVolumes, NodeRuntime, PodRuntime } from "./node-runtime.ts";
import { hostnameOf, podHosts } from "./pod-files.ts";
import { isInitialized, isWorkDone, type PodFailure, phaseOf, podStatus } from "./pod-status.ts";
import { PodVolumes } from "./pod-volumes.ts";
import { podResolver, resolverWarnings } from "./resolver-config.ts";

/** From the binding to the network. */
const SANDBOX_MS = { least: 100, spread: 150 };
/** From the last process's end to the Pod being gone from the API. */
const CLEANUP_MS = { least: 300, spread: 500 };
const MOUNT_RETRY_MS = 500;
const MOUNT_RETRY_MS_MAX = 122_000;
/** How often the kubelet syncs a Pod that does not change. */
const SYNC_MS = { least: 60_000, spread: 30_000 };

export class PodWorker implements PodRuntime, NameServer {
  readonly node: NodeRuntime;
  readonly podIP: string;
  readonly hostname: string;
  readonly sockets: ListeningSockets;
  readonly #volumes: PodVolumes;
  readonly #inits: readonly ContainerLifecycle[];
  readonly #mains: readonly ContainerLifecycle[];
  /** Those added while it runs, in the order of the Pod's list. */
  readonly #ephemerals: ContainerLifecycle[] = [];
  readonly #startTime: string;
  #pod: Pod;
  #client: NetworkClient | undefined;
  #hasNetwork = false;
  #initsBegun = 0;
  #areMainsBegun = false;
  #isStarting = false;
  #isReleased = false;
  /** When the grace of all its containers is over, once they have to end. */
  #stopsAt: number | undefined;
  /** Why it ends without having been deleted. */
  #failure: PodFailure | undefined;
  #areSidecarsDismissed = false;
  #isCleaningUp = false;
  #hasVanished = false;

  constructor(node: NodeRuntime, pod: Pod) {
    this.node = node;
    this.#pod = pod;
    this.hostname = pod.spec.hostNetwork === true ? node.name : hostnameOf(pod);
    this.sockets = pod.spec.hostNetwork === true ? node.sockets : new ListeningSockets();
    this.podIP = pod.spec.hostNetwork === true ? node.ip : addressOf(pod, node);
    this.#startTime = node.clock.timestamp();
    this.#volumes = new PodVolumes(this);
    this.#inits = (pod.spec.initContainers ?? []).map(
      (spec) => new ContainerLifecycle(this, spec, spec.restartPolicy === "Always" ? "sidecar" : "init"),
    );
    this.#mains = pod.spec.containers.map((spec) => new ContainerLifecycle(this, spec, "main"));
  }

  get pod(): Pod {
    return this.#pod;
  }

  get hasNetwork(): boolean {
    return this.#hasNetwork && !this.#isReleased && !this.#hasVanished;
  }

  /** The containers, init containers first. */
  get containers(): readonly ContainerLifecycle[] {
    return [...this.#inits, ...this.#mains, ...this.#ephemerals];
  }

  start(): void {
    this.changed();
    for (const warning of resolverWarnings(this.#pod))
      this.node.recorder.record(this.#pod, "Warning", "DNSConfigForming", warning);
    this.#later(SANDBOX_MS, () => this.#unlessStopping(() => this.#mount(MOUNT_RETRY_MS)));
    const { activeDeadlineSeconds } = this.#pod.spec;
    if (activeDeadlineSeconds !== undefined)
      this.node.loop.schedule(activeDeadlineSeconds * 1_000, () => this.#exceedDeadline(), {
        background: true,
      });
  }

  /** Takes over a Pod that ran on this node before the simulation began: its status is right already. */
  adopt(): void {
    try {
      this.#volumes.setUp();
    } catch (error) {
      // What a controller has yet to publish comes with the next sync.
      if (!(error instanceof ConfigError)) throw error;
    }
    this.#openNetwork();
    this.#areMainsBegun = true;
    for (const container of this.#mains) {
      const status = this.#pod.status.containerStatuses?.find(({ name }) => name === container.spec.name);
      if (status !== undefined) container.adopt(status);
    }
    this.#updateVolumes(this.node.random.fork(`sync/${this.#pod.metadata.uid}`));
  }

  /** The Pod changed in the API. */
  update(pod: Pod): void {
    const hadDeadline = this.#pod.metadata.deletionTimestamp !== undefined;
    this.#pod = pod;
    if (pod.metadata.deletionTimestamp === undefined) {
      this.#beginEphemerals();
      if ((pod.spec.readinessGates ?? []).length > 0) this.changed(); // another controller may have opened one
      return;
    }
    if (!hadDeadline || this.#graceEndsEarlier())
      this.#stop((pod.metadata.deletionGracePeriodSeconds ?? 30) * 1_000);
  }

  /** The Pod is gone from the API: its processes end, and no status is written any more. */
  vanish(): void {
    this.#hasVanished = true;
    this.#stopsAt ??= this.node.loop.now;
    for (const container of this.containers) container.kill();
    this.#release();
  }

  volumesOf(container: Container, env: Environment): ContainerVolumes {
    return this.#volumes.of(container, env);
  }

  /** Name -> address, as its hosts file has them. */
  get hosts(): ReadonlyMap<string, string> {
    return podHosts(this.#pod, this.podIP);
  }

  readonly client = (): NetworkClient => {
    const { node, podIP } = this;
    const { name, namespace = "" } = this.#pod.metadata;
    const source: Source = { ip: podIP, node: node.name, pod: { namespace, name } };
    this.#client ??= createNetworkClient({
      source,
      network: node.network,
      sockets: this.sockets,
      hosts: this.hosts,
      resolver: podResolver(this.#pod),
      ask: (...question) => askNameServer(node.network, source, ...question),
      waitsInBackground: true,
    });
    return this.#client;
  };

  answerName(question: DnsQuestion, clientIP: string): DnsAnswer | undefined {
    for (const { process } of this.#mains) {
      const answer = process?.answerName(question, clientIP);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  /** Writes the status, and begins or ends what follows from the new state of the containers. */
  readonly changed = (): void => {
    if (this.#hasVanished) return;
    const { name, namespace = "", uid } = this.#pod.metadata;
    const stored = this.node.api.find(pods, namespace, name);
    if (stored !== undefined && stored.metadata.uid === uid && !this.#isStarting) this.#write(stored);
    if (this.#stopsAt !== undefined) this.#finish();
    else if (isWorkDone({ inits: this.#inits, mains: this.#mains })) this.#dismissSidecars();
    else this.#advance();
  };

  #write(stored: Pod): void {
    const status = podStatus({
      pod: stored,
      hostIP: this.node.ip,
      podIP: this.#hasNetwork ? this.podIP : undefined,
      startTime: this.#startTime,
      now: this.node.clock.timestamp(),
      inits: this.#inits,
      mains: this.#mains,
      ephemerals: this.#ephemerals,
      failure: this.#isRunning ? undefined : this.#failure,
    });
    this.node.api.update(pods, { ...stored, status }, { subresource: "status", by: "component" });
  }

  /** No container begins before the content of all volumes is there. */
  #mount(retryMs: number): void {
    if (!this.#setUpVolumes()) {
      this.node.loop.schedule(
        retryMs,
        () => this.#unlessStopping(() => this.#mount(Math.min(2 * retryMs, MOUNT_RETRY_MS_MAX))),
        { background: true },
      );
      return;
    }
    this.#openNetwork();
    this.#beginEphemerals();
    this.#advance();
    if (this.#volumes.areUpdated)
      this.#updateVolumes(this.node.random.fork(`sync/${this.#pod.metadata.uid}`));
  }

  #setUpVolumes(): boolean {
    try {
      this.#volumes.setUp();
      return true;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      this.node.recorder.record(this.#pod, "Warning", "FailedMount", error.message);
      return false;
    }
  }

  /** What was mounted once stays, even if it cannot be brought up to date. */
  #updateVolumes(random: Random): void {
    const next = (): void => {
      this.#setUpVolumes();
      this.#updateVolumes(random);
    };
    this.node.loop.schedule(
      SYNC_MS.least + random.int(SYNC_MS.spread),
      () => this.#unlessStopping(() => !this.#isOver() && next()),
      { background: true },
    );
  }

  #openNetwork(): void {
    this.#hasNetwork = true;
    const { node, podIP, sockets } = this;
    if (this.#pod.spec.hostNetwork === true) return;
    const { name, namespace = "", uid } = this.#pod.metadata;
    const pod = { namespace, name };
    const server: Server = { kind: "pod", namespace, name, uid, ip: podIP };
    node.network.topology.attach({ ip: podIP, server, node: node.name, pod, sockets, nameServer: this });
  }

  /** Begins the next containers: one init container after the other, then the main ones. */
  #advance(): void {
    if (!this.#hasNetwork || this.#areMainsBegun) return;
    const last = this.#inits[this.#initsBegun - 1];
    if (last !== undefined && !isInitialized(last)) return;
    const next = this.#inits[this.#initsBegun];
    if (next === undefined) {
      this.#areMainsBegun = true;
      this.#begin(0);
      return;
    }
    this.#initsBegun++;
    next.begin(() => {});
  }

  /** One container after the other: the next begins when this one runs or has to wait. The API hears of them all at once. */
  #begin(at: number): void {
    this.#isStarting = at < this.#mains.length;
    if (this.#isStarting) this.#mains[at]?.begin(() => this.#unlessStopping(() => this.#begin(at + 1)));
    else this.changed();
  }

  /** They wait for nothing but the network, and begin once. */
  #beginEphemerals(): void {
    const { ephemeralContainers } = this.#pod.spec;
    if (
      ephemeralContainers === undefined ||
      !this.#hasNetwork ||
      this.#stopsAt !== undefined ||
      this.#isOver()
    )
      return;
    for (const spec of ephemeralContainers) {
      if (this.#ephemerals.some((each) => each.spec.name === spec.name)) continue;
      const container = new ContainerLifecycle(this, spec, "ephemeral");
      this.#ephemerals.push(container);
      container.begin(() => {});
    }
  }

  #graceEndsEarlier(): boolean {
    const graceMs = (this.#pod.metadata.deletionGracePeriodSeconds ?? 30) * 1_000;
    return this.#stopsAt !== undefined && this.node.loop.now + graceMs < this.#stopsAt;
  }

  #stop(graceMs: number): void {
    this.#isStarting = false;
    this.#stopsAt = this.node.loop.now + graceMs;
    for (const container of this.containers) container.stop(graceMs, this.#afterOthers(container));
    this.#finish();
  }

  /** Sidecars end after the containers that they serve, the last to start first. */
  #afterOthers(container: ContainerLifecycle): (() => Promise<void>) | undefined {
    if (container.role !== "sidecar") return undefined;
    const before = [...this.#inits.slice(this.#inits.indexOf(container) + 1), ...this.#mains];
    return async () => {
      for (const { process } of before) await process?.ended();
    };
  }

  /** The main containers have ended, so the sidecars are stopped, and then the address is released. */
  #dismissSidecars(): void {
    if (!this.#areSidecarsDismissed)
      for (const container of [...this.#inits, ...this.#ephemerals])
        container.stop(this.#graceMs, this.#afterOthers(container));
    this.#areSidecarsDismissed = true;
    if (!this.#isRunning) this.#release();
  }

  #exceedDeadline(): void {
    if (this.#hasVanished || this.#stopsAt !== undefined || this.#isOver()) return;
    this.#failure = {
      reason: "DeadlineExceeded",
      message: "Pod was active on the node longer than the specified deadline",
    };
    this.node.recorder.record(this.#pod, "Normal", this.#failure.reason, this.#failure.message);
    this.#stop(this.#graceMs);
    this.changed();
  }

  get #graceMs(): number {
    return (this.#pod.spec.terminationGracePeriodSeconds ?? 30) * 1_000;
  }

  get #isRunning(): boolean {
    return this.containers.some(({ isRunning }) => isRunning);
  }

  /** All processes have ended: a Pod that is deleted goes, one that failed stays to be seen. */
  #finish(): void {
    if (this.#isRunning) return;
    if (this.#pod.metadata.deletionTimestamp === undefined) this.#release();
    else this.#cleanUp();
  }

  #cleanUp(): void {
    if (this.#isCleaningUp) return;
    this.#isCleaningUp = true;
    this.#later(CLEANUP_MS, () => {
      if (this.#hasVanished) return;
      this.#release();
      const { name, namespace = "", uid } = this.#pod.metadata;
      this.node.api.delete(pods, namespace, name, { gracePeriodSeconds: 0, preconditions: { uid } });
    });
  }

  #isOver(): boolean {
    const phase = phaseOf({ inits: this.#inits, mains: this.#mains });
    return phase === "Succeeded" || phase === "Failed";
  }

  /** Gives the address back. */
  #release(): void {
    if (this.#isReleased || this.#pod.spec.hostNetwork === true) return;
    this.#isReleased = true;
    this.node.network.topology.detach(this.podIP);
    this.node.pool.release(this.podIP);
  }

  #later({ least, spread }: { least: number; spread: number }, run: () => void): void {
    this.node.loop.schedule(least + this.node.random.int(spread), run);
  }

  #unlessStopping(run: () => void): void {
    if (this.#stopsAt === undefined) run();
  }
}

/** The address of a Pod that runs already, else the next one of its node. */
function addressOf({ status }: Pod, { pool }: NodeRuntime): string {
  if (status.podIP === undefined) return pool.allocate() ?? "";
  pool.reserve(status.podIP);
  return status.podIP;
}
