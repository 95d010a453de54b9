/** Budgets that keep one learner's mistake from filling the host's memory. Their names are in their errors. */
import { byteLength } from "../bytes.ts";
import { ApiError, forbidden, qualified } from "./api-error.ts";
import type { AnyKind } from "./kind.ts";

export interface ApiBudgets {
  /** Objects of one kind. */
  readonly objectsMax: number;
  /** Bytes of one object as JSON in UTF-8. */
  readonly objectBytesMax: number;
}

export const apiBudgets: ApiBudgets = { objectsMax: 25_000, objectBytesMax: 1_500_000 };

/** @param count how many of the kind are stored. @throws ApiError Forbidden naming objectsMax. */
export function checkCount(kind: AnyKind, name: string, count: number, { objectsMax }: ApiBudgets): void {
  if (count < objectsMax || kind.expires === true) return;
  const why = `this cluster holds at most ${objectsMax} ${qualified(kind)} (objectsMax)`;
  throw forbidden(kind, name, why);
}

/** @throws ApiError RequestEntityTooLarge naming objectBytesMax. */
export function checkSize(object: unknown, { objectBytesMax }: ApiBudgets): void {
  const json = JSON.stringify(object);
  // A unit of UTF-16 is three bytes of UTF-8 at most, so hardly any object has to be counted.
  if (json.length * 3 <= objectBytesMax) return;
  const size = byteLength(json);
  if (size <= objectBytesMax) return;
  const sizes = `(${size} bytes, objectBytesMax ${objectBytesMax})`;
  throw new ApiError(413, "RequestEntityTooLarge", `etcdserver: request is too large ${sizes}`);
}
