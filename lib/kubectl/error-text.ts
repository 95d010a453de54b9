/** The line or lines that kubectl prints for an error. Models kubectl/pkg/cmd/util StandardErrorMessage and checkErr. */
import { ApiError } from "../api/api-error.ts";
import { quoted } from "../go/strconv.ts";
import { Aggregate, KubectlError, KubectlExit, leaves } from "./verb.ts";

export interface ErrorText {
  /** Ends with a line end, or is empty. */
  readonly text: string;
  readonly exitCode: number;
}

/** @returns undefined for an error that is none of kubectl's: a bug of ours */
export function errorText(error: unknown): ErrorText | undefined {
  const alone = error instanceof Aggregate && error.errors.length === 1 ? error.errors[0] : error;
  if (alone instanceof Aggregate) return aggregateText(alone.errors);
  if (alone instanceof KubectlExit) return { text: line(alone.message), exitCode: alone.exitCode };
  if (alone instanceof ApiError)
    return { text: line(alone.reason === "Invalid" ? invalidText(alone) : serverText(alone)), exitCode: 1 };
  if (!(alone instanceof KubectlError)) return undefined;
  const { message } = alone;
  return { text: line(message.startsWith("error: ") ? message : `error: ${message}`), exitCode: 1 };
}

function line(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

/** One that ends its line leaves an empty one behind. */
function aggregateText(errors: readonly unknown[]): ErrorText | undefined {
  if (!leaves(errors).every(isOfKubectl)) return undefined;
  const lines = errors.map((error) =>
    error instanceof ApiError ? serverText(error) : (error as Error).message,
  );
  return { text: lines.map((text) => `${text}\n`).join(""), exitCode: 1 };
}

const isOfKubectl = (error: unknown): boolean =>
  error instanceof ApiError || error instanceof KubectlError || error instanceof KubectlExit;

function serverText(error: ApiError): string {
  if (error.reason === "Unauthorized") return `error: You must be logged in to the server (${error.message})`;
  return error.reason === ""
    ? `Error from server: ${error.message}`
    : `Error from server (${error.reason}): ${error.message}`;
}

function invalidText(error: ApiError): string {
  const { details } = error;
  if (details === undefined) return `The request is invalid: ${error.message}`;
  const causes = [...new Set((details.causes ?? []).map((cause) => `${cause.field}: ${cause.message}`))];
  const called = details.kind === undefined && details.name === undefined;
  const subject = called
    ? "The request is invalid"
    : `The ${details.kind} ${quoted(details.name ?? "")} is invalid`;
  if (causes.length === 0) return called ? `${subject}: ${error.message}` : subject;
  if (causes.length === 1) return `${subject}: ${causes[0]}`;
  return `${subject}: \n${causes.map((cause) => `* ${cause}\n`).join("")}`;
}

/** Says which file an error belongs to, and keeps its kind. Other errors pass unchanged. */
export function withSource(error: unknown, doing: string, source: string): unknown {
  if (source === "") return error;
  const message = (inner: string) => `error when ${doing} ${quoted(source)}: ${inner}`;
  if (error instanceof ApiError)
    return new ApiError(error.code, error.reason, message(error.message), error.details);
  return error instanceof KubectlError ? new KubectlError(message(error.message)) : error;
}

/** What `work` returns; its errors of one class become KubectlErrors. @param words what to say, default: the same */
export function reworded<T>(
  type: abstract new (...args: never[]) => Error,
  work: () => T,
  words: (message: string) => string = (message) => message,
): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof type ? new KubectlError(words(error.message)) : error;
  }
}
