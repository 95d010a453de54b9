/** What requests look like, by name: a choice of a question says with `when` which of these it foretells. */
import type { Cluster } from "../cluster.ts";
import type { Hop } from "../network/http.ts";

/** What an outcome is read from. */
export interface Observed {
  /** At least one, in the order in which they were sent. */
  readonly hops: readonly OutcomeHop[];
  /** Who could have answered, then who else did. */
  readonly backends: readonly string[];
}

/** @returns undefined when there was no request. */
export function observe(cluster: Cluster, hops: readonly Hop[]): Observed | undefined {
  return hops.length === 0 ? undefined : { hops, backends: backendsOf(cluster, hops) };
}

type OutcomeHop = Pick<Hop, "servedBy" | "status" | "error"> & { readonly from: Pick<Hop["from"], "ip"> };

type Outcome = (observed: Observed) => boolean;

const FIRST_SERVER_ERROR = 500;

/** Every name, with the sentence that is true when it holds. */
export const outcomes = {
  /** Each request got a reply, of whatever status. */
  answered: ({ hops }) => hops.every(isAnswered),
  /** Each was refused at once. */
  refused: ({ hops }) => hops.every(({ error }) => error === "ECONNREFUSED"),
  /** Each waited in vain. */
  timeout: ({ hops }) => hops.every(({ error }) => error === "ETIMEDOUT"),
  /** The name of each was not known. */
  "unknown-name": ({ hops }) => hops.every(({ error }) => error === "ENOTFOUND"),
  /** Some were answered and some refused, and nothing else happened. */
  "some-refused": ({ hops }) => isMixed(hops, "ECONNREFUSED"),
  /** Some were answered and some waited in vain, and nothing else happened. */
  "some-timeout": ({ hops }) => isMixed(hops, "ETIMEDOUT"),
  /** No request was lost: each was answered, and none with an error of the server. */
  "none-lost": ({ hops }) => hops.every((hop) => !isLost(hop)),
  "some-lost": ({ hops }) => hops.some(isLost),
  "all-lost": ({ hops }) => hops.every(isLost),
  /** Several answered, one after the other, and always in the same order. */
  "in-turn": ({ hops }) => isInTurn(hops),
  /** Several answered, and not in turn. */
  "no-order": ({ hops }) => isShared(hops) && !isInTurn(hops),
  /** Each who could answer got as many as the others, or one less. */
  even: (observed) => isShared(observed.hops) && unevenness(observed) <= 1,
  /** Somebody who could answer got at least two less than another. */
  uneven: (observed) => isShared(observed.hops) && unevenness(observed) > 1,
  /** One and the same answered all. */
  "one-server": ({ hops }) => hops.every(isAnswered) && serversOf(hops).size === 1,
  /** There were several clients, and each had one who answered all of its requests. */
  "one-server-each": ({ hops }) => {
    const clients = [...new Set(hops.map(({ from }) => from.ip))];
    const own = (ip: string) => hops.filter(({ from }) => from.ip === ip);
    return (
      clients.length > 1 && hops.every(isAnswered) && clients.every((ip) => serversOf(own(ip)).size === 1)
    );
  },
} satisfies Record<string, Outcome>;

export type OutcomeName = keyof typeof outcomes;

/** Whether a reply came, of whatever status. */
export function isAnswered({ status }: Pick<Hop, "status">): boolean {
  return status !== undefined;
}

/** Whether no reply came, or only an error of the server. */
export function isLost({ status }: Pick<Hop, "status">): boolean {
  return status === undefined || status >= FIRST_SERVER_ERROR;
}

function isMixed(hops: readonly OutcomeHop[], code: Hop["error"]): boolean {
  const failed = hops.filter((hop) => !isAnswered(hop));
  return failed.length > 0 && failed.length < hops.length && failed.every(({ error }) => error === code);
}

function serversOf(hops: readonly OutcomeHop[]): Set<string | undefined> {
  return new Set(hops.map(({ servedBy }) => servedBy));
}

/** Whether several answered, and nobody failed. */
function isShared(hops: readonly OutcomeHop[]): boolean {
  return hops.every(isAnswered) && serversOf(hops).size > 1;
}

function isInTurn(hops: readonly OutcomeHop[]): boolean {
  const servers = serversOf(hops);
  return (
    isShared(hops) &&
    hops.every(({ servedBy }, at) => at < servers.size || servedBy === hops[at - servers.size]?.servedBy) &&
    serversOf(hops.slice(0, servers.size)).size === servers.size
  );
}

function unevenness({ hops, backends }: Observed): number {
  const counts = backends.map((name) => hops.filter(({ servedBy }) => servedBy === name).length);
  return Math.max(...counts) - Math.min(...counts);
}

/** The endpoints of the Services that were asked, with those that never answered, then who else did answer. */
function backendsOf(cluster: Cluster, hops: readonly Hop[]): string[] {
  const asked = new Set(hops.flatMap(({ service }) => service ?? []));
  const endpoints = [...asked].flatMap((service) => cluster.endpointsOf(service).map(({ name }) => name));
  return [...new Set([...endpoints, ...hops.flatMap(({ servedBy }) => servedBy ?? [])])];
}
