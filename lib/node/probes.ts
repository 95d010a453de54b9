/**
 * Startup, readiness and liveness probes of one container, which really run against it. Models pkg/kubelet/prober.
 * Leaves out gRPC (a TCP connection stands in for it) and HTTPS.
 */
import type { Container, Probe } from "../api/kinds/pod-spec.ts";
import type { Timer } from "../sim/loop.ts";
import type { ContainerProcess } from "./container-process.ts";
import type { PodRuntime } from "./node-runtime.ts";
import { portNumber, requestForPod } from "./pod-request.ts";

export interface ProbeVerdicts {
  readonly started: () => void;
  readonly ready: (isReady: boolean) => void;
  readonly failed: (probe: "liveness" | "startup", graceSeconds: number | undefined) => void;
  /** Each failed attempt, as the event says it. */
  readonly unhealthy: (message: string) => void;
}

type ProbeName = "startup" | "readiness" | "liveness";

/** A container that is not ready after so long counts as one that stays so: `settle` waits no longer. */
const AWAITED_MS = 60_000;

export class ContainerProbes {
  readonly #runtime: PodRuntime;
  readonly #spec: Container;
  readonly #process: ContainerProcess;
  readonly #verdicts: ProbeVerdicts;
  readonly #timers = new Map<ProbeName, Timer>();
  readonly #startedAt: number;
  #isOver = false;

  constructor(runtime: PodRuntime, spec: Container, process: ContainerProcess, verdicts: ProbeVerdicts) {
    this.#runtime = runtime;
    this.#spec = spec;
    this.#process = process;
    this.#verdicts = verdicts;
    this.#startedAt = runtime.node.loop.now;
    if (spec.startupProbe === undefined) this.#startOthers();
    else this.#begin("startup", spec.startupProbe);
  }

