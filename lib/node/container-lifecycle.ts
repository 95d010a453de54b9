/**
 * One container of a Pod, through pulls, starts, hooks, ends and restarts. Models pkg/kubelet/kuberuntime and the parts
 * of pkg/kubelet/container that decide on restarts. Leaves out memory limits and what they kill.
 */

import type { ContainerStatus } from "../api/kinds/pod.ts";
import type { Container } from "../api/kinds/pod-spec.ts";
import { durationText } from "../go/duration.ts";
import { ConfigError } from "./config-data.ts";
import { createProcess } from "./container-creation.ts";
import { ContainerLog } from "./container-log.ts";
import type { ContainerProcess } from "./container-process.ts";
import { ContainerRecord } from "./container-record.ts";
import { ImagePull } from "./image-pull.ts";
import type { PresentImage } from "./image-puller.ts";
import { runHook } from "./lifecycle-hook.ts";
import type { PodRuntime } from "./node-runtime.ts";
import { runPreStop } from "./pre-stop.ts";
import { ContainerProbes } from "./probes.ts";
import { RestartBackoff } from "./restart-backoff.ts";

/** A sidecar is an init container that goes on running beside the others; an ephemeral one is added to a Pod that runs. */
export type ContainerRole = "init" | "sidecar" | "main" | "ephemeral";

const LISTS: Readonly<Record<ContainerRole, string>> = {
  init: "initContainers",
  sidecar: "initContainers",
  main: "containers",
  ephemeral: "ephemeralContainers",
};

/** From the image being there to the first process. */
const START_MS = { least: 300, spread: 500 };
/** Until the kubelet has noticed an end and acts on it. */
const NOTICE_MS = { least: 700, spread: 600 };
const CONFIG_RETRY_MS = 10_000;
const NEVER_STARTED = "1970-01-01T00:00:00Z";

export class ContainerLifecycle {
  readonly spec: Container;
  readonly role: ContainerRole;
  readonly #runtime: PodRuntime;
  readonly #record: ContainerRecord;
  readonly #restarts = new RestartBackoff();
  readonly #imagePull: ImagePull;
  #isReady = false;
  #isStarted = false;
  #startedAt = "";
  #finishedAt = 0;
  #process: ContainerProcess | undefined;
  #probes: ContainerProbes | undefined;
  #log: ContainerLog | undefined;
  #previousLog: ContainerLog | undefined;
  /** Why this run must end: its postStart hook failed. */
  #hookFailure: string | undefined;
  /** Called once the first attempt to start is over, however it went. */
  #attempted: (() => void) | undefined;
  #isStopping = false;

