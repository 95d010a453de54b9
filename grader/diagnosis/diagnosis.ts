/**
 * A diagnosis: one thing that may be wrong between a Service and those who should answer for it. It reads the state of the
 * cluster and sends no request.
 */
import type { Service } from "service-bootcamp";
import type { ServiceSubject } from "../check/context.ts";
import type { Text } from "../text.ts";

/**
 * @param service the Service as it is in the cluster.
 * @param port that was asked for; undefined when the question was not about a request.
 * @returns what to look at next; undefined when nothing is wrong here.
 */
export type Diagnosis = (
  subject: ServiceSubject,
  service: Service,
  port: number | undefined,
) => Text | undefined;

/** What a diagnosis found. */
export interface Finding {
  /** Its id, by which a class is told apart: `selector-without-pods`. */
  readonly cause: string;
  readonly hint: Text;
}
