/** `kubectl rollout status`. Models kubectl/pkg/cmd/rollout. */
import { boolFlag, durationFlag, filenameFlags, intFlag, selectorFlag } from "../command-line/flag-sets.ts";
import type { Target } from "../targets/targets.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";
import { rolloutProgress } from "../waiting/rollout-progress.ts";
import { tellNothingFound, visitRollouts } from "../waiting/rollout-verb.ts";
import { watchObject } from "../waiting/waiting.ts";

export const rolloutStatus: Verb = {
  name: "status",
  short: "Show the status of the rollout",
  long: "Say how far a rollout is, and go on until it is done.",
  usage: "kubectl rollout status (TYPE NAME | TYPE/NAME) [flags]",
  examples:
    "# Wait until every Pod of the Deployment web is a new one and ready\nkubectl rollout status deployment/web",
  flags: [
    ...filenameFlags("to look at"),
    selectorFlag,
    intFlag("revision", "0", "Complain when another revision is rolled out meanwhile; 0 for any.", {
      type: "int64",
    }),
    durationFlag("timeout", "0s", "How long to wait, e.g. 5s, 2m; 0 for as long as it takes."),
    boolFlag("watch", "Go on until the rollout is done.", { short: "w", default: "true" }),
  ],
  typed: "objects",
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const revision = invocation.flags.int("revision");
  if (revision < 0) throw new KubectlError(`revision must be a positive integer: ${revision}`);
  const count = await visitRollouts(invocation, (target) => follow(invocation, target));
  if (count === 0) tellNothingFound(invocation);
}

async function follow({ client, flags, out }: Invocation, target: Target): Promise<void> {
  const statusOf = rolloutProgress(target.kind);
  const revision = flags.int("revision");
  if (!flags.bool("watch")) return out.stdout(statusOf(target.object, revision).text);
  await watchObject<true>(client, target, flags.durationMs("timeout"), ({ type, object: now }) => {
    if (type === "DELETED") throw new KubectlError("object has been deleted");
    const { text, done } = statusOf(now, revision);
    out.stdout(text);
    return done ? true : undefined;
  });
}
