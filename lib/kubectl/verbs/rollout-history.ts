/** `kubectl rollout history`. */
import type { Deployment } from "../../api/kinds/deployment.ts";
import { alignTabs, DESCRIBE_TABS } from "../../go/tab-writer.ts";
import { intFlag } from "../command-line/flag-sets.ts";
import { createPrinter } from "../output/index.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";
import { type Revision, revisions, templateText } from "../waiting/revisions.ts";
import { isDeployment, requireRevisions, rolloutFlags, visitRollouts } from "../waiting/rollout-verb.ts";

export const rolloutHistory: Verb = {
  name: "history",
  short: "View rollout history",
  long: "List the revisions of a Deployment, or show the Pod template of one.",
  usage: "kubectl rollout history (TYPE NAME | TYPE/NAME) [flags]",
  examples:
    "# All revisions\nkubectl rollout history deployment/web\n\n# What the third one looked like\nkubectl rollout history deployment/web --revision=3",
  flags: [
    ...rolloutFlags,
    intFlag("revision", "0", "Revision to show in full; 0 lists them.", { type: "int64" }),
  ],
  typed: "objects",
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const { client, flags, out } = invocation;
  const wanted = flags.int("revision");
  if (wanted < 0) throw new KubectlError(`revision must be a positive integer: ${wanted}`);
  const printsRevisions = flags.string("output") !== "";
  const printer = await createPrinter(invocation, "");
  await visitRollouts(invocation, async ({ kind, object }) => {
    requireRevisions(kind, { noun: "history viewer", doing: "retrieving history" });
    const all = isDeployment(kind) ? revisions(client.api, object as Deployment) : [];
    if (printsRevisions) {
      for (const { replicaSet } of wanted === 0 ? all : [found(all, wanted)]) out.stdout(printer(replicaSet));
      return;
    }
    const text = wanted === 0 ? table(all) : details(all, wanted);
    const heading = wanted === 0 ? "" : `with revision #${wanted}`;
    out.stdout((await createPrinter(invocation, `${heading}\n${text}`))(object));
  });
}

const NO_HISTORY = "No rollout history found.";

function table(all: readonly Revision[]): string {
  if (all.length === 0) return NO_HISTORY;
  const rows = all.map(
    ({ number, changeCause }) => `${number}\t${changeCause === "" ? "<none>" : changeCause}\n`,
  );
  return alignTabs(`REVISION\tCHANGE-CAUSE\n${rows.join("")}`, DESCRIBE_TABS);
}

function details(all: readonly Revision[], wanted: number): string {
  if (all.length === 0) return NO_HISTORY;
  return templateText(found(all, wanted));
}

/** @throws KubectlError when there is no such revision */
function found(all: readonly Revision[], wanted: number): Revision {
  const one = all.find(({ number }) => number === wanted);
  if (one === undefined) throw new KubectlError("unable to find the specified revision");
  return one;
}
