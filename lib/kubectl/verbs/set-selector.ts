/** `kubectl set selector`: of Services, the only selectors that may change. */
import type { KubeObject } from "../../api/metadata.ts";
import { operationText, readDryRun, writeOptions } from "../dry-run.ts";
import { allFlag, dryRunFlag, fieldManagerFlag, filenameFlags, printFlags } from "../flag-sets.ts";
import { createPrinter } from "../output/index.ts";
import { parsePairs } from "../pairs.ts";
import { type Target, visitTargets } from "../targets.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";

export const setSelector: Verb = {
  name: "selector",
  help: {
    short: "Set the selector on a resource",
    long: "Put another selector in the place of a Service's. The old one is gone, all of its labels.",
    usage: "kubectl set selector (-f FILENAME | TYPE NAME) EXPRESSIONS [--resource-version=version]",
    examples: "# The Pods with app=web\nkubectl set selector service web app=web",
  },
  flags: [
    ...printFlags,
    ...filenameFlags("to change", { recursive: true }),
    allFlag,
    dryRunFlag,
    fieldManagerFlag("kubectl-set"),
    { name: "resource-version", type: "string", default: "", usage: "Version that the object must have now." },
  ],
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const { args, client, flags, out } = invocation;
  const expression = args.at(-1);
  if (expression === undefined) throw new KubectlError("one selector is required");
  const dryRun = readDryRun(invocation);
  const selector = parsePairs(expression);
  await visitTargets(invocation, { args: args.slice(0, -1) }, async ({ kind, namespace, name, object }: Target) => {
    if (kind.kind !== "Service") throw new KubectlError("setting a selector is only supported for Services");
    const before = (object as KubeObject & { spec: { selector?: Record<string, string> } }).spec.selector ?? {};
    const gone = Object.keys(before).filter((key) => !Object.hasOwn(selector, key));
    const version = flags.string("resource-version");
    const body = {
      ...(version === "" ? {} : { metadata: { resourceVersion: version } }),
      spec: { selector: { ...selector, ...Object.fromEntries(gone.map((key) => [key, null])) } },
    };
    const printer = await createPrinter(invocation, operationText("selector updated", dryRun));
    const patch = { type: "application/merge-patch+json", body } as const;
    const options = writeOptions(invocation, dryRun);
    out.stdout(printer(client.api.patch<KubeObject>(kind, namespace, name, patch, dryRun === "client" ? { ...options, dryRun: true } : options)));
  });
}
