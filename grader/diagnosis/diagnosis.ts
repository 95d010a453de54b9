/**
 * A diagnosis: one thing that may be wrong between a client, a Service and those who should answer for it. It reads the state of
 * the cluster, sends no request, and speaks only where it is certain.
 */
import type { Service } from "service-bootcamp";
import type { ServiceSubject } from "../check/context.ts";
import type { Text } from "../text.ts";

/** What a question wanted to know of the Service, as far as the cause of a failure depends on it. */
export interface Asked {
  /** That requests go to; absent when the question was not about a request. */
  readonly port?: number | undefined;
  /** The client, as `cluster.request` takes it. */
  readonly from?: string;
  /** The host of the URL as the client asks for it. */
  readonly host?: string;
  /** How many endpoints there should be. */
  readonly endpoints?: number;
  /** The hosts outside that should stand behind the Service, by address. */
  readonly outside?: readonly string[];
  /** One client should meet one endpoint after the other. */
  readonly takesTurns?: boolean;
  /** One client should stay with its endpoint, also after so many seconds of silence. */
  readonly remembers?: number;
  /** One client should be forgotten after so many seconds of silence. */
  readonly forgets?: number;
}

export interface Case {
  readonly subject: ServiceSubject;
  /** The Service as it is in the cluster. */
  readonly service: Service;
  readonly asked: Asked;
}

/** @returns what to look at next; undefined when nothing is wrong here. */
export type Diagnosis = (given: Case) => Text | undefined;

/** What a diagnosis found. */
export interface Finding {
  /** Its id, by which a class is told apart: `selector-without-pods`. */
  readonly cause: string;
  readonly hint: Text;
}
