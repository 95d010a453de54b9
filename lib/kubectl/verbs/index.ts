/** All verbs, in the groups and the order of `kubectl --help`. A new verb is a file here and a line below. */
import type { VerbGroup } from "../command-line/help.ts";
import { annotate } from "./annotate.ts";
import { apiResources } from "./api-resources.ts";
import { apiVersions } from "./api-versions.ts";
import { apply } from "./apply.ts";
import { attach } from "./attach.ts";
import { auth } from "./auth.ts";
import { clusterInfo } from "./cluster-info.ts";
import { config } from "./config.ts";
import { cordon, uncordon } from "./cordon.ts";
import { create } from "./create.ts";
import { debug } from "./debug.ts";
import { deleteVerb } from "./delete.ts";
import { describe } from "./describe.ts";
import { diff } from "./diff.ts";
import { drain } from "./drain.ts";
import { edit } from "./edit.ts";
import { events } from "./events.ts";
import { exec } from "./exec.ts";
import { explain } from "./explain.ts";
import { expose } from "./expose.ts";
import { get } from "./get.ts";
import { label } from "./label.ts";
import { logs } from "./logs.ts";
import { patch } from "./patch.ts";
import { alpha, plugin } from "./plugin.ts";
import { portForward } from "./port-forward.ts";
import { replace } from "./replace.ts";
import { rollout } from "./rollout.ts";
import { run } from "./run.ts";
import { scale } from "./scale.ts";
import { set } from "./set.ts";
import { taint } from "./taint.ts";
import { top } from "./top.ts";
import { version } from "./version.ts";
import { wait } from "./wait.ts";

export const verbGroups: readonly VerbGroup[] = [
  { title: "Basic Commands (Beginner)", verbs: [create, expose, run, set] },
  { title: "Basic Commands (Intermediate)", verbs: [explain, get, edit, deleteVerb] },
  { title: "Deploy Commands", verbs: [rollout, scale] },
  { title: "Cluster Management Commands", verbs: [clusterInfo, top, cordon, uncordon, drain, taint] },
  {
    title: "Troubleshooting and Debugging Commands",
    verbs: [describe, logs, attach, exec, portForward, auth, debug, events],
  },
  { title: "Advanced Commands", verbs: [diff, apply, patch, replace, wait] },
  { title: "Settings Commands", verbs: [label, annotate] },
  { title: "Other Commands", verbs: [alpha, apiResources, apiVersions, config, plugin, version] },
];

/**
 * All verbs of the real kubectl in its order, for suggestions; those that this one lacks are refused by name, and
 * not as typing mistakes.
 */
export const realVerbs: readonly string[] = [
  ...["create", "expose", "run", "set", "explain", "get", "edit", "delete", "rollout", "scale", "autoscale"],
  ...["certificate", "cluster-info", "top", "cordon", "uncordon", "drain", "taint"],
  ...["describe", "logs", "attach", "exec", "port-forward", "proxy", "cp", "auth", "debug", "events"],
  ...["diff", "apply", "patch", "replace", "wait", "kustomize", "label", "annotate", "completion"],
  ...["alpha", "api-resources", "api-versions", "config", "plugin", "version", "options", "help"],
];
