/** `kubectl rollout undo`. */
import type { Deployment } from "../../api/kinds/deployment.ts";
import { operationText, readDryRun } from "../command-line/dry-run.ts";
import { dryRunFlag, intFlag } from "../command-line/flag-sets.ts";
import { createPrinter } from "../output/index.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";
import { rollBack } from "../waiting/revisions.ts";
import { isDeployment, requireRevisions, rolloutFlags, visitRollouts } from "../waiting/rollout-verb.ts";

export const rolloutUndo: Verb = {
  name: "undo",
  short: "Undo a previous rollout",
  long: "Go back to the template of an earlier revision: the one before the last, or the one that --to-revision names.",
  usage: "kubectl rollout undo (TYPE NAME | TYPE/NAME) [flags]",
  examples:
    "# As it was before the last change\nkubectl rollout undo deployment/web\n\n# As it was at the beginning\nkubectl rollout undo deployment/web --to-revision=1",
  flags: [
    ...rolloutFlags,
    dryRunFlag,
    intFlag("to-revision", "0", "Revision to go back to; 0 for the one before the last.", { type: "int64" }),
  ],
  typed: "objects",
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const { client, flags, out } = invocation;
  const dryRun = readDryRun(invocation);
  const wanted = flags.int("to-revision");
  await visitRollouts(invocation, async ({ kind, object }) => {
    requireRevisions(kind, { noun: "rollbacker", doing: "retrieving rollbacker" });
    if (!isDeployment(kind))
      throw new KubectlError(
        wanted > 0
          ? `unable to find specified revision ${wanted} in history`
          : "no last revision to roll back to",
      );
    if (wanted < 0) throw new KubectlError(`unable to find specified revision ${wanted} in history`);
    const done = rollBack(client.api, object as Deployment, wanted, dryRun);
    out.stdout((await createPrinter(invocation, operationText(done, dryRun)))(object));
  });
}
