/** Startup, readiness and liveness probes of one container, which really run against it. Models pkg/kubelet/prober. */
import type { Container, Probe } from "../api/kinds/pod-spec.ts";
import type { Timer } from "../sim/loop.ts";
import type { ContainerProcess } from "./container-process.ts";
import type { PodRuntime } from "./node-runtime.ts";
import { attemptProbe } from "./probe-attempt.ts";

export interface ProbeVerdicts {
  readonly started: () => void;
  readonly ready: (isReady: boolean) => void;
  readonly failed: (probe: "liveness" | "startup", graceSeconds: number | undefined) => void;
  /** Each attempt that failed or could not be made, as the event says it. */
  readonly unhealthy: (message: string) => void;
}

type ProbeName = "startup" | "readiness" | "liveness";

/** `settle` waits no longer than this for a container to become ready. */
const AWAITED_MS = 60_000;

export class ContainerProbes {
  readonly #runtime: PodRuntime;
  readonly #spec: Container;
  readonly #process: ContainerProcess;
  readonly #verdicts: ProbeVerdicts;
  readonly #timers = new Map<ProbeName, Timer>();
  readonly #startedAt: number;
  #isOver = false;
  #isEnding = false;

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

  /** The container terminates: only its readiness is still probed. */
  stopAllButReadiness(): void {
    this.#isEnding = true;
    for (const [name, timer] of this.#timers) if (name !== "readiness") timer.cancel();
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
    const isAwaited =
      name !== "liveness" && !series.isPassing && loop.now + delayMs - this.#startedAt <= AWAITED_MS;
    this.#timers.set(
      name,
      loop.schedule(delayMs, () => loop.spawn(() => this.#attempt(name, probe, series)), {
        background: !isAwaited,
      }),
    );
  }

  async #attempt(name: ProbeName, probe: Probe, series: ProbeSeries): Promise<void> {
    const { loop } = this.#runtime.node;
    const begunAt = loop.now;
    const result = await attemptProbe(this.#runtime, this.#spec, this.#process, probe);
    if (this.#isOver || (this.#isEnding && name !== "readiness")) return;
    if (result !== "success")
      this.#verdicts.unhealthy(
        `${name[0]?.toUpperCase()}${name.slice(1)} ${"error" in result ? `probe errored and resulted in unknown state: ${result.error}` : `probe failed: ${result.failure}`}`,
      );
    const isNews = (result === "success" || "failure" in result) && series.record(result === "success");
    if (isNews) this.#conclude(name, probe, series.isPassing);
    if (this.#isOver || (name === "startup" && series.isPassing)) return;
    this.#schedule(
      name,
      probe,
      series,
      Math.max(0, (probe.periodSeconds ?? 10) * 1_000 - (loop.now - begunAt)),
    );
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
