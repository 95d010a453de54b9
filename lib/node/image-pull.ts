/** How one container gets its image: by policy, from the node's puller, again and again with growing pauses. Models pkg/kubelet/images/image_manager.go. */
import type { Container } from "../api/kinds/pod-spec.ts";
import type { PresentImage, PullOutcome } from "./image-puller.ts";
import type { PodRuntime } from "./node-runtime.ts";
import { RestartBackoff } from "./restart-backoff.ts";

/** The container, as far as its image's pull concerns it. */
export interface PullOwner {
  readonly record: (type: "Normal" | "Warning", reason: string, message: string) => void;
  /** The container has to wait for this reason. */
  readonly wait: (reason: string, message: string) => void;
  readonly isStopping: () => boolean;
}

/** How long ErrImagePull stands before it becomes ImagePullBackOff. */
const BACKOFF_SHOWN_MS = 1_500;

export class ImagePull {
  readonly #runtime: PodRuntime;
  readonly #spec: Container;
  readonly #owner: PullOwner;
  readonly #backoff = new RestartBackoff();

  constructor(runtime: PodRuntime, spec: Container, owner: PullOwner) {
    this.#runtime = runtime;
    this.#spec = spec;
    this.#owner = owner;
  }

  /** @param done called once the image is there; never, if it does not come. */
  begin(done: (found: PresentImage) => void): void {
    if (this.#owner.isStopping()) return;
    const { puller } = this.#runtime.node;
    const { image = "", imagePullPolicy = "IfNotPresent" } = this.#spec;
    const known = puller.check(image, imagePullPolicy);
    if (known !== undefined) {
      this.#conclude(known, done);
      return;
    }
    this.#owner.record("Normal", "Pulling", `Pulling image "${image}"`);
    puller.pull(image, (outcome) => this.#conclude(outcome, done));
  }

  #conclude(outcome: PullOutcome, done: (found: PresentImage) => void): void {
    if (this.#owner.isStopping()) return;
    if ("reason" in outcome) {
      this.#fail(outcome.reason, outcome.message, done);
      return;
    }
    this.#owner.record("Normal", "Pulled", outcome.message);
    done(outcome.found);
  }

  #fail(reason: string, message: string, done: (found: PresentImage) => void): void {
    const { image = "" } = this.#spec;
    const { loop } = this.#runtime.node;
    if (reason === "ErrImagePull")
      this.#owner.record("Warning", "Failed", `Failed to pull image "${image}": ${message}`);
    else
      this.#owner.record(
        "Warning",
        reason === "InvalidImageName" ? "InspectFailed" : "ErrImageNeverPull",
        message,
      );
    this.#owner.record("Warning", "Failed", `Error: ${reason}`);
    this.#owner.wait(reason, message);
    this.#backoff.recordRestart(loop.now);
    loop.schedule(this.#backoff.delayMs(loop.now), () => this.begin(done), { background: true });
    if (reason === "ErrImagePull") loop.schedule(BACKOFF_SHOWN_MS, () => this.#showBackoff(message));
  }

  #showBackoff(message: string): void {
    if (this.#owner.isStopping()) return;
    const { image = "" } = this.#spec;
    this.#owner.record("Normal", "BackOff", `Back-off pulling image "${image}"`);
    this.#owner.record("Warning", "Failed", "Error: ImagePullBackOff");
    this.#owner.wait("ImagePullBackOff", `Back-off pulling image "${image}": ErrImagePull: ${message}`);
  }
}
