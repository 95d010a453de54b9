/** All verbs, in the groups and the order of `kubectl --help`. A new verb is a file here and a line below. */
import type { VerbGroup } from "../help.ts";
import { describe } from "./describe.ts";

export const verbGroups: readonly VerbGroup[] = [
  { title: "Basic Commands (Beginner)", verbs: [] }, // create expose run set
  { title: "Basic Commands (Intermediate)", verbs: [] }, // explain get edit delete
  { title: "Deploy Commands", verbs: [] }, // rollout scale
  { title: "Cluster Management Commands", verbs: [] }, // cluster-info top
  { title: "Troubleshooting and Debugging Commands", verbs: [describe] }, // describe logs attach exec port-forward events
  { title: "Advanced Commands", verbs: [] }, // diff apply patch replace wait
  { title: "Settings Commands", verbs: [] }, // label annotate
  { title: "Other Commands", verbs: [] }, // api-resources api-versions config version
];

/** What the real kubectl has besides: named so that nobody takes it for a typing mistake. */
export const unmodelledVerbs: readonly string[] = [
  "autoscale",
  "certificate",
  "cordon",
  "uncordon",
  "drain",
  "taint",
  "proxy",
  "cp",
  "auth",
  "debug",
  "kustomize",
  "completion",
  "alpha",
  "plugin",
];
