/** What a request is refused with, for tests of errors. */
import { ApiError } from "../api-error.ts";

/** @returns the error. @throws Error when nothing failed, and whatever else is thrown. */
export function failure(act: () => unknown): ApiError {
  try {
    act();
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error("nothing failed");
}
