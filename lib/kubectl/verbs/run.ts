/** `kubectl run`. Models kubectl/pkg/cmd/run. */
import { notFound } from "../../api/api-error.ts";
import type { AnyKind } from "../../api/kind.ts";
import { type Pod, pods } from "../../api/kinds/pod.ts";
import { services } from "../../api/kinds/service.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { type DryRun, operationText, readDryRun, writeOptions } from "../command-line/dry-run.ts";
import { boolFlag, saveConfigFlag, writeFlags } from "../command-line/flag-sets.ts";
import { createPrinter } from "../output/index.ts";
import { attachOrLog, printLog } from "../pods/attaching.ts";
import { streamFlags } from "../pods/terminal.ts";
import type { ObjectKey } from "../targets/targets.ts";
import { type Invocation, KubectlError, KubectlExit, usageError, type Verb } from "../verb.ts";
import { watchUntil } from "../waiting/waiting.ts";
import { type Deletion, deleteOne, deletionFlags, readDeletion, waitUntilGone } from "../writing/deletion.ts";
import { withGeneratedConfig } from "../writing/last-applied.ts";
import { overrideFlags, withOverrides } from "../writing/overrides.ts";
import { parsePairs } from "../writing/pairs.ts";
import {
  checkImage,
  checkPullPolicy,
  podFlags,
  podFromFlags,
  restartPolicy,
} from "../writing/pod-from-flags.ts";
import { buildService } from "../writing/service-from-flags.ts";

export const run: Verb = {
  name: "run",
  short: "Run a particular image on the cluster",
  long: "Start one Pod with one container. What stands behind -- are arguments for its image's program or, with --command, the program.",
  usage:
    'kubectl run NAME --image=image [--env="key=value"] [--port=port] [--dry-run=server|client] [--overrides=inline-json] [--command] -- [COMMAND] [args...]',
  examples: `# A web server
kubectl run web --image=nginx --port=80

# A shell in the cluster, gone when you leave it
kubectl run -it --rm client --image=busybox -- sh

# One request from inside the cluster
kubectl run --rm -i client --image=busybox --restart=Never -- wget -qO- http://web`,
  flags: [
    ...writeFlags("kubectl-run"),
    ...deletionFlags,
    ...podFlags,
    ...overrideFlags,
    saveConfigFlag,
    ...streamFlags,
    boolFlag("attach", "Wait for the Pod and attach to it; so it is with --stdin."),
    boolFlag("expose", "Make a Service for the Pod as well; needs --port."),
    boolFlag("leave-stdin-open", "Leave standard input open after the first attach."),
    boolFlag("rm", "Delete the Pod when the command ends; only for attached ones."),
    boolFlag("wait", "Wait until the Pod is gone, with --rm."),
  ],
  typed: "objects",
  run: runPod,
};

async function runPod(invocation: Invocation): Promise<void> {
  const { args, flags, out } = invocation;
  const attaches = flags.changed("attach") ? flags.bool("attach") : flags.bool("stdin");
  const dryRun = readDryRun(invocation);
  const printer = await createPrinter(invocation, operationText("created", dryRun));
  const deletion = readDeletion(invocation, dryRun);
  const name = args[0];
  if (name === undefined) throw usageError(invocation, "NAME is required for run");
  check(invocation, attaches, dryRun);
  const pod = make(invocation, dryRun, pods, withOverrides(flags, pods, podFromFlags(invocation, name)));
  const made: ObjectKey[] = [{ ...place(invocation, name), kind: pods }];
  if (flags.bool("expose")) {
    out.stdout(printer(make(invocation, dryRun, services, serviceFor(invocation, name))));
    // The real one writes its own separator, and its printer another.
    if (flags.string("output") === "yaml") out.stdout("---\n");
    made.push({ ...place(invocation, name), kind: services });
  }
  if (!attaches) return out.stdout(printer(pod));
  try {
    await session(invocation, name);
  } finally {
    // A kubectl that was killed removes nothing any more.
    if (flags.bool("rm") && invocation.client.shell.signal?.aborted !== true)
      await removeAll(invocation, made, deletion);
  }
}

