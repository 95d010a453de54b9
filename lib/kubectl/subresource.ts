/** `--subresource` of `get`: the part of an object that the server answers instead. */
import { ApiError, isNotFound } from "../api/api-error.ts";
import { scales } from "../api/scale.ts";
import { readResourceArgs, readSelection } from "./resource-args.ts";
import type { Collected, Target } from "./targets.ts";
import { type Invocation, KubectlError } from "./verb.ts";

/** @throws KubectlError for lists */
export function refuseBulk({ args, flags }: Invocation): void {
  if (flags.string("subresource") !== "" && args.length === 1 && !args[0]?.includes("/"))
    throw new KubectlError("subresource cannot be used when bulk resources are specified");
}

/** The parts of the objects that were found. Of a kind without the sub-resource each object is an error. */
export function withSubresource(invocation: Invocation, found: Collected): Collected {
  const subresource = invocation.flags.string("subresource");
  if (subresource === "") return found;
  const targets = found.targets.filter(({ kind }) => kind.subresources.includes(subresource));
  const missing = found.targets.filter((target) => !targets.includes(target)).map(noSuchSubresource);
  return {
    ...found,
    targets: subresource === "scale" ? targets.map((target) => scaleOf(invocation, target)) : targets,
    errors: [...found.errors.map((error) => errorOf(invocation, error)), ...missing],
  };
}

function scaleOf({ client }: Invocation, target: Target): Target {
  const { kind, namespace, name } = target;
  return { ...target, kind: { ...kind, columns: scales.columns }, object: client.api.getScale(kind, namespace, name) };
}

/** The server looks at the path before it looks for the object, or for its namespace. */
function errorOf({ args, client, flags }: Invocation, error: unknown): unknown {
  if (!isNotFound(error)) return error;
  const asked = readResourceArgs(client.api.kinds, args, readSelection(flags), true);
  const kinds = asked.form === "lists" ? asked.kinds : asked.names.map(({ kind }) => kind);
  const kind = kinds.find(({ plural }) => plural === (error as ApiError).details?.kind) ?? kinds[0];
  return kind === undefined || kind.subresources.includes(flags.string("subresource")) ? error : noSuchSubresource();
}

function noSuchSubresource(): ApiError {
  return new ApiError(404, "NotFound", "the server could not find the requested resource");
}
