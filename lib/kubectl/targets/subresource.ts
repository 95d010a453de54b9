/** `--subresource`: the part of an object that the server answers instead. */
import { noSuchResource } from "../../api/api-error.ts";
import type { AnyKind } from "../../api/kind.ts";
import { type Invocation, KubectlError } from "../verb.ts";
import { hasManifests } from "./manifest-files.ts";

/** @throws KubectlError for lists; arguments beside manifests are another error */
export function refuseBulk({ args, flags }: Invocation): void {
  if (
    flags.string("subresource") !== "" &&
    args.length === 1 &&
    !args[0]?.includes("/") &&
    !hasManifests(flags)
  )
    throw new KubectlError("subresource cannot be used when bulk resources are specified");
}

/** The server looks at the path before it looks for the object, or for its namespace. @throws ApiError NotFound for a kind without the sub-resource */
export function requireSubresource({ flags }: Invocation, kind: AnyKind): void {
  const subresource = flags.has("subresource") ? flags.string("subresource") : "";
  if (subresource !== "" && !kind.subresources.includes(subresource)) throw noSuchResource();
}
