/** `--subresource` of `get`: the part of an object that the server answers instead. */
import { ApiError, isNotFound } from "../api/api-error.ts";
import { namespaces } from "../api/kinds/namespace.ts";
import { scales } from "../api/scale.ts";
import type { Target } from "./targets.ts";
import { type Invocation, KubectlError } from "./verb.ts";

/** @throws KubectlError for lists, ApiError NotFound for a kind without the sub-resource */
export function withSubresource({ args, client, flags }: Invocation, targets: readonly Target[]): readonly Target[] {
  const subresource = flags.string("subresource");
  if (subresource === "") return targets;
  if (args.length === 1 && !args[0]?.includes("/")) throw new KubectlError("subresource cannot be used when bulk resources are specified");
  return targets.map((target) => {
    const { kind, namespace, name } = target;
    if (subresource === "scale") return { ...target, kind: { ...kind, columns: scales.columns }, object: client.api.getScale(kind, namespace, name) };
    if (!kind.subresources.includes(subresource)) throw noSuchSubresource();
    return target;
  });
}

/** The server looks at the path before it looks for the object, but for the namespace even before that. */
export function errorOfSubresource({ client, flags }: Invocation, error: unknown): unknown {
  const subresource = flags.string("subresource");
  if (subresource === "" || !isNotFound(error)) return error;
  const kind = client.api.kinds.find(({ plural }) => plural === (error as ApiError).details?.kind);
  return kind === undefined || kind.subresources.includes(subresource) || kind === namespaces ? error : noSuchSubresource();
}

function noSuchSubresource(): ApiError {
  return new ApiError(404, "NotFound", "the server could not find the requested resource");
}
