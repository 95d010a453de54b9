/** Which resource a URL path names. Models apiserver/pkg/endpoints/request/requestinfo.go. */
import { badRequest } from "../api/api-error.ts";
import type { AnyKind } from "../api/kind.ts";

export interface ResourcePath {
  readonly kind: AnyKind;
  /** `""` for all namespaces, and for kinds without one. */
  readonly namespace: string;
  /** `""` for the collection. */
  readonly name: string;
  /** `""`, `status`, `scale`, `exec`, ... */
  readonly subresource: string;
  /** By the old form of path, `/api/v1/watch/...`; newer clients say it in the query. */
  readonly isWatch: boolean;
}

/** @returns undefined when the path names no resource of this server. @throws ApiError BadRequest for a name that is a piece of a path. */
export function parseResourcePath(kinds: readonly AnyKind[], path: string): ResourcePath | undefined {
  const parts = path
    .split("/")
    .filter((part) => part !== "")
    .map(decodeURIComponent);
  const resource = parts[0] === "api" ? parts.slice(2) : parts.slice(3);
  const isWatch = resource[0] === "watch";
  const rest = isWatch ? resource.slice(1) : resource;
  const [group, version] =
    parts[0] === "api" ? ["", parts[1]] : parts[0] === "apis" ? [parts[1], parts[2]] : [undefined, undefined];
  if (group === undefined || version === undefined || rest.length === 0) return undefined;
  const find = (plural: string | undefined): AnyKind | undefined =>
    kinds.find((kind) => kind.group === group && kind.version === version && kind.plural === plural);
  // `/api/v1/namespaces/shop/pods` is about Pods, `/api/v1/namespaces/shop` and `.../shop/status` about the namespace.
  if (rest[0] === "namespaces" && rest.length > 2) {
    const inside = find(rest[2]);
    if (inside?.namespaced)
      return {
        kind: inside,
        namespace: rest[1] as string,
        name: nameIn(rest[3]),
        subresource: rest.slice(4).join("/"),
        isWatch,
      };
  }
  const kind = find(rest[0]);
  return kind === undefined
    ? undefined
    : { kind, namespace: "", name: nameIn(rest[1]), subresource: rest.slice(2).join("/"), isWatch };
}

/** The text is known from apimachinery/pkg/api/validation/path and the stores that ask it. */
function nameIn(segment = ""): string {
  const wrong =
    segment === "." || segment === ".."
      ? [`may not be '${segment}'`]
      : ["/", "%"]
          .filter((character) => segment.includes(character))
          .map((character) => `may not contain '${character}'`);
  if (wrong.length > 0)
    throw badRequest(`Name parameter invalid: ${JSON.stringify(segment)}: ${wrong.join(";")}`);
  return segment;
}
