/** `kubectl annotate`. */
import { KubectlError } from "../verb.ts";
import { CHANGE_CAUSE } from "../waiting/revisions.ts";
import type { Changes } from "../writing/changes.ts";
import { metadataVerb } from "../writing/metadata-verb.ts";

export const annotate = metadataVerb({
  name: "annotate",
  field: "annotations",
  noun: "annotation",
  short: "Update the annotations on a resource",
  long: "Set or remove annotations: notes on an object that tools and people read, and that nothing is selected by.",
  usage:
    "kubectl annotate [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]",
  examples: `# A note
kubectl annotate service web owner='team blue'

# Without the note
kubectl annotate service web owner-`,
  parse,
  validate,
  yieldingKey: CHANGE_CAUSE,
  done: "annotated",
  refuse: (taken) =>
    new KubectlError(
      `--overwrite is false but found the following declared annotation(s): ${taken.join("; ")}`,
    ),
  tellsMissing: false,
});

function parse(changes: readonly string[]): Changes {
  const set = new Map<string, string>();
  const remove: string[] = [];
  for (const change of changes) {
    const equals = change.indexOf("=");
    if (equals > 0) set.set(change.slice(0, equals), change.slice(equals + 1));
    else remove.push(change.slice(0, -1));
  }
  return { set, remove };
}

function validate({ set, remove }: Changes): void {
  const both = remove.filter((key) => set.has(key));
  if (both.length > 0)
    throw new KubectlError(
      `can not both modify and remove the following annotation(s) in the same command: ${both.join(", ")}`,
    );
}
