/**
 * What a client hears that has no rights: the server is up, which a service account may also discover, and everything else
 * is forbidden. Models the roles system:public-info-viewer and system:discovery, and apiserver's forbiddenMessage.
 */
import { ApiError, withGroup } from "../api/api-error.ts";
import type { Exchange } from "./exchange.ts";
import { isSet } from "./list-query.ts";

const PUBLIC = ["/healthz", "/livez", "/readyz", "/version", "/version/"];
const ANONYMOUS = "system:anonymous";
const DISCOVERY = /^\/(?:api|apis|openapi)(?:\/|$)/;

type Request = Pick<Exchange, "method" | "path" | "query">;

/** @param user the name of a service account; without one it is nobody. @throws ApiError Forbidden */
export function admitUnprivileged(request: Request, user = ANONYMOUS): void {
  const { method, path } = request;
  if (PUBLIC.includes(path)) return;
  const resource = resourceOf(path);
  if (resource === undefined && user !== ANONYMOUS && method === "GET" && DISCOVERY.test(path)) return;
  if (resource === undefined)
    throw forbidden("", "", `User "${user}" cannot ${method.toLowerCase()} path "${path}"`);
  const { group, plural, name, namespace, subresource } = resource;
  const verb = verbOf(request, name);
  const what = `resource "${plural}${subresource === "" ? "" : `/${subresource}`}" in API group "${group}"`;
  const where = namespace === "" ? "at the cluster scope" : `in the namespace "${namespace}"`;
  throw forbidden(withGroup(plural, group), name, `User "${user}" cannot ${verb} ${what} ${where}`, {
    ...(name === "" ? {} : { name }),
    ...(group === "" ? {} : { group }),
    kind: plural,
  });
}

function forbidden(resource: string, name: string, why: string, details: ApiError["details"] = {}): ApiError {
  const subject =
    resource === "" ? "forbidden" : `${resource} ${name === "" ? "" : `"${name}" `}is forbidden`;
  return new ApiError(403, "Forbidden", `${subject}: ${why}`, details);
}

/** What a path would be about, whether this server has it or not. Models RequestInfo. */
function resourceOf(path: string) {
  const parts = path
    .split("/")
    .filter((part) => part !== "")
    .map(decodeURIComponent);
  const isCore = parts[0] === "api";
  const rest = isCore ? parts.slice(2) : parts[0] === "apis" ? parts.slice(3) : [];
  if (rest.length === 0) return undefined;
  const isInside = rest[0] === "namespaces" && rest.length > 1;
  const [plural = "", name = "", subresource = ""] = isInside && rest.length > 2 ? rest.slice(2) : rest;
  return {
    group: isCore ? "" : (parts[1] as string),
    plural,
    name,
    subresource,
    namespace: isInside ? (rest[1] as string) : "",
  };
}

function verbOf({ method, query }: Request, name: string): string {
  if (method === "GET" && name === "") return isSet(query, "watch") ? "watch" : "list";
  if (method === "DELETE" && name === "") return "deletecollection";
  return { POST: "create", PUT: "update" }[method] ?? method.toLowerCase();
}
