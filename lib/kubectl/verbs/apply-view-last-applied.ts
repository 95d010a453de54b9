/** `kubectl apply view-last-applied`. */
import { toYaml } from "../../go/yaml/write.ts";
import { allFlag, filenameFlags, selectorFlag, stringFlag } from "../command-line/flag-sets.ts";
import { readSelection } from "../targets/selection.ts";
import { visitTargets } from "../targets/targets.ts";
import { type Invocation, usageError, type Verb } from "../verb.ts";
import { lastApplied } from "../writing/last-applied.ts";

export const applyViewLastApplied: Verb = {
  name: "view-last-applied",
  short: "View the latest last-applied-configuration annotations of a resource/object",
  long: "Show the manifest as it was when it was last applied.",
  usage: "kubectl apply view-last-applied (TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME)",
  examples: "# The manifest of the Service web\nkubectl apply view-last-applied service/web",
  flags: [
    ...filenameFlags("to look at"),
    allFlag,
    selectorFlag,
    stringFlag("output", "Format to print: yaml or json.", { short: "o", default: "yaml" }),
  ],
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const { flags, out } = invocation;
  const format = flags.string("output");
  if (format !== "yaml" && format !== "json")
    throw usageError(
      invocation,
      `Unexpected -o output mode: ${format}, the flag 'output' must be one of yaml|json`,
    );
  const found: unknown[] = [];
  await visitTargets(
    invocation,
    await readSelection(invocation, { continueOnError: false }),
    ({ object }) => {
      const text = lastApplied(object);
      if (text !== undefined) found.push(JSON.parse(text));
    },
  );
  for (const value of found)
    out.stdout(format === "yaml" ? toYaml(value) : `${JSON.stringify(value, null, 2)}\n`);
}
