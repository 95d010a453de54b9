/** `kubectl scale`. Models kubectl/pkg/cmd/scale. */
import type { WriteOptions } from "../../api/api.ts";
import type { Scale } from "../../api/scale.ts";
import type { Draft } from "../../api/schema.ts";
import { operationText, readDryRun, writeOptions } from "../command-line/dry-run.ts";
import {
  allFlag,
  dryRunFlag,
  durationFlag,
  filenameFlags,
  intFlag,
  printFlags,
  resourceVersionFlag,
  selectorFlag,
} from "../command-line/flag-sets.ts";
import { createPrinter } from "../output/index.ts";
import { allOfType, readSelection } from "../targets/selection.ts";
import { throwAny } from "../targets/target-errors.ts";
import { collectTargets, type Target } from "../targets/targets.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";

export const scale: Verb = {
  name: "scale",
  short: "Set a new size for a deployment, replica set, or replication controller",
  long: "Change how many Pods a Deployment, ReplicaSet, StatefulSet or ReplicationController keeps.\n\nWith --current-replicas or --resource-version nothing happens unless the object is as you expect.",
  usage:
    "kubectl scale [--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME)",
  examples: `# Five Pods for the Deployment web
kubectl scale deployment web --replicas=5

# Only if there are two now
kubectl scale --current-replicas=2 --replicas=5 deployment/web`,
  flags: [
    ...printFlags,
    ...filenameFlags("to scale"),
    allFlag,
    dryRunFlag,
    selectorFlag,
    intFlag("current-replicas", "-1", "Size that the object must have now; -1 for any."),
    intFlag("replicas", "0", "The new size.", { required: true }),
    resourceVersionFlag,
    durationFlag("timeout", "0s", "How long to wait until the new size is reached; 0 does not wait."),
  ],
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const { flags, out } = invocation;
  const dryRun = readDryRun(invocation);
  const printer = await createPrinter(invocation, operationText("scaled", dryRun));
  if (flags.int("replicas") < 0)
    throw new KubectlError(
      "The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0",
    );
  if (flags.int("current-replicas") < -1)
    throw new KubectlError("The --current-replicas must specify an integer of -1 or greater");
  const selection = await readSelection(invocation, { latest: false, ...allOfType(invocation) });
  const { targets, error } = await collectTargets(invocation, selection);
  if (flags.string("resource-version") !== "" && targets.length > 1)
    throw new KubectlError("cannot use --resource-version with multiple resources");
  // The message has no place for the reason of what it quotes.
  if (targets.length === 0)
    throw new KubectlError(
      `no objects passed to scale ${error instanceof Error ? error.message : ""}`.trimEnd(),
    );
  for (const target of targets) {
    if (dryRun !== "client") {
      setSize(invocation, target, writeOptions(invocation, dryRun));
      if (flags.durationMs("timeout") > 0 && dryRun === "none") await waitForSize(invocation, target);
    }
    out.stdout(printer(target.object));
  }
  throwAny(error);
}

/** @throws KubectlError when the object is not as expected */
function setSize(
  { flags, client }: Invocation,
  { kind, namespace, name }: Target,
  options: WriteOptions,
): void {
  const spec = { replicas: flags.int("replicas") };
  if (flags.int("current-replicas") === -1 && flags.string("resource-version") === "") {
    client.api.patchScale(
      kind,
      namespace,
      name,
      { type: "application/merge-patch+json", body: { spec } },
      options,
    );
    return;
  }
  const now = client.api.getScale(kind, namespace, name);
  const expected = flags.int("current-replicas");
  const version = flags.string("resource-version");
  if (expected !== -1 && now.spec.replicas !== expected)
    throw new KubectlError(`Expected replicas to be ${expected}, was ${now.spec.replicas}`);
  if (version !== "" && now.metadata.resourceVersion !== version) {
    throw new KubectlError(`Expected resource version to be ${version}, was ${now.metadata.resourceVersion}`);
  }
  client.api.updateScale(kind, { ...now, spec: { ...now.spec, ...spec } } as Draft<Scale>, options);
}

const POLL_MS = 1000;

async function waitForSize({ flags, client }: Invocation, { kind, namespace, name }: Target): Promise<void> {
  const until = client.now() + flags.durationMs("timeout");
  while (client.api.getScale(kind, namespace, name).status.replicas !== flags.int("replicas")) {
    if (client.now() >= until) throw new KubectlError("timed out waiting for the condition");
    await client.loop.sleep(Math.min(POLL_MS, until - client.now()), { signal: client.shell.signal });
  }
}
