/** What a picture is drawn from. */
import type { Cluster } from "../../cluster.ts";
import type { Hop } from "../../network/http.ts";
import type { Language } from "../language.ts";
import type { History } from "./history.ts";
import type { Letters, Mark } from "./letters.ts";

export interface Scene {
  /** As it is now. */
  readonly cluster: Cluster;
  /** The requests of the last `sh`, in order. */
  readonly hops: readonly Hop[];
  readonly history: History;
  readonly letters: Letters;
  readonly language: Language;
  /** Since when the changes of a Service (`namespace/name`) count: its last picture before the last `sh`, else the begin of that. */
  readonly changedSince: (service: string) => number;
  /** To be called by pictures of a Service's list. */
  readonly noteDrawn: (service: string) => void;
}

/** Someone who can answer. */
export interface Backend {
  /** `namespace/name` of a Pod, or the address of a host outside. */
  readonly id: string;
  readonly name: string;
  readonly mark: Mark;
}

/** Simulated time of day, as `date` in the lab prints it: `09:03:25`. @param at milliseconds since the cluster's start. */
export function clockOf({ cluster }: Pick<Scene, "cluster">, at: number = cluster.now): string {
  return new Date(cluster.startedAtMs + at).toISOString().slice(11, 19);
}

/** Who answered a request; undefined: nobody. */
export function answererOf({ server, servedBy }: Pick<Hop, "server" | "servedBy">): string | undefined {
  return server?.kind === "pod" ? `${server.namespace}/${server.name}` : servedBy;
}

/** The endpoints of the Services that were asked, with those that never answered, then who else did answer. */
export function backendsOf({
  cluster,
  hops,
  letters,
}: Pick<Scene, "cluster" | "hops" | "letters">): Backend[] {
  const asked = new Set(hops.flatMap(({ service }) => service ?? []));
  const names = new Map<string, string>();
  for (const service of asked)
    for (const { name, address } of cluster.endpointsOf(service))
      names.set(idOf(service.split("/")[0] ?? "", name, address), name);
  for (const hop of hops) {
    const id = answererOf(hop);
    if (id !== undefined) names.set(id, hop.servedBy ?? id);
  }
  const marks = letters.marksOf([...names.keys()]);
  return [...names].map(([id, name]) => ({ id, name, mark: marks.get(id) as Mark }));
}

/** @param name of a Pod, or the same as the address. */
export function idOf(namespace: string, name: string, address: string): string {
  return name === address ? address : `${namespace}/${name}`;
}
