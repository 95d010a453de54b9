/** What the server would make of an object if a manifest were applied to it: asked for, not stored. Models kubectl/pkg/cmd/diff InfoObject. */
import type { WriteOptions } from "../../api/api.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { createThreeWayMergePatch } from "../../api/strategic-merge.ts";
import type { Manifest } from "../targets/manifests.ts";
import type { Invocation } from "../verb.ts";
import { originalConfiguration } from "./apply-client-side.ts";
import { createObject } from "./create-object.ts";
import { withoutLastApplied } from "./last-applied.ts";

/** @param live as it is on the server, if it is there. @throws ApiError */
export function mergedObject(
  { client, flags, out }: Invocation,
  manifest: Manifest,
  live: KubeObject | undefined,
): KubeObject {
  const { kind, namespace, name, object } = manifest;
  const options: WriteOptions = {
    dryRun: true,
    fieldManager: flags.string("field-manager"),
    fieldValidation: "Warn",
    warn: out.warn,
  };
  if (flags.bool("server-side")) {
    const force = flags.bool("force-conflicts");
    const fieldManager = flags.changed("field-manager") ? flags.string("field-manager") : "kubectl";
    return client.api.patch<KubeObject>(
      kind,
      namespace,
      name,
      { type: "application/apply-patch+yaml", body: object },
      { ...options, fieldManager, force },
    );
  }
  if (live === undefined) return createObject(client.api, kind, namespace, object, options);
  const body = createThreeWayMergePatch(
    originalConfiguration(live, manifest),
    withoutLastApplied(object),
    live,
    kind.schema,
  );
  if (Object.keys(body).length === 0) return live;
  return client.api.patch<KubeObject>(
    kind,
    namespace,
    name,
    { type: "application/strategic-merge-patch+json", body },
    options,
  );
}
