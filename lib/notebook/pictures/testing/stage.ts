/** A cluster with someone who draws it: what a lab is to a picture. */
import { type Cluster, type ClusterOptions, createCluster } from "../../../cluster.ts";
import type { Hop } from "../../../network/http.ts";
import type { TrafficOptions } from "../../../traffic.ts";
import type { Language } from "../../language.ts";
import { ClusterMemory } from "../cluster-memory.ts";
import type { Scene } from "../scene.ts";

export class Stage {
  readonly cluster: Cluster;
  readonly #memory: ClusterMemory;
  #hops: readonly Hop[] = [];
  #startedAt = 0;

  private constructor(cluster: Cluster) {
    this.cluster = cluster;
    this.#memory = new ClusterMemory(cluster);
  }

  static async open(options: ClusterOptions = {}): Promise<Stage> {
    return new Stage(await createCluster({ seed: 7, ...options }));
  }

  /** Runs a script, and lets the cluster come to rest. */
  async sh(script: string, files: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.#record(() => this.cluster.run(script, { files }));
  }

  async traffic(options: TrafficOptions, meanwhile = ""): Promise<void> {
    await this.#record(() => Promise.all([this.cluster.traffic(options), this.cluster.run(meanwhile)]));
  }

  scene(language: Language): Scene {
    const { cluster, history, letters } = this.#memory;
    return {
      cluster,
      history,
      letters,
      language,
      hops: this.#hops,
      changedSince: (service) => this.#memory.drawnBefore(service, this.#startedAt) ?? this.#startedAt,
      noteDrawn: (service) => this.#memory.noteDrawn(service),
    };
  }

  async #record(work: () => Promise<unknown>): Promise<void> {
    const before = this.cluster.hops.length;
    this.#startedAt = this.cluster.now;
    await work();
    this.#hops = this.cluster.hops.slice(before);
    await this.cluster.settle();
  }
}
