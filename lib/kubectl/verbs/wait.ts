/** `kubectl wait`. Models kubectl/pkg/cmd/wait. Leaves out `--local`. */
import { isNotFound } from "../../api/api-error.ts";
import type { KubeObject } from "../../api/metadata.ts";
import {
  allFlag,
  allNamespacesFlag,
  durationFlag,
  fieldSelectorFlag,
  filenameFlags,
  printFlags,
  selectorFlag,
  stringFlag,
} from "../command-line/flag-sets.ts";
import { createPrinter } from "../output/index.ts";
import { allOfType, readSelection } from "../targets/selection.ts";
import { filterOut, throwAny } from "../targets/target-errors.ts";
import { collectTargets, type Target, visitTargets } from "../targets/targets.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";
import { parseCondition, type WaitCondition } from "../waiting/wait-conditions.ts";
import { timeoutOn, WaitTimeout, watchObject } from "../waiting/waiting.ts";
import { waitUntilGone } from "../writing/deletion.ts";

const WEEK_MS = 7 * 24 * 3_600_000;
const CREATE_POLL_MS = 500;

export const wait: Verb = {
  name: "wait",
  short: "Experimental: Wait for a specific condition on one or many resources",
  long: "Wait until objects are in a state: have a condition, are deleted or created, or have a value in a field.",
  usage:
    "kubectl wait ([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]]",
  examples: `# Until the Pod client is ready
kubectl wait --for=condition=Ready pod/client

# Until the Deployment web has three ready Pods
kubectl wait --for=jsonpath='{.status.readyReplicas}'=3 deployment/web

# Until it is gone, at most a minute
kubectl wait --for=delete pod/client --timeout=60s`,
  flags: [
    ...printFlags,
    ...filenameFlags("to wait for", { recursive: true }),
    allFlag,
    allNamespacesFlag,
    fieldSelectorFlag,
    stringFlag(
      "for",
      "What to wait for: create, delete, condition=NAME[=VALUE] or jsonpath='{PATH}'[=VALUE].",
    ),
    selectorFlag,
    durationFlag(
      "timeout",
      "30s",
      "How long to wait for each object; 0 looks once, a negative time waits a week.",
    ),
  ],
  unmodelledFlags: ["local"],
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const { client, flags, out } = invocation;
  const printer = await createPrinter(invocation, "condition met");
  const condition = parseCondition(flags.string("for"));
  const timeoutMs = flags.durationMs("timeout");
  const until = client.now() + (timeoutMs < 0 ? WEEK_MS : timeoutMs);
  if (condition.type === "create")
    return waitForCreation(invocation, until, (object) => out.stdout(printer(object)));
  const selection = await readSelection(invocation, allOfType(invocation));
  let count = 0;
  try {
    await visitTargets(invocation, selection, async (target) => {
      count++;
      out.stdout(printer(await waitFor(invocation, target, condition, until)));
    });
  } catch (error) {
    throwAny(condition.type === "delete" ? filterOut(error, isNotFound) : error);
  }
  if (count === 0 && condition.type !== "delete") throw new KubectlError("no matching resources found");
}

async function waitForCreation(
  invocation: Invocation,
  until: number,
  print: (object: KubeObject) => void,
): Promise<void> {
  const { client } = invocation;
  const selection = await readSelection(invocation, allOfType(invocation));
  while (true) {
    const { targets, error } = await collectTargets(invocation, selection);
    throwAny(filterOut(error, isNotFound));
    if (error === undefined && targets.length > 0) {
      for (const { object } of targets) print(object);
      return;
    }
    if (client.now() >= until) throw new WaitTimeout();
    const { signal } = client.shell;
    await client.loop.sleep(Math.min(CREATE_POLL_MS, until - client.now()), { background: true, signal });
  }
}

async function waitFor(
  invocation: Invocation,
  target: Target,
  condition: Exclude<WaitCondition, { type: "create" }>,
  until: number,
): Promise<KubeObject> {
  const { client } = invocation;
  const { kind, namespace, name, object } = target;
  const timeoutMs = until - client.now();
  if (condition.type === "state" && condition.isMet(object)) return object;
  if (invocation.flags.durationMs("timeout") === 0)
    throw new KubectlError(`condition not met for ${kind.plural}/${name}`);
  if (timeoutMs <= 0) throw new WaitTimeout(`timed out waiting for the condition on ${kind.plural}/${name}`);
  if (condition.type === "delete") {
    await waitUntilGone(invocation, target, object.metadata.uid, timeoutMs);
    return object;
  }
  return watchObject(client, target, timeoutMs, ({ type, object: now }) => {
    if (type === "DELETED") return client.api.get<KubeObject>(kind, namespace, name);
    return condition.isMet(now) ? now : undefined;
  }).catch((error: unknown) => {
    throw timeoutOn(error, target);
  });
}
