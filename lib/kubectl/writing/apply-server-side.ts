/** `kubectl apply --server-side`: the manifest is sent as it is, and the server works out what to change. Models kubectl/pkg/cmd/apply. */
import { ApiError } from "../../api/api-error.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { type DryRun, writeOptions } from "../command-line/dry-run.ts";
import type { Target } from "../targets/targets.ts";
import { type Invocation, KubectlError } from "../verb.ts";
import { type Applied, warnOfDeletion } from "./apply-client-side.ts";
import { SERVER_SIDE_MANAGER, upgradeManagedFields } from "./managed-fields-upgrade.ts";

/** What to do about fields with other managers, as kubectl prints it. */
const ADVICE = `Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;

/** @throws ApiError; KubectlError for a conflict, with advice */
export function applyServerSide(invocation: Invocation, target: Target, dryRun: DryRun): Applied {
  const { kind, namespace, name, object } = target;
  const { client, flags } = invocation;
  const fieldManager = flags.changed("field-manager") ? flags.string("field-manager") : SERVER_SIDE_MANAGER;
  const options = { ...writeOptions(invocation, dryRun), fieldManager, force: flags.bool("force-conflicts") };
  try {
    const apply = (): KubeObject =>
      client.api.patch(
        kind,
        namespace,
        name,
        { type: "application/apply-patch+yaml", body: object },
        options,
      );
    const first = apply();
    const applied = upgradeManagedFields(invocation, target, first, options) === undefined ? first : apply();
    warnOfDeletion(invocation, applied);
    return { object: applied, done: "serverside-applied" };
  } catch (error) {
    throw error instanceof ApiError && error.reason === "Conflict"
      ? new KubectlError(`${error.message}\n${ADVICE}`)
      : error;
  }
}
