/** Errors of exec and attach, which come over a stream and so have lost their status by the time kubectl prints them. */
import { ApiError } from "../../api/api-error.ts";
import { KubectlError } from "../verb.ts";

/** An InternalError as a plain error: `error: Internal error occurred: ...`. Others pass unchanged. */
export function overStream(error: unknown): never {
  throw error instanceof ApiError && error.reason === "InternalError"
    ? new KubectlError(error.message)
    : error;
}
