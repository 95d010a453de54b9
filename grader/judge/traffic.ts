/** Who answered the requests of a check, as a result keeps it: counts, and the first requests in order. Small, whatever was sent. */
import type { Observed } from "../check/observed.ts";
import { identityOf } from "../check/subjects.ts";
import { BAD_STATUS_MIN } from "../expect/send.ts";
import { sum, type Traffic, type TrafficAnswer } from "../result.ts";

/** What of the traffic of one check a result has (waysMax, answersMax, orderMax). */
const WAYS_MAX = 3;
const ANSWERS_MAX = 8;
const ORDER_MAX = 40;
/** Characters of a name and of a URL (textMax). */
const TEXT_MAX = 100;

/** The ways on which something failed come first, then those with the most requests. */
export function trafficOf(observed: readonly Observed[]): readonly Traffic[] {
  const ways = new Map<string, Observed[]>();
  for (const each of observed) {
    const key = [each.client, each.endpointOf === undefined ? each.url : `of ${each.endpointOf}`].join("\n");
    const way = ways.get(key);
    if (way === undefined) ways.set(key, [each]);
    else way.push(each);
  }
  const failures = (way: readonly Observed[]) => (way.some(isFailure) ? 1 : 0);
  return [...ways.values()]
    .sort((a, b) => failures(b) - failures(a) || b.length - a.length)
    .slice(0, WAYS_MAX)
    .map(onOneWay);
}

function onOneWay(requests: readonly Observed[]): Traffic {
  const [{ client, url, endpointOf } = { client: "", url: "" }] = requests;
  /** Of each answerer the first answer, and how many there were. */
  const all = new Map<string, { readonly first: Observed; count: number }>();
  for (const request of requests) {
    const key = keyOf(request);
    const same = all.get(key);
    if (same === undefined) all.set(key, { first: request, count: 1 });
    else same.count++;
  }
  const shown = [...all.keys()].slice(0, ANSWERS_MAX);
  const answers = [...all.values()].slice(0, ANSWERS_MAX).map(({ first, count }) => answerOf(first, count));
  const more = requests.length - sum(answers.map(({ count }) => count));
  const order = requests.slice(0, ORDER_MAX).map((request) => shown.indexOf(keyOf(request)));
  return {
    client: cut(client),
    ...(endpointOf === undefined ? { url: cut(url) } : { endpointsOf: cut(endpointOf) }),
    answers,
    order: order.includes(-1) ? order.slice(0, order.indexOf(-1)) : order,
    ...(more === 0 ? {} : { more }),
  };
}

function answerOf({ server, status, error }: Observed, count: number): TrafficAnswer {
  if (error !== undefined) return { error, count };
  const by = server === undefined ? {} : { by: cut(server.name) };
  return { ...by, ...(isBad(status) ? { status } : {}), count };
}

/** Two of one name are told apart. */
function keyOf({ server, status, error }: Observed): string {
  if (error !== undefined) return error;
  return `${server === undefined ? "" : identityOf(server)} ${isBad(status) ? status : ""}`;
}

function isFailure({ status, error }: Observed): boolean {
  return error !== undefined || isBad(status);
}

/** A server of a learner may say anything, also no number. */
function isBad(status: number): boolean {
  return Number.isInteger(status) && status >= BAD_STATUS_MIN;
}

function cut(text: string): string {
  return text.length <= TEXT_MAX ? text : `${text.slice(0, TEXT_MAX - 1)}…`;
}
