/**
 * How a node gets the images of its containers: one pull at a time, present images by policy. Models
 * pkg/kubelet/images with serializeImagePulls and the texts of containerd 1.7. Leaves out credentials, digests that
 * differ from a tag's, and removal of unused images.
 */
import { durationText } from "../go/duration.ts";
import type { Found, ImageRegistry } from "../images/index.ts";
import type { Loop } from "../sim/loop.ts";
import type { Random } from "../sim/random.ts";

export type PresentImage = Extract<Found, { image: unknown }>;

export type PullOutcome =
  | { readonly found: PresentImage; readonly message: string }
  | { readonly reason: "ErrImagePull" | "ErrImageNeverPull" | "InvalidImageName"; readonly message: string };

interface PullRequest {
  readonly image: string;
  readonly askedAt: number;
  readonly done: (outcome: PullOutcome) => void;
}

/** The first pull of an image on a node; afterwards the registry is only asked whether the tag still means the same. */
const FIRST_PULL_MS = { least: 1_000, spread: 1_000 };
const CHECK_MS = { least: 350, spread: 400 };
const FAILED_PULL_MS = { least: 700, spread: 800 };

export class ImagePuller {
  readonly #loop: Loop;
  readonly #random: Random;
  readonly #images: ImageRegistry;
  readonly #present = new Set<string>();
  readonly #waiting: PullRequest[] = [];
  #isBusy = false;

  constructor(loop: Loop, random: Random, images: ImageRegistry) {
    this.#loop = loop;
    this.#random = random;
    this.#images = images;
  }

  /** Whether a container with this policy starts without asking the registry, or can never start. */
  check(image: string, policy: string): PullOutcome | undefined {
    const found = this.#images.find(image);
    if ("missing" in found && found.missing === "name")
      return { reason: "InvalidImageName", message: invalidNameText(image) };
    const isPresent = "image" in found && this.#present.has(found.reference.name);
    if (isPresent && policy !== "Always")
      return { found, message: `Container image "${image}" already present on machine` };
    if (policy === "Never")
      return {
        reason: "ErrImageNeverPull",
        message: `Container image "${image}" is not present with pull policy of Never`,
      };
    return undefined;
  }

  /** The image of a container that runs already. @returns undefined for one that does not exist. */
  adopt(image: string): PresentImage | undefined {
    const found = this.#images.find(image);
    if ("missing" in found) return undefined;
    this.#present.add(found.reference.name);
    return found;
  }

  /** Pulls when its turn comes. */
  pull(image: string, done: (outcome: PullOutcome) => void): void {
    this.#waiting.push({ image, askedAt: this.#loop.now, done });
    if (!this.#isBusy) this.#next();
  }

  #next(): void {
    const request = this.#waiting.shift();
    this.#isBusy = request !== undefined;
    if (request === undefined) return;
    const found = this.#images.find(request.image);
    const pullMs = this.#durationMs(found);
    const finish = (): void => {
      request.done(this.#finish(request, found, pullMs));
      this.#next();
    };
    this.#loop.schedule(pullMs, finish);
  }

  #durationMs(found: Found): number {
    const range =
      "missing" in found
        ? FAILED_PULL_MS
        : this.#present.has(found.reference.name)
          ? CHECK_MS
          : FIRST_PULL_MS;
    return range.least + this.#random.int(range.spread);
  }

  #finish({ image, askedAt }: PullRequest, found: Found, pullMs: number): PullOutcome {
    if ("missing" in found)
      return {
        reason: "ErrImagePull",
        message: found.missing === "name" ? invalidNameText(image) : found.why,
      };
    this.#present.add(found.reference.name);
    const waitedMs = Math.round(this.#loop.now - askedAt);
    const message = `Successfully pulled image "${image}" in ${durationText(pullMs)} (${durationText(waitedMs)} including waiting). Image size: ${found.image.sizeBytes} bytes.`;
    return { found, message };
  }
}

function invalidNameText(image: string): string {
  const why = /[A-Z]/.test(image.split(":")[0] ?? "")
    ? `: repository name (${image.includes("/") ? "" : "library/"}${image.split(":")[0]}) must be lowercase`
    : "";
  return `Failed to apply default image tag "${image}": couldn't parse image name "${image}": invalid reference format${why}`;
}