  constructor(runtime: PodRuntime, spec: Container, role: ContainerRole) {
    this.#runtime = runtime;
    this.spec = spec;
    this.role = role;
    const waitsForOthers =
      role === "init" || role === "sidecar" || (runtime.pod.spec.initContainers ?? []).length > 0;
    this.#record = new ContainerRecord(spec, waitsForOthers ? "PodInitializing" : "ContainerCreating");
    this.#imagePull = new ImagePull(runtime, spec, {
      record: (...event) => this.#recordEvent(...event),
      wait: (reason, message) => this.#wait(reason, message),
      isStopping: () => this.#isStopping,
    });
  }

  /** Pulls and starts. @param attempted called once, when the container runs or cannot run for now. */
  begin(attempted: () => void): void {
    this.#attempted = attempted;
    this.#pull();
  }

  /**
   * Takes over a container that ran before the simulation began, as it is in the Pod's status. Nobody probes it: what runs
   * there has nothing that could fail by itself.
   */
  adopt({ containerID = "", state }: ContainerStatus): void {
    const found = this.#runtime.node.puller.adopt(this.spec.image ?? "");
    if (found === undefined) throw new Error(`no image "${this.spec.image}" for a container that runs`);
    this.#log = new ContainerLog();
    const process = createProcess(this.#runtime, this.spec, found, this.#log, (exitCode) =>
      this.#exited(exitCode),
    );
    process.start();
    this.#process = process;
    this.#startedAt = state?.running?.startedAt ?? this.#runtime.node.clock.timestamp();
    this.#record.create(found, containerID);
    this.#record.run(this.#startedAt);
    this.#isStarted = true;
    this.#isReady = true;
  }

  get isReady(): boolean {
    if (this.role === "init") return this.#record.state.terminated?.exitCode === 0;
    return this.role !== "ephemeral" && this.#isReady;
  }

  /** Whether it runs and has passed its startup probe, if it has one. */
  get isStarted(): boolean {
    return this.role !== "init" && this.#isStarted;
  }

  get isRunning(): boolean {
    return this.#process !== undefined;
  }

  /** How it ended, when it will not start again. */
  get finalExitCode(): number | undefined {
    const exitCode = this.#record.state.terminated?.exitCode;
    return exitCode === undefined || (this.#restartsAfter(exitCode) && !this.#isStopping)
      ? undefined
      : exitCode;
  }

  /** Whether its first process ever ran. */
  get hasRun(): boolean {
    return this.#record.hasRun;
  }

  get process(): ContainerProcess | undefined {
    return this.#process;
  }

  /** The log of this run or, `previous`, of the one before. */
  log(previous: boolean): ContainerLog | undefined {
    return previous ? this.#previousLog : this.#log;
  }

  get waitingReason(): string | undefined {
    return this.#record.state.waiting?.reason;
  }

  status(): ContainerStatus {
    return this.#record.status(this.isReady, this.role === "ephemeral" ? undefined : this.isStarted);
  }

  /** Ends the container for good: preStop, its turn, SIGTERM, SIGKILL when the grace is over. */
  stop(graceMs: number, turn?: () => Promise<void>): void {
    this.#isStopping = true;
    if (this.#process === undefined) return;
    this.#probes?.stopAllButReadiness();
    this.#recordEvent("Normal", "Killing", `Stopping container ${this.spec.name}`);
    this.#stopProcess(this.#process, graceMs, turn);
  }

  /** Ends the container at once. */
  kill(): void {
    this.#isStopping = true;
    this.#process?.kill();
  }

  #stopProcess(process: ContainerProcess, graceMs: number, turn?: () => Promise<void>): void {
    const hookFailed = (): void => this.#recordEvent("Warning", "FailedPreStopHook", "PreStopHook failed");
    runPreStop(this.#runtime, this.spec, process, { graceMs, turn, hookFailed });
  }

  /** Ends this run; the restart policy decides on the next. */
  #killRun(
    process: ContainerProcess,
    message: string,
    graceSeconds = this.#runtime.pod.spec.terminationGracePeriodSeconds ?? 30,
  ): void {
    this.#recordEvent("Normal", "Killing", message);
    this.#stopProcess(process, graceSeconds * 1_000);
  }

  #pull(): void {
    this.#imagePull.begin((found) => this.#later(START_MS, () => this.#create(found)));
  }

  #create(found: PresentImage): void {
    const { node } = this.#runtime;
    const log = new ContainerLog();
    let process: ContainerProcess;
    try {
      process = createProcess(this.#runtime, this.spec, found, log, (exitCode) => this.#exited(exitCode));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      this.#recordEvent("Warning", "Failed", `Error: ${error.message}`);
      this.#wait("CreateContainerConfigError", error.message);
      node.loop.schedule(CONFIG_RETRY_MS, () => this.#unlessStopping(() => this.#pull()), {
        background: true,
      });
      return;
    }
    this.#record.create(found, `containerd://${node.random.hex(64)}`);
    this.#previousLog = this.#log;
    this.#log = log;
    this.#recordEvent("Normal", "Created", `Created container: ${this.spec.name}`);
    this.#start(process);
  }

  #start(process: ContainerProcess): void {
    const failure = process.start();
    if (failure !== undefined) {
      this.#startFailed(failure);
      return;
    }
    const { clock, loop } = this.#runtime.node;
    this.#startedAt = clock.timestamp();
    this.#process = process;
    this.#hookFailure = undefined;
    this.#recordEvent("Normal", "Started", `Started container ${this.spec.name}`);
    const hook = this.spec.lifecycle?.postStart;
    if (hook === undefined) this.#run(process);
    else
      loop.spawn(async () => this.#hooked(process, await runHook(this.#runtime, this.spec, process, hook)));
  }

  /** The API hears of the new run when its hook has ended. */
  #hooked(process: ContainerProcess, failure: string | undefined): void {
    if (this.#process !== process) return;
    if (failure === undefined) {
      this.#run(process);
      return;
    }
    this.#recordEvent("Warning", "FailedPostStartHook", "PostStartHook failed");
    this.#hookFailure = failure;
    this.#killRun(process, "FailedPostStartHook");
  }

  #run(process: ContainerProcess): void {
    this.#record.run(this.#startedAt);
    this.#isStarted = this.spec.startupProbe === undefined;
    this.#isReady = this.#isStarted && this.spec.readinessProbe === undefined;
    this.#probes = this.role === "init" ? undefined : this.#startProbes(process);
    this.#concludeAttempt();
  }

  #startProbes(process: ContainerProcess): ContainerProbes | undefined {
    const { startupProbe, readinessProbe, livenessProbe } = this.spec;
    if (startupProbe === undefined && readinessProbe === undefined && livenessProbe === undefined)
      return undefined;
    return new ContainerProbes(this.#runtime, this.spec, process, {
      started: () => {
        this.#isStarted = true;
        if (readinessProbe === undefined) this.#isReady = true;
        this.#runtime.changed();
      },
      ready: (isReady) => {
        this.#isReady = isReady;
        this.#runtime.changed();
      },
      failed: (probe, graceSeconds) => {
        const restarts = this.role === "sidecar" || this.#runtime.pod.spec.restartPolicy !== "Never";
        this.#killRun(
          process,
          `Container ${this.spec.name} failed ${probe} probe${restarts ? ", will be restarted" : ""}`,
          graceSeconds,
        );
      },
      unhealthy: (message) => this.#recordEvent("Warning", "Unhealthy", message),
    });
  }

  #startFailed(failure: string): void {
    const message = `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${failure}: unknown`;
    this.#recordEvent("Warning", "Failed", `Error: ${message}`);
    this.#startedAt = NEVER_STARTED;
    this.#end({ exitCode: 128, reason: "StartError", message });
    if (this.finalExitCode === undefined) this.#record.wait("RunContainerError", message);
    this.#concludeAttempt();
    this.#restart();
  }

  #exited(exitCode: number): void {
    this.#process = undefined;
    this.#probes?.stop();
    this.#end({ exitCode, reason: exitCode === 0 ? "Completed" : "Error" });
    if (this.#hookFailure !== undefined && this.finalExitCode === undefined)
      this.#record.wait("PostStartHookError", this.#hookFailure);
    this.#concludeAttempt();
    this.#restart();
  }

  #end(how: { exitCode: number; reason: string; message?: string }): void {
    const { clock, loop } = this.#runtime.node;
    this.#finishedAt = loop.now;
    this.#isReady = false;
    this.#isStarted = false;
    this.#record.end({ ...how, startedAt: this.#startedAt, finishedAt: clock.timestamp() });
  }

  #restartsAfter(exitCode: number): boolean {
    if (this.role === "sidecar" || this.role === "ephemeral") return this.role === "sidecar";
    const { restartPolicy = "Always" } = this.#runtime.pod.spec;
    if (restartPolicy === "Never") return false;
    return restartPolicy === "Always" && this.role === "main" ? true : exitCode !== 0;
  }

  #restart(): void {
    if (this.#isStopping || this.finalExitCode !== undefined) return;
    this.#later(NOTICE_MS, () => {
      const { loop } = this.#runtime.node;
      const backoffMs = this.#restarts.delayMs(this.#finishedAt);
      const remainingMs = this.#finishedAt + backoffMs - loop.now;
      if (remainingMs <= 0) this.#restartNow();
      else {
        this.#showCrashLoop(backoffMs);
        loop.schedule(remainingMs, () => this.#unlessStopping(() => this.#restartNow()), {
          background: true,
        });
      }
    });
  }

  #restartNow(): void {
    this.#restarts.recordRestart(this.#runtime.node.loop.now);
    this.#pull();
  }

  #showCrashLoop(backoffMs: number): void {
    const { name, namespace, uid } = this.#runtime.pod.metadata;
    const pod = `${name}_${namespace}(${uid})`;
    this.#recordEvent(
      "Warning",
      "BackOff",
      `Back-off restarting failed container ${this.spec.name} in pod ${pod}`,
    );
    this.#wait(
      "CrashLoopBackOff",
      `back-off ${durationText(backoffMs)} restarting failed container=${this.spec.name} pod=${pod}`,
    );
  }

  #wait(reason: string, message: string): void {
    this.#record.wait(reason, message);
    this.#concludeAttempt();
  }

  #concludeAttempt(): void {
    this.#runtime.changed();
    const attempted = this.#attempted;
    this.#attempted = undefined;
    attempted?.();
  }

  #later({ least, spread }: { least: number; spread: number }, run: () => void): void {
    const { loop, random } = this.#runtime.node;
    loop.schedule(least + random.int(spread), () => this.#unlessStopping(run));
  }

  #unlessStopping(run: () => void): void {
    if (!this.#isStopping) run();
  }

  #recordEvent(type: "Normal" | "Warning", reason: string, message: string): void {
    const { node, pod } = this.#runtime;
    node.recorder.record(pod, type, reason, message, `spec.${LISTS[this.role]}{${this.spec.name}}`);
  }
}
