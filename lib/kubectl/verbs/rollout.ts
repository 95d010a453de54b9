/** `kubectl rollout`. */
import type { Verb } from "../verb.ts";
import { rolloutPause, rolloutRestart, rolloutResume } from "./rollout-change.ts";
import { rolloutHistory } from "./rollout-history.ts";
import { rolloutStatus } from "./rollout-status.ts";
import { rolloutUndo } from "./rollout-undo.ts";

export const rollout: Verb = {
  name: "rollout",
  short: "Manage the rollout of a resource",
  long: "Follow, stop, repeat and take back the step-by-step replacement of a Deployment's Pods.",
  usage: "kubectl rollout SUBCOMMAND",
  examples:
    "# Is the new version there?\nkubectl rollout status deployment/web\n\n# Back to the old one\nkubectl rollout undo deployment/web",
  flags: [],
  subverbs: [rolloutHistory, rolloutPause, rolloutRestart, rolloutResume, rolloutStatus, rolloutUndo],
};
