/** How many requests a question sends, so that chance neither fails a right answer nor passes a wrong one. */

/** The probability with which a right answer may be called wrong, or a wrong one right, under a proxy mode that chooses by chance. */
export const FALSE_ALARM_RATE = 1e-6;

/**
 * Requests to tell that exactly `endpoints` answer: enough to meet all of them, and one more that should not be there.
 */
export function requestsToCount(endpoints: number): number {
  return requestsToMeetAll(endpoints + 1);
}

/**
 * Requests until each of `endpoints`, drawn with equal chance, has answered at least once, but for FALSE_ALARM_RATE.
 * By the union bound: endpoints * (1 - 1/endpoints)^n <= rate.
 */
export function requestsToMeetAll(endpoints: number): number {
  if (endpoints < 2) return 1;
  return Math.ceil(Math.log(FALSE_ALARM_RATE / endpoints) / Math.log(1 - 1 / endpoints));
}

/** Requests after which `endpoints` drawn with equal chance have met at least two of them, but for FALSE_ALARM_RATE. */
export function requestsToTellApart(endpoints: number): number {
  return 1 + Math.ceil(Math.log(FALSE_ALARM_RATE) / Math.log(1 / Math.max(2, endpoints)));
}