/** @throws KubectlError in the order of the real checks */
function check(invocation: Invocation, attaches: boolean, dryRun: DryRun): void {
  const { flags } = invocation;
  checkImage(flags);
  if (flags.bool("tty") && !flags.bool("stdin"))
    throw usageError(invocation, "-i/--stdin is required for containers with -t/--tty=true");
  if (flags.bool("expose") && flags.string("port") === "")
    throw usageError(invocation, "--port must be set when exposing a service");
  restartPolicy(invocation);
  if (!attaches && flags.bool("rm"))
    throw usageError(invocation, "--rm should only be used for attached containers");
  if (attaches && dryRun !== "none") {
    throw usageError(
      invocation,
      "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)",
    );
  }
  checkPullPolicy(invocation);
}

function place({ namespace }: Invocation, name: string) {
  return { namespace, name };
}

function make(invocation: Invocation, dryRun: DryRun, kind: AnyKind, built: object): KubeObject {
  const { client, flags, namespace, namespaceGiven } = invocation;
  const object = built as KubeObject;
  const placed = namespaceGiven ? { ...object, metadata: { ...object.metadata, namespace } } : object;
  if (dryRun === "client") return placed;
  return client.api.create(
    kind,
    namespace,
    flags.bool("save-config") ? withGeneratedConfig(placed) : placed,
    writeOptions(invocation, dryRun),
  );
}

function serviceFor({ flags }: Invocation, name: string): object {
  const labels = flags.string("labels") === "" ? undefined : parsePairs(flags.string("labels"));
  return buildService(flags, {
    name,
    labels,
    selector: labels ?? { run: name },
    ports: undefined,
    known: [],
  });
}

/** Waits for the Pod, attaches to it, and says with its own exit code how it ended where it does not start again. */
async function session(invocation: Invocation, name: string): Promise<void> {
  const { flags } = invocation;
  const pod = await waitForPod(invocation, name, ({ status }) => isOver(status.phase) || isReady(status));
  const container = pod.spec.containers[0]?.name ?? name;
  if (isOver(pod.status.phase)) await printLog(invocation, pod, container);
  else await attachOrLog(invocation, pod, container);
  const policy = restartPolicy(invocation);
  if (policy === "Always" || flags.bool("leave-stdin-open")) return;
  const ended = await waitForPod(
    invocation,
    name,
    ({ status }) => status.phase === "Succeeded" || (policy === "Never" && status.phase === "Failed"),
  );
  if (ended.status.phase === "Failed") throw failure(ended);
}

const isOver = (phase: string): boolean => phase === "Succeeded" || phase === "Failed";

function isReady({ phase, conditions }: Pod["status"]): boolean {
  return (
    phase === "Running" &&
    (conditions ?? []).some(({ type, status }) => type === "Ready" && status === "True")
  );
}

function waitForPod(
  { client, flags, namespace }: Invocation,
  name: string,
  isMet: (pod: Pod) => boolean,
): Promise<Pod> {
  const selection = {
    namespace,
    fieldSelector: `metadata.name=${name}`,
    timeoutMs: flags.durationMs("pod-running-timeout"),
  };
  return watchUntil(client, pods, selection, ({ type, object }) => {
    if (type === "DELETED") throw notFound(pods, "");
    return isMet(object) ? object : undefined;
  });
}

function failure({ metadata, status }: Pod): KubectlError | KubectlExit {
  const called = `pod ${metadata.namespace}/${metadata.name}`;
  const terminated = status.containerStatuses?.[0]?.state?.terminated;
  if (terminated === undefined || terminated.exitCode === 0)
    return new KubectlError(`${called} failed with unknown exit code`);
  return new KubectlExit(
    `${called} terminated (${terminated.reason ?? ""})\n${terminated.message ?? ""}`,
    terminated.exitCode,
  );
}

async function removeAll(
  invocation: Invocation,
  made: readonly ObjectKey[],
  deletion: Deletion,
): Promise<void> {
  const { client, flags } = invocation;
  for (const one of made) {
    if (client.api.find(one.kind, one.namespace, one.name) === undefined) continue;
    const uid = deleteOne(invocation, one, deletion);
    if (flags.bool("wait")) await waitUntilGone(invocation, one, uid, flags.durationMs("timeout"));
  }
}
