/**
 * One container of a Pod, through pulls, starts, ends and restarts: what its ContainerStatus says at any time.
 * Models pkg/kubelet/kuberuntime and the parts of pkg/kubelet/container that decide on restarts. Leaves out
 * postStart hooks and containers that restart although their Pod does not (sidecars).
 */

import type { ContainerStatus } from "../api/kinds/pod.ts";
import type { Container } from "../api/kinds/pod-spec.ts";
import { createProcess } from "./container-creation.ts";
import { ConfigError } from "./container-environment.ts";
import { ContainerLog } from "./container-log.ts";
import type { ContainerProcess } from "./container-process.ts";
import { goDuration } from "./go-duration.ts";
import { ImagePull } from "./image-pull.ts";
import type { PresentImage } from "./image-puller.ts";
import type { PodRuntime } from "./node-runtime.ts";
import { runPreStop } from "./pre-stop.ts";
import { ContainerProbes } from "./probes.ts";
import { RestartBackoff } from "./restart-backoff.ts";

type State = NonNullable<ContainerStatus["state"]>;

export type ContainerRole = "init" | "main";

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
  readonly #restarts = new RestartBackoff();
  readonly #imagePull: ImagePull;
  #state: State = { waiting: { reason: "ContainerCreating" } };
  #lastState: State = {};
  #restartCount = 0;
  #isReady = false;
  #isStarted = false;
  #containerID = "";
  #image: PresentImage | undefined;
  #startedAt = "";
  #finishedAt = 0;
  #process: ContainerProcess | undefined;
  #probes: ContainerProbes | undefined;
  #log: ContainerLog | undefined;
  #previousLog: ContainerLog | undefined;
  /** Called once the first attempt to start is over, however it went. */
  #attempted: (() => void) | undefined;
  #isStopping = false;

  constructor(runtime: PodRuntime, spec: Container, role: ContainerRole) {
    this.#runtime = runtime;
    this.spec = spec;
    this.role = role;
    this.#imagePull = new ImagePull(runtime, spec, {
      record: (...event) => this.#record(...event),
      wait: (reason, message) => this.#wait(reason, message),
      isStopping: () => this.#isStopping,
    });
    if (role === "main" && (runtime.pod.spec.initContainers ?? []).length > 0) this.#state = { waiting: { reason: "PodInitializing" } };
  }

  /** Pulls and starts. @param attempted called once, when the container runs or cannot run for now. */
  begin(attempted: () => void): void {
    this.#attempted = attempted;
    this.#pull();
  }

  get isReady(): boolean {
    return this.role === "init" ? this.#state.terminated?.exitCode === 0 : this.#isReady;
  }

  get isRunning(): boolean {
    return this.#process !== undefined;
  }

  /** How it ended, when it will not start again. */
  get finalExitCode(): number | undefined {
    const exitCode = this.#state.terminated?.exitCode;
    return exitCode === undefined || (this.#restartsAfter(exitCode) && !this.#isStopping) ? undefined : exitCode;
  }

  /** Whether its first process ever ran. */
  get hasRun(): boolean {
    return this.#state.running !== undefined || this.#state.terminated !== undefined || this.#lastState.terminated !== undefined;
  }

  get process(): ContainerProcess | undefined {
    return this.#process;
  }

  /** The log of this run or, `previous`, of the one before. */
  log(previous: boolean): ContainerLog | undefined {
    return previous ? this.#previousLog : this.#log;
  }

  get waitingReason(): string | undefined {
    return this.#state.waiting?.reason;
  }

  status(): ContainerStatus {
    const image = this.#image?.reference.name ?? this.spec.image ?? "";
    return {
      name: this.spec.name,
      state: this.#state,
      lastState: this.#lastState,
      ready: this.isReady,
      restartCount: this.#restartCount,
      image,
      imageID: this.#image?.imageID ?? "",
      ...(this.#containerID === "" ? {} : { containerID: this.#containerID }),
      started: this.#isStarted,
    };
  }

  /** Ends the container for good: preStop, SIGTERM, SIGKILL when the grace is over. */
  stop(graceMs: number): void {
    this.#isStopping = true;
    if (this.#process === undefined) return;
    this.#record("Normal", "Killing", `Stopping container ${this.spec.name}`);
    runPreStop(this.#runtime, this.spec, this.#process, graceMs);
  }

  /** Ends the container at once. */
  kill(): void {
    this.#isStopping = true;
    this.#process?.kill();
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
      this.#record("Warning", "Failed", `Error: ${error.message}`);
      this.#wait("CreateContainerConfigError", error.message);
      node.loop.schedule(CONFIG_RETRY_MS, () => this.#unlessStopping(() => this.#pull()), { background: true });
      return;
    }
    this.#image = found;
    if (this.hasRun) this.#restartCount++;
    this.#containerID = `containerd://${node.random.hex(64)}`;
    this.#previousLog = this.#log;
    this.#log = log;
    this.#record("Normal", "Created", `Created container: ${this.spec.name}`);
    this.#start(process);
  }

  #start(process: ContainerProcess): void {
    const failure = process.start();
    if (failure !== undefined) {
      this.#startFailed(failure);
      return;
    }
    const { clock } = this.#runtime.node;
    this.#startedAt = clock.timestamp();
    this.#process = process;
    if (this.#state.terminated !== undefined) this.#lastState = { terminated: this.#state.terminated };
    this.#state = { running: { startedAt: this.#startedAt } };
    this.#record("Normal", "Started", `Started container ${this.spec.name}`);
    this.#isStarted = this.spec.startupProbe === undefined;
    this.#isReady = this.#isStarted && this.spec.readinessProbe === undefined;
    this.#probes = this.role === "init" ? undefined : this.#startProbes(process);
    this.#concludeAttempt();
  }

  #startProbes(process: ContainerProcess): ContainerProbes | undefined {
    const { startupProbe, readinessProbe, livenessProbe } = this.spec;
    if (startupProbe === undefined && readinessProbe === undefined && livenessProbe === undefined) return undefined;
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
        this.#record("Normal", "Killing", `Container ${this.spec.name} failed ${probe} probe, will be restarted`);
        process.stop((graceSeconds ?? this.#runtime.pod.spec.terminationGracePeriodSeconds ?? 30) * 1_000);
      },
      unhealthy: (message) => this.#record("Warning", "Unhealthy", message),
    });
  }

  #startFailed(failure: string): void {
    const message = `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${failure}: unknown`;
    this.#record("Warning", "Failed", `Error: ${message}`);
    this.#startedAt = NEVER_STARTED;
    this.#end({ exitCode: 128, reason: "StartError", message });
    if (this.finalExitCode === undefined) {
      this.#lastState = this.#state;
      this.#state = { waiting: { reason: "RunContainerError", message } };
    }
    this.#concludeAttempt();
    this.#restart();
  }

  #exited(exitCode: number): void {
    this.#process = undefined;
    this.#probes?.stop();
    this.#end({ exitCode, reason: exitCode === 0 ? "Completed" : "Error" });
    this.#concludeAttempt();
    this.#restart();
  }

  #end(how: { exitCode: number; reason: string; message?: string }): void {
    const { clock, loop } = this.#runtime.node;
    this.#finishedAt = loop.now;
    this.#isReady = false;
    this.#isStarted = false;
    this.#state = { terminated: { ...how, startedAt: this.#startedAt, finishedAt: clock.timestamp(), containerID: this.#containerID } };
  }

  #restartsAfter(exitCode: number): boolean {
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
        loop.schedule(remainingMs, () => this.#unlessStopping(() => this.#restartNow()), { background: true });
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
    if (this.#state.terminated !== undefined) this.#lastState = { terminated: this.#state.terminated };
    this.#record("Warning", "BackOff", `Back-off restarting failed container ${this.spec.name} in pod ${pod}`);
    this.#wait("CrashLoopBackOff", `back-off ${goDuration(backoffMs)} restarting failed container=${this.spec.name} pod=${pod}`);
  }

  #wait(reason: string, message: string): void {
    if (this.#state.terminated !== undefined) this.#lastState = { terminated: this.#state.terminated };
    this.#state = { waiting: { reason, message } };
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

  #record(type: "Normal" | "Warning", reason: string, message: string): void {
    const { node, pod } = this.#runtime;
    const list = this.role === "init" ? "initContainers" : "containers";
    node.recorder.record(pod, type, reason, message, `spec.${list}{${this.spec.name}}`);
  }
}
