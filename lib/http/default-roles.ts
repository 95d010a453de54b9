/**
 * What a client hears that has no roles of its own: the server is up; a service account may also discover and ask what it
 * may do; everything else is forbidden. Models the roles system:public-info-viewer, system:discovery and system:basic-user,
 * and apiserver's forbiddenMessage.
 */
import { ApiError, withGroup } from "../api/api-error.ts";
import type { Exchange } from "./exchange.ts";
import { isSet } from "./list-query.ts";

const ANONYMOUS = "system:anonymous";

/** What is asked for: an object, or a path that is none. */
export type Attributes =
  | { readonly verb: string; readonly path: string }
  | {
      readonly verb: string;
      readonly group: string;
      readonly resource: string;
      readonly subresource: string;
    };

interface Role {
  readonly name: string;
  readonly isForAnonymous?: boolean;
  /** With the verb `get`; a star at the end stands for anything. */
  readonly paths?: readonly string[];
  /** With the verb `create`. */
  readonly creates?: readonly { readonly group: string; readonly resources: readonly string[] }[];
}

/** The cluster roles that everybody has, in the order in which rules are listed. */
export const DEFAULT_ROLES: readonly Role[] = [
  {
    name: "system:basic-user",
    creates: [
      { group: "authorization.k8s.io", resources: ["selfsubjectaccessreviews", "selfsubjectrulesreviews"] },
      { group: "authentication.k8s.io", resources: ["selfsubjectreviews"] },
    ],
  },
  {
    name: "system:discovery",
    paths: "/api /api/* /apis /apis/* /healthz /livez /openapi /openapi/* /readyz /version /version/".split(
      " ",
    ),
  },
  {
    name: "system:public-info-viewer",
    isForAnonymous: true,
    paths: "/healthz /livez /readyz /version /version/".split(" "),
  },
];

/** @returns the name of a role that allows it to a client without others. */
export function roleThatAllows(attributes: Attributes, isAnonymous: boolean): string | undefined {
  const { verb } = attributes;
  return DEFAULT_ROLES.find(({ isForAnonymous = false, paths = [], creates = [] }) => {
    if (isAnonymous && !isForAnonymous) return false;
    if ("path" in attributes)
      return verb === "get" && paths.some((pattern) => matches(attributes.path, pattern));
    const { group, resource, subresource } = attributes;
    return (
      verb === "create" &&
      subresource === "" &&
      creates.some((rule) => rule.group === group && rule.resources.includes(resource))
    );
  })?.name;
}

const matches = (path: string, pattern: string): boolean =>
  pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;

type Request = Pick<Exchange, "method" | "path" | "query">;

/** @param user the name of a service account; without one it is nobody. @throws ApiError Forbidden */
export function admitUnprivileged(request: Request, user = ANONYMOUS): void {
  const { method, path } = request;
  const resource = resourceOf(path);
  const verb = resource === undefined ? method.toLowerCase() : verbOf(request, resource.name);
  const attributes =
    resource === undefined
      ? { verb, path }
      : { verb, group: resource.group, resource: resource.plural, subresource: resource.subresource };
  if (roleThatAllows(attributes, user === ANONYMOUS) !== undefined) return;
  if (resource === undefined) throw forbidden("", "", `User "${user}" cannot ${verb} path "${path}"`);
  const { group, plural, name, namespace, subresource } = resource;
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
