/** The ContainerStatus of one container, from state to state. Models convertContainerStatus of pkg/kubelet. */
import type { ContainerStatus } from "../api/kinds/pod.ts";
import type { Container } from "../api/kinds/pod-spec.ts";
import type { PresentImage } from "./image-puller.ts";

type State = NonNullable<ContainerStatus["state"]>;
type Terminated = NonNullable<State["terminated"]>;

export class ContainerRecord {
  readonly #spec: Container;
  readonly #volumeMounts: ContainerStatus["volumeMounts"];
  #state: State;
  #lastState: State = {};
  #restartCount = 0;
  #containerID = "";
  #image: PresentImage | undefined;

  constructor(spec: Container, waitingReason: string) {
    this.#spec = spec;
    this.#volumeMounts = mountsOf(spec);
    this.#state = { waiting: { reason: waitingReason } };
  }

  get state(): State {
    return this.#state;
  }

  /** Whether its first process ever ran, and the API heard of it. */
  get hasRun(): boolean {
    return (
      this.#state.running !== undefined ||
      this.#state.terminated !== undefined ||
      this.#lastState.terminated !== undefined
    );
  }

  create(image: PresentImage, containerID: string): void {
    if (this.hasRun) this.#restartCount++;
    this.#image = image;
    this.#containerID = containerID;
  }

  run(startedAt: string): void {
    this.#become({ running: { startedAt } });
  }

  wait(reason: string, message: string): void {
    this.#become({ waiting: { reason, message } });
  }

  end(how: Omit<Terminated, "containerID">): void {
    this.#become({ terminated: { ...how, containerID: this.#containerID } });
  }

  status(ready: boolean, started: boolean | undefined): ContainerStatus {
    return {
      name: this.#spec.name,
      state: this.#state,
      lastState: this.#lastState,
      ready,
      restartCount: this.#restartCount,
      image: this.#image?.reference.name ?? this.#spec.image ?? "",
      imageID: this.#image?.imageID ?? "",
      ...(this.#containerID === "" ? {} : this.#created()),
      ...(started === undefined ? {} : { started }),
      ...(this.#volumeMounts === undefined ? {} : { volumeMounts: this.#volumeMounts }),
    };
  }

  /** What the runtime reports of a container that it has created: it got all resources that it requested. */
  #created(): Pick<ContainerStatus, "containerID" | "resources" | "allocatedResources"> {
    const { resources = {} } = this.#spec;
    const { requests } = resources;
    return {
      containerID: this.#containerID,
      resources,
      ...(requests === undefined ? {} : { allocatedResources: requests }),
    };
  }

  /** The last run's end stays visible as lastState. */
  #become(state: State): void {
    if (this.#state.terminated !== undefined && state.terminated === undefined)
      this.#lastState = { terminated: this.#state.terminated };
    this.#state = state;
  }
}

/** @returns undefined for a container that mounts nothing. */
function mountsOf({ volumeMounts = [] }: Container): ContainerStatus["volumeMounts"] {
  if (volumeMounts.length === 0) return undefined;
  return volumeMounts.map(({ name, mountPath, readOnly, recursiveReadOnly }) => {
    if (readOnly !== true) return { name, mountPath };
    return { name, mountPath, readOnly, recursiveReadOnly: recursiveReadOnly ?? "Disabled" };
  });
}
