/**
 * The composition root: the one place that knows all parts. Everything else meets at the API. It runs wherever
 * JavaScript does; what only Node can do comes from `cluster.ts`, what a browser does instead from `browser.ts`.
 */

import type { Api, ExecResult, OnOutput, TerminalConnection } from "./api/api.ts";
import { ApiServer } from "./api/api-server.ts";
import { createEventRecorder } from "./api/event-recorder.ts";
import { SharedInformers } from "./api/informer.ts";
import { endpointSlices, SERVICE_NAME_LABEL } from "./api/kinds/endpoint-slice.ts";
import { leases } from "./api/kinds/lease.ts";
import { nodes } from "./api/kinds/node.ts";
import { timestampOf } from "./api/time.ts";
import { bootstrap } from "./bootstrap.ts";
import { controllers, keepKubernetesService, startLoadBalancerProvider } from "./controllers/index.ts";
import { API_SERVICE_IP } from "./controllers/kubernetes-service.ts";
import { toMs } from "./duration.ts";
import type { Image } from "./images/image.ts";
import { createImageRegistry } from "./images/index.ts";
import { apiServerHost } from "./kube-system/api-server.ts";
import { completeKubectl } from "./kubectl/completion.ts";
import { Kubeconfig } from "./kubectl/config/kubeconfig.ts";
import { createKubectl } from "./kubectl/kubectl.ts";
import type { Hop, HttpReply, HttpRequest } from "./network/http.ts";
import type { MockedHost } from "./network/mocked-host.ts";
import { Network } from "./network/network.ts";
import type { OutsideTransport } from "./network/outside.ts";
import { OwnMachine } from "./network/own-machine.ts";
import { CONTROL_PLANE_IP } from "./node/cluster-network.ts";
import type { NameTrace } from "./node/name-trace.ts";
import { heardNode, renewedLease } from "./node/node-heartbeat.ts";
import type { NodeInspection } from "./node/node-inspection.ts";
import { createNodes, type Nodes } from "./node/nodes.ts";
import type { PodInspection } from "./node/pod-inspection.ts";
import { PROXY_MODE_DEFAULT, type ProxyModeName, proxyModeNamed } from "./node/proxy-modes/index.ts";
import type { ProxyMode } from "./node/proxy-modes/proxy-mode.ts";
import { type Reply, type RequestOptions, sendRequest } from "./request.ts";
import { editors } from "./shell/commands/editor.ts";
import { history } from "./shell/commands/history.ts";
import type { BegunStatement, EndedStatement } from "./shell/engine/index.ts";
import { createShell, type Shell } from "./shell/shell.ts";
import { Loop } from "./sim/loop.ts";
import { Random } from "./sim/random.ts";
import {
  type BackgroundTraffic,
  type BackgroundTrafficOptions,
  sendTraffic,
  startTraffic,
  type TrafficOptions,
} from "./traffic.ts";

export interface SimulatedClusterOptions {
  /** One seed gives one history, byte for byte. Default 1. */
  readonly seed?: number;
  /** Default 3. */
  readonly nodes?: number;
  /** Default `ipvs`: round robin, as the course teaches it. */
  readonly proxyMode?: ProxyModeName;
  /** Simulated time between two statements of a script, as if a person typed them: milliseconds or `5s`. Default `5s`. */
  readonly pace?: number | string;
  /** Whether Services of type LoadBalancer get an address, as from a cloud. Default true; without, they stay `<pending>`. */
  readonly loadBalancer?: boolean;
  /** When history begins, in Unix milliseconds. Default Monday, 5 January 2026, 09:00 UTC. */
  readonly epochMs?: number;
  /** Container images besides the built-in ones. */
  readonly images?: readonly Image[];
}

export interface RunOptions {
  /** Written into the shell's home before the script runs: path -> text. */
  readonly files?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A person at a terminal: `kubectl exec -it` then talks with them, and simulated time stands still while they think. */
  readonly terminal?: TerminalConnection;
  /** Receives everything that is printed, in order, when it is printed; the texts of the result are then empty. */
  readonly onOutput?: OnOutput;
  /** Called when a statement of the script's top level begins: what is printed from then on is its output. */
  readonly onStatementBegin?: (begun: BegunStatement) => void;
  /** Called when a statement of the script's top level has ended: what was printed until then is its output. */
  readonly onStatement?: (ended: EndedStatement) => void;
  /** Ends the script, as a kill does: exit code 143. */
  readonly signal?: AbortSignal;
}

