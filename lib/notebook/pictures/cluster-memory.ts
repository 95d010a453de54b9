/** What pictures know of one cluster besides what it is now. Made together with the cluster, so that nothing is missed. */
import type { Cluster } from "../../cluster.ts";
import { History } from "./history.ts";
import { Letters } from "./letters.ts";

export class ClusterMemory {
  readonly cluster: Cluster;
  readonly history: History;
  /** The same letter for the same Pod in all pictures; an address outside keeps its own. */
  readonly letters: Letters;
  readonly #drawn: { readonly service: string; readonly at: number }[] = [];

  constructor(cluster: Cluster) {
    this.cluster = cluster;
    this.history = new History(cluster.api, () => cluster.now);
    this.letters = new Letters((id) => !id.includes("/") || this.history.isAlive(id));
  }

  /** Notes that a Service (`namespace/name`) was drawn. */
  noteDrawn(service: string): void {
    this.#drawn.push({ service, at: this.cluster.now });
  }

  /** When a Service was drawn for the last time before a moment. */
  drawnBefore(service: string, at: number): number | undefined {
    return this.#drawn.findLast((each) => each.service === service && each.at <= at)?.at;
  }
}
