/** `--raw`: a path of the server as it stands, and its answer as it came. Models kubectl/pkg/rawhttp. */
import { ApiError, noSuchResource } from "../api/api-error.ts";
import { jsonFault } from "../go/json-faults.ts";
import { type Invocation, KubectlError } from "./verb.ts";

/** Prints what the server answers to a GET. @throws KubectlError, ApiError */
export async function printRaw({ args, client, flags, out }: Invocation): Promise<void> {
  const path = flags.string("raw");
  if (args.length > 0) throw new KubectlError("arguments may not be passed when --raw is specified");
  if (flags.bool("watch") || flags.bool("watch-only") || flags.string("selector") !== "") {
    throw new KubectlError(
      "--raw may not be specified with other flags that filter the server request or alter the output",
    );
  }
  if (flags.string("output") !== "") throw new KubectlError("--raw and --output are mutually exclusive");
  if (!path.startsWith("/"))
    throw new KubectlError(`--raw must be a valid URL path: parse "${path}": ${faultOf(path)}`);
  if (client.request === undefined) throw new KubectlError("--raw needs a cluster that can be served");
  const { status, body, warnings } = await client.request(path);
  warnings.forEach(out.warn);
  if (status >= 400) throw errorOf(status, body);
  out.stdout(body);
}

/** What Go's url.ParseRequestURI says of it. */
function faultOf(path: string): string {
  return /^\w+:\/\/\[[^\]]*$/.test(path) ? "missing ']' in host" : "invalid URI for request";
}

/** The server answers errors as a Status, but for what lies outside of its API. */
function errorOf(code: number, body: string): ApiError {
  if (jsonFault(body) !== undefined) return noSuchResource();
  const { reason = "", message = "", details } = JSON.parse(body) as Partial<ApiError>;
  return new ApiError(code, reason, message, details);
}
