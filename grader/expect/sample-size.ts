/** How many requests a question sends, so that chance neither fails a right answer nor passes a wrong one. */
import { FALSE_ALARM_RATE } from "../check/chance.ts";

/**
 * Requests to tell that exactly `endpoints` answer: enough to meet all of them, and one more that should not be there.
 */
export function requestsToCount(endpoints: number): number {
  return requestsToMeetAll(endpoints + 1);
}

/** A bound on the probability that so many requests meet not all of `endpoints`, drawn with equal chance: the union bound. */
export function chanceToMissOne(requests: number, endpoints: number): number {
  return endpoints * chanceToMiss(requests, endpoints);
}

/** The probability that so many requests do not meet a certain one of `endpoints`. */
export function chanceToMiss(requests: number, endpoints: number): number {
  return endpoints < 2 ? 0 : (1 - 1 / endpoints) ** requests;
}

/** The probability that so many requests all meet the same one. */
export function chanceToMeetOne(requests: number, endpoints: number): number {
  return endpoints < 2 ? 0 : (1 / endpoints) ** (requests - 1);
}

/**
 * Requests until each of `endpoints`, drawn with equal chance, has answered at least once, but for FALSE_ALARM_RATE:
 * the least with which `chanceToMissOne` is no more.
 */
export function requestsToMeetAll(endpoints: number): number {
  if (endpoints < 2) return 1;
  return Math.ceil(Math.log(FALSE_ALARM_RATE / endpoints) / Math.log(1 - 1 / endpoints));
}

/** Requests after which `endpoints` drawn with equal chance have met at least two of them, but for FALSE_ALARM_RATE. */
export function requestsToTellApart(endpoints: number): number {
  return 1 + Math.ceil(Math.log(FALSE_ALARM_RATE) / Math.log(1 / Math.max(2, endpoints)));
}