/** What the program around the simulation does for it. */
export interface ClusterHost {
  /** What carries requests to hosts outside. Default: they are answered directly. */
  readonly transport?: OutsideTransport;
  /** Answers `kubectl get --raw` as the served API does. Default: no such requests. */
  readonly answerRaw?: (api: Api, now: () => number, target: string) => Promise<RawAnswer>;
  /** Answers requests of Pods to the API server. Default: no Pod reaches it. */
  readonly answerPod?: AnswerPod;
}

/** What the API server answers to a Pod. */
type AnswerPod = (api: Api, now: () => number, request: HttpRequest) => Promise<HttpReply>;

interface RawAnswer {
  readonly status: number;
  readonly body: string;
  readonly warnings: readonly string[];
}

const EPOCH_DEFAULT_MS = Date.UTC(2026, 0, 5, 9);
/** How many past requests a cluster remembers for pictures and checks (hopsMax). */
const HOPS_MAX = 100_000;
const HOME = "/home/learner";
const HOSTNAME = "bootcamp";
const KUBECTL_MS = 30;
/** How often it is looked whether background jobs have ended. */
const JOBS_STEP_MS = 1_000;

/** One simulated cluster and the machine of a learner in front of it. */
export class SimulatedCluster {
  readonly api: Api;
  /** How kube-proxy works on all nodes. */
  readonly proxyMode: ProxyMode;
  /** Every request sent so far, oldest first; at most 100,000. */
  readonly hops: Hop[] = [];
  /** @internal */
  protected readonly loop: Loop;
  readonly #network: Network;
  readonly #nodes: Nodes;
  readonly #shell: Shell;
  readonly #paceMs: number;
  /** @internal Unix milliseconds when the loop stood at 0. */
  protected readonly epochMs: number;
  readonly #end = new AbortController();
  readonly #config = new Kubeconfig({
    name: "bootcamp",
    user: "learner",
    namespace: "default",
    server: "https://127.0.0.1:6443",
    // Of this process alone, where nobody has to be kept out.
    token: "learner-token",
    certificateAuthorityData: btoa("-----BEGIN CERTIFICATE-----\nsimulated\n-----END CERTIFICATE-----\n"),
  });
  #hasRun = false;
  #kubectlCalls = 0;

  /** @internal Use `createCluster`. */
  constructor(options: SimulatedClusterOptions, host: ClusterHost) {
    const epochMs = options.epochMs ?? EPOCH_DEFAULT_MS;
    const loop = new Loop();
    const random = new Random(`service-bootcamp/${options.seed ?? 1}`);
    const api = new ApiServer({ loop, random, epochMs });
    const now = (): number => epochMs + loop.now;
    this.loop = loop;
    this.epochMs = epochMs;
    this.api = api;
    this.proxyMode = proxyModeNamed(options.proxyMode ?? PROXY_MODE_DEFAULT);
    this.#network = new Network({
      loop,
      epochMs,
      onHop: (hop) => this.#remember(hop),
      transport: host.transport,
    });
    const count = options.nodes ?? 3;
    bootstrap(api, {
      nodes: count,
      proxyMode: this.proxyMode.name,
      random: random.fork("kube-system"),
      timestamp: timestampOf(now()),
    });
    const informers = new SharedInformers(api);
    for (const start of [
      ...controllers,
      keepKubernetesService(CONTROL_PLANE_IP),
      ...(options.loadBalancer === false ? [] : [startLoadBalancerProvider]),
    ]) {
      start({
        api,
        informers,
        loop,
        random: random.fork("controllers"),
        now,
        timestamp: () => timestampOf(now()),
        recorder: (component) => createEventRecorder(api, { component }, { now }),
      });
    }
    const { answerPod } = host;
    if (answerPod !== undefined)
      this.#network.topology.attach(
        apiServerHost([CONTROL_PLANE_IP, API_SERVICE_IP], (request) => answerPod(api, now, request)),
      );
    api.refreshOnRead(leases, renewedLease);
    api.refreshOnRead(nodes, heardNode);
    this.#nodes = createNodes({
      api,
      loop,
      random: random.fork("nodes"),
      network: this.#network,
      images: createImageRegistry(options.images ?? []),
      epochMs,
      count,
      proxyMode: this.proxyMode,
      registerKubelet: (node, connection) => api.registerKubelet(node, connection),
    });
    this.#paceMs = toMs(options.pace ?? "5s");
    this.#shell = this.#createLearnersShell(random, host.answerRaw);
  }

  /**
   * Runs bash text on the learner's machine. Files, exported variables and the working directory stay for the next run.
   * @returns what a terminal would show, and the exit code; never throws for a mistake in the script.
   */
  async run(script: string, options: RunOptions = {}): Promise<ExecResult> {
    const { files = {}, ...rest } = options.terminal === undefined ? options : { ...options, tty: true };
    for (const [path, text] of Object.entries(files))
      await this.#shell.writeFile(path.startsWith("/") ? path : `${HOME}/${path}`, text);
    return this.loop.run(async () => {
      // Whoever runs the next script has typed it, too.
      if (this.#hasRun) await this.loop.sleep(this.#paceMs);
      this.#hasRun = true;
      return this.#shell.run(script, rest);
    });
  }

  /**
   * Runs simulated time until nothing is due but periodic work.
   * @param limit of simulated time, as in `advance`; default: an hour. @throws LoopError when that takes longer.
   */
  settle(limit?: number | string): Promise<void> {
    return this.loop.settle(limit === undefined ? undefined : toMs(limit));
  }

  /** Lets simulated time pass: milliseconds, or text such as `3h`. */
  advance(duration: number | string): Promise<void> {
    return this.loop.advance(toMs(duration));
  }

  /**
   * Lets what the learner started with `&` come to its end, and ends what does not: after `limit` of simulated time, or
   * when it has called kubectl `kubectlCallsMax` times.
   */
  async endJobs(limit: number | string, kubectlCallsMax: number): Promise<void> {
    const until = this.loop.now + toMs(limit);
    const callsMax = this.#kubectlCalls + kubectlCallsMax;
    while (this.#shell.runningJobs > 0 && this.loop.now < until && this.#kubectlCalls < callsMax)
      await this.loop.advance(Math.min(JOBS_STEP_MS, until - this.loop.now));
    this.#shell.killJobs();
    await this.loop.advance(0);
  }

  /** Bounds what may happen in the cluster from now on; who goes beyond gets a LoopError, which names `eventsMax`. */
  limitEvents(eventsMax: number): void {
    this.loop.limitEvents(eventsMax);
  }

  /** Sends one HTTP request from a Pod, a node, or outside, on a new connection. A failure is part of the reply. */
  request(options: RequestOptions): Promise<Reply> {
    return this.loop.run(() => sendRequest(this.#nodes.clientFor(options.from), options));
  }

  /**
   * Sends many requests from one place to another and tells what happened to each.
   *
   * @example
   * const hops = await cluster.traffic({ from: "pod/client", to: "web", count: 100, every: "10ms" });
   * const pods = new Set(hops.map((hop) => hop.servedBy));
   */
  async traffic(options: TrafficOptions): Promise<readonly Hop[]> {
    return sendTraffic(this.loop, this.#nodes.clientFor(options.from), options);
  }

  /**
   * Starts requests that go on beside what happens in the cluster later, whenever simulated time moves.
   *
   * @example
   * const traffic = cluster.startTraffic({ from: "pod/client", to: "web", every: "100ms", for: "30s" });
   * await cluster.run("kubectl rollout restart deploy/web; kubectl rollout status deploy/web");
   * const lost = traffic.hops.filter((hop) => hop.error !== undefined);
   */
  startTraffic(options: BackgroundTrafficOptions): BackgroundTraffic {
    return startTraffic(this.loop, this.#nodes.clientFor(options.from), options);
  }

  /** Simulated milliseconds since the cluster's start, as in the `at` of a hop. */
  get now(): number {
    return this.loop.now;
  }

  /** When the cluster started, by its simulated clock: Unix milliseconds. */
  get startedAtMs(): number {
    return this.epochMs;
  }

  /** A node as an engineer at its shell finds it: what kube-proxy has told the kernel. @throws ApiError NotFound. */
  node(name: string): NodeInspection {
    return this.#nodes.inspect(name);
  }

  /** A Pod as an engineer at its shell finds it: what listens, what it printed; undefined when no node has it. */
  pod(namespace: string, name: string): PodInspection | undefined {
    return this.#nodes.inspectPod(namespace, name);
  }

  /** How a Pod finds a host by its name, step by step; asks its name server now. @throws ApiError NotFound, BadRequest. */
  traceName(namespace: string, pod: string, host: string): NameTrace {
    return this.#nodes.traceName(namespace, pod, host);
  }

  /** The TCP ports at which a host outside takes connections; undefined where no host was described. */
  outsidePorts(address: string): readonly number[] | undefined {
    return this.#network.outside.openPorts(address);
  }

  /**
   * Describes a host outside the cluster, which then answers at its address: an IPv4 address, or a name, which gets one.
   *
   * @example
   * cluster.mockHost("shop.example.com", { body: "Welcome!" });
   * cluster.mockHost("198.51.100.7", { failure: "silent" }); // or refused, reset, empty; or { delayMs: 3_000 }
   */
  mockHost(address: string, host: MockedHost): void {
    this.#network.mockHost(address, host);
  }

  /** What TAB may put in place of the last word of a command line: kubectl's verbs, kinds and names. */
  complete(line: string): string[] {
    return completeKubectl(this.api, this.#config.namespace, line);
  }

  /** Who stands behind a Service (`namespace/name`), ready or not: Pod name, or address of a host outside. */
  endpointsOf(
    service: string,
  ): { readonly name: string; readonly address: string; readonly ready: boolean }[] {
    const [namespace = "", name = ""] = service.split("/");
    const slices = this.api.list(endpointSlices, {
      namespace,
      labelSelector: `${SERVICE_NAME_LABEL}=${name}`,
    }).items;
    return slices.flatMap((slice) =>
      slice.endpoints.map(({ addresses, targetRef, conditions }) => ({
        name: targetRef?.name ?? addresses[0] ?? "",
        address: addresses[0] ?? "",
        ready: conditions.ready !== false,
      })),
    );
  }

  /** Frees what the cluster holds in the host: the answers of mocked hosts, and background jobs of the shell. */
  async close(): Promise<void> {
    this.#end.abort();
    this.#nodes.close();
    this.#network.close();
  }

  #createLearnersShell(random: Random, answerRaw: ClusterHost["answerRaw"]): Shell {
    const network = this.#nodes.clientFor("outside");
    const now = () => this.epochMs + this.loop.now;
    const ports = random.fork("ports");
    const machine = new OwnMachine({
      ip: network.source.ip,
      name: HOSTNAME,
      random: (limit) => ports.int(limit),
    });
    this.#network.topology.attach(machine);
    const run = createKubectl({
      localPorts: machine,
      api: this.api,
      loop: this.loop,
      now,
      config: this.#config,
      ...(answerRaw === undefined ? {} : { request: (target: string) => answerRaw(this.api, now, target) }),
    });
    // A call takes a moment, as it does for real: a loop that polls without a pause sees time move.
    const kubectl: typeof run = async (args, context) => {
      this.#kubectlCalls++;
      await this.loop.sleep(KUBECTL_MS);
      return run(args, context);
    };
    return createShell({
      loop: this.loop,
      network,
      commands: { ...editors, history, kubectl, k: kubectl },
      env: { HOME, USER: "learner", PWD: HOME, PATH: "/usr/local/bin:/usr/bin:/bin", LANG: "C.UTF-8" },
      cwd: HOME,
      hostname: HOSTNAME,
      flavour: "debian",
      curlVersion: "7.88.1",
      paceMs: this.#paceMs,
      epochMs: this.epochMs,
      end: this.#end.signal,
      random: random.fork("shell"),
    });
  }

  #remember(hop: Hop): void {
    this.hops.push(hop);
    if (this.hops.length > HOPS_MAX) this.hops.splice(0, HOPS_MAX / 10);
  }
}
