/** `kubectl label`. */
import { labelValueFaults } from "../../api/names.ts";
import { quoted } from "../../go/strconv.ts";
import { Aggregate, KubectlError } from "../verb.ts";
import type { Changes } from "../writing/changes.ts";
import { metadataVerb } from "../writing/metadata-verb.ts";

export const label = metadataVerb({
  name: "label",
  field: "labels",
  noun: "label",
  short: "Update the labels on a resource",
  long: "Set or remove labels. Services find their Pods by labels, and so do you with -l.",
  usage:
    "kubectl label [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]",
  examples: `# A new label
kubectl label pod web tier=front

# Another value for a label that is there
kubectl label --overwrite pod web tier=back

# Without the label
kubectl label pod web tier-`,
  parse,
  done: (before, after, overwrite) => {
    const [old, now] = [Object.keys(before.metadata.labels ?? {}), Object.keys(after.metadata.labels ?? {})];
    // With nothing to remove kubectl still puts empty labels where there were none, and takes that for a change.
    const same =
      before.metadata.labels !== undefined &&
      old.length === now.length &&
      old.every((key) => before.metadata.labels?.[key] === after.metadata.labels?.[key]);
    if (same) return "not labeled";
    return !overwrite && now.length < old.length ? "unlabeled" : "labeled";
  },
  refuse: (taken) =>
    new Aggregate(taken.map((text) => new KubectlError(`${text}, and --overwrite is false`))),
  tellsMissing: true,
});

function parse(changes: readonly string[]): Changes {
  const set = new Map<string, string>();
  const remove: string[] = [];
  for (const change of changes) {
    const [key = "", value, ...more] = change.split("=");
    if (more.length > 0) throw new KubectlError(`invalid label spec: ${change}`);
    if (value === undefined) remove.push(change.slice(0, -1));
    else {
      const faults = labelValueFaults(value);
      if (faults.length > 0)
        throw new KubectlError(`invalid label value: ${quoted(change)}: ${faults.join(";")}`);
      set.set(key, value);
    }
  }
  if (remove.some((key) => set.has(key)))
    throw new KubectlError("can not both modify and remove a label in the same command");
  return { set, remove };
}