  stop(): void {
    this.#isOver = true;
    for (const timer of this.#timers.values()) timer.cancel();
  }

  #startOthers(): void {
    if (this.#spec.readinessProbe !== undefined) this.#begin("readiness", this.#spec.readinessProbe);
    if (this.#spec.livenessProbe !== undefined) this.#begin("liveness", this.#spec.livenessProbe);
  }

  #begin(name: ProbeName, probe: Probe): void {
    const sinceStartMs = this.#runtime.node.loop.now - this.#startedAt;
    const series = new ProbeSeries(probe, name === "liveness");
    this.#schedule(name, probe, series, Math.max(0, (probe.initialDelaySeconds ?? 0) * 1_000 - sinceStartMs));
  }

  #schedule(name: ProbeName, probe: Probe, series: ProbeSeries, delayMs: number): void {
    const { loop } = this.#runtime.node;
    const isAwaited = name !== "liveness" && !series.isPassing && loop.now + delayMs - this.#startedAt <= AWAITED_MS;
    this.#timers.set(
      name,
      loop.schedule(delayMs, () => loop.spawn(() => this.#attempt(name, probe, series)), { background: !isAwaited }),
    );
  }

  async #attempt(name: ProbeName, probe: Probe, series: ProbeSeries): Promise<void> {
    const { loop } = this.#runtime.node;
    const begunAt = loop.now;
    const failure = await attemptProbe(this.#runtime, this.#spec, this.#process, probe);
    if (this.#isOver) return;
    if (failure !== undefined) this.#verdicts.unhealthy(`${name[0]?.toUpperCase()}${name.slice(1)} probe failed: ${failure}`);
    if (series.record(failure === undefined)) this.#conclude(name, probe, series.isPassing);
    if (this.#isOver || (name === "startup" && series.isPassing)) return;
    this.#schedule(name, probe, series, Math.max(0, (probe.periodSeconds ?? 10) * 1_000 - (loop.now - begunAt)));
  }

  #conclude(name: ProbeName, probe: Probe, isPassing: boolean): void {
    if (name === "readiness") this.#verdicts.ready(isPassing);
    else if (!isPassing) {
      this.stop();
      this.#verdicts.failed(name, probe.terminationGracePeriodSeconds);
    } else if (name === "startup") {
      this.#verdicts.started();
      this.#startOthers();
    }
  }
}

/** The last results of one probe against its thresholds. */
class ProbeSeries {
  isPassing: boolean;
  readonly #probe: Probe;
  #length = 0;
  #isSuccess: boolean | undefined;
  #hasVerdict = false;

  constructor(probe: Probe, isPassing: boolean) {
    this.#probe = probe;
    this.isPassing = isPassing;
  }

  /** @returns whether this result is a verdict that was not there before. */
  record(isSuccess: boolean): boolean {
    this.#length = isSuccess === this.#isSuccess ? this.#length + 1 : 1;
    this.#isSuccess = isSuccess;
    const threshold = isSuccess ? (this.#probe.successThreshold ?? 1) : (this.#probe.failureThreshold ?? 3);
    if (this.#length < threshold || (this.#hasVerdict && this.isPassing === isSuccess)) return false;
    this.#hasVerdict = true;
    this.isPassing = isSuccess;
    return true;
  }
}

/** One attempt. @returns what went wrong, in the words of the kubelet; undefined when nothing did. */
async function attemptProbe(runtime: PodRuntime, spec: Container, process: ContainerProcess, probe: Probe): Promise<string | undefined> {
  const timeoutMs = (probe.timeoutSeconds ?? 1) * 1_000;
  if (probe.exec !== undefined) return attemptExec(process, probe.exec.command ?? []);
  if (probe.httpGet !== undefined) return attemptHttp(runtime, spec, probe.httpGet, timeoutMs);
  return attemptConnection(runtime, spec, probe.tcpSocket?.port ?? probe.grpc?.port ?? "", probe.tcpSocket?.host);
}

async function attemptExec(process: ContainerProcess, command: readonly string[]): Promise<string | undefined> {
  const result = await process.exec({ command });
  if (result === undefined)
    return `OCI runtime exec failed: exec failed: unable to start container process: exec: "${command[0] ?? ""}": executable file not found in $PATH: unknown`;
  return result.exitCode === 0 ? undefined : `${result.stdout}${result.stderr}`;
}

async function attemptHttp(runtime: PodRuntime, spec: Container, action: NonNullable<Probe["httpGet"]>, timeoutMs: number): Promise<string | undefined> {
  const outcome = await requestForPod(runtime, spec, action, timeoutMs);
  if (outcome === undefined) return `strconv.Atoi: parsing "${action.port}": invalid syntax`;
  if ("reply" in outcome)
    return outcome.reply.status >= 200 && outcome.reply.status < 400 ? undefined : `HTTP probe failed with statuscode: ${outcome.reply.status}`;
  const { host, port } = outcome.hop;
  const url = `http://${host}:${port}${action.path ?? "/"}`;
  switch (outcome.error.code) {
    case "ECONNREFUSED":
      return `Get "${url}": dial tcp ${host}:${port}: connect: connection refused`;
    case "ETIMEDOUT":
      return `Get "${url}": context deadline exceeded${outcome.error.connected ? " (Client.Timeout exceeded while awaiting headers)" : ""}`;
    case "EHOSTUNREACH":
      return `Get "${url}": dial tcp ${host}:${port}: connect: no route to host`;
    case "ECONNRESET":
      return `Get "${url}": read: connection reset by peer`;
    default:
      return `Get "${url}": EOF`;
  }
}

async function attemptConnection(runtime: PodRuntime, spec: Container, port: number | string, host: string | undefined): Promise<string | undefined> {
  const { node, podIP } = runtime;
  const number = portNumber(spec, port);
  const address = host === undefined || host === "" ? podIP : host;
  if (number === undefined) return `strconv.Atoi: parsing "${port}": invalid syntax`;
  const failure = node.network.connectError(node.source, address, number);
  return failure === undefined ? undefined : `dial tcp ${address}:${number}: ${failure}`;
}
