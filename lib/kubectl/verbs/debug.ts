/** `kubectl debug`. Models kubectl/pkg/cmd/debug of 1.33. */
import { notFound } from "../../api/api-error.ts";
import { nodes } from "../../api/kinds/node.ts";
import { type ContainerStatus, type Pod, pods } from "../../api/kinds/pod.ts";
import type { Draft } from "../../api/schema.ts";
import { createTwoWayMergePatch } from "../../api/strategic-merge.ts";
import { quoted } from "../../go/strconv.ts";
import { boolFlag, containerFlag, sliceFlag, stringFlag } from "../command-line/flag-sets.ts";
import { attachOrLog, printLog } from "../pods/attaching.ts";
import { checkDebugFlags, debugOptions, informs } from "../pods/debug-options.ts";
import {
  type DebugOptions,
  type DebugPod,
  nodeDebugPod,
  podCopy,
  withDebugContainer,
} from "../pods/debug-pods.ts";
import { quietFlag, stdinFlag, ttyFlag } from "../pods/terminal.ts";
import { NO_SELECTORS, readSelection } from "../targets/selection.ts";
import { type Target, visitTargets } from "../targets/targets.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";
import { watchUntil } from "../waiting/waiting.ts";

export const debug: Verb = {
  name: "debug",
  short: "Create debugging sessions for troubleshooting workloads and nodes",
  long: "Look into a Pod with the tools of another image: by a container added to it, or in a copy of it. For a node: by a Pod in the node's own namespaces, with the node's files below /host.",
  usage: "kubectl debug (POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ]",
  examples: `# A shell in the network of the Pod web
kubectl debug web -it --image=busybox --target=nginx --profile=general

# A copy of the Pod web with another image
kubectl debug web --copy-to=web-debug --set-image=nginx=nginx:1.27

# On a node
kubectl debug node/node-1 -it --image=busybox --profile=sysadmin`,
  flags: [
    sliceFlag("filename", "Manifest of what to debug.", { short: "f" }),
    boolFlag("arguments-only", "What stands behind -- are arguments, and not the program itself."),
    boolFlag("attach", "Wait for the container and attach to it; so it is with --stdin."),
    containerFlag("debug with"),
    stringFlag("copy-to", "Name of a copy of the Pod to debug instead of it."),
    boolFlag("replace", "Delete the original of --copy-to."),
    sliceFlag("env", "Environment variables of the container: NAME=value."),
    stringFlag("image", "Image of the debugging container."),
    boolFlag("keep-labels", "Keep the Pod's labels in the copy."),
    boolFlag("keep-annotations", "Keep the Pod's annotations in the copy."),
    boolFlag("keep-liveness", "Keep the Pod's liveness probes in the copy."),
    boolFlag("keep-readiness", "Keep the Pod's readiness probes in the copy."),
    boolFlag("keep-startup", "Keep the Pod's startup probes in the copy."),
    boolFlag("keep-init-containers", "Run the Pod's init containers in the copy.", { default: "true" }),
    sliceFlag("set-image", "Images of the copy's containers: name=image."),
    stringFlag("image-pull-policy", "Always, IfNotPresent or Never; decided by the image's tag when empty."),
    stdinFlag,
    quietFlag,
    boolFlag("same-node", "Put the copy on the node of its original."),
    boolFlag("share-processes", "Let the copy's containers see each other's processes.", { default: "true" }),
    stringFlag("target", "Container whose processes the debugging container is to see."),
    ttyFlag,
    stringFlag(
      "profile",
      "What the container may: legacy, general, baseline, netadmin, restricted or sysadmin.",
      {
        default: "legacy",
      },
    ),
    stringFlag("custom", "File with parts of the container's specification."),
  ],
  typed: "objects",
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const { args, dash, flags } = invocation;
  const options = await debugOptions(invocation);
  const names = dash === undefined ? args : args.slice(0, dash);
  checkDebugFlags(invocation, options, names);
  const attaches = flags.changed("attach") ? flags.bool("attach") : flags.bool("stdin");
  const request = { args: names, resource: pods.plural, selectors: NO_SELECTORS, continueOnError: false };
  await visitTargets(invocation, await readSelection(invocation, request), async (target) => {
    const { pod, container } = started(invocation, target, options);
    if (attaches && container !== "") await session(invocation, pod, container);
  });
}

/** @throws KubectlError, ApiError */
function started(
  invocation: Invocation,
  target: Target,
  options: DebugOptions,
): { pod: Pod; container: string } {
  const { client, namespace } = invocation;
  const { object, kind } = target;
  if (kind === nodes) return created(invocation, nodeDebugPod(object.metadata.name, options), namespace);
  if (kind !== pods)
    throw new KubectlError(
      `${quoted(`${kind.group}/${kind.version}, Kind=${kind.kind}`)} not supported by debug`,
    );
  const original = object as Pod;
  if (options.copyTo === "") return added(invocation, original, withDebugContainer(original, options));
  const copy = podCopy(original, options);
  warnOfUser(invocation, copy, copy.pod.spec?.containers);
  const made = created(invocation, copy, target.namespace);
  if (invocation.flags.bool("replace"))
    client.api.delete(pods, target.namespace, original.metadata.name, { gracePeriodSeconds: 0 });
  return made;
}

function created({ client }: Invocation, { pod, container }: DebugPod, namespace: string) {
  const options = { fieldManager: "kubectl-debug" };
  return { pod: client.api.create(pods, namespace, pod as Pod, options), container };
}

function added(invocation: Invocation, original: Pod, { pod, container }: DebugPod) {
  warnOfUser(invocation, { pod, container }, pod.spec?.ephemeralContainers);
  const { name, namespace = "" } = original.metadata;
  const patch = {
    type: "application/strategic-merge-patch+json",
    body: createTwoWayMergePatch(original, pod, pods.schema),
  } as const;
  const { api } = invocation.client;
  const changed = api.patch(pods, namespace, name, patch, {
    fieldManager: "kubectl-debug",
    subresource: "ephemeralcontainers",
    warn: invocation.out.warn,
  });
  return { pod: changed, container };
}

/** Capabilities help little where the whole Pod runs as somebody else than root. */
function warnOfUser(
  { out }: Invocation,
  { pod, container }: DebugPod,
  containers: NonNullable<Draft<Pod>["spec"]>["containers"],
): void {
  const ofPod = pod.spec?.securityContext?.runAsUser ?? 0;
  const context = containers?.find(({ name }) => name === container)?.securityContext;
  if (ofPod === 0 || context === undefined || context.runAsUser === 0) return;
  if (context.privileged !== true && (context.capabilities?.add ?? []).length === 0) return;
  out.stderr(
    'Warning: Non-root user is configured for the entire target Pod, and some capabilities granted by debug profile may not work. Please consider using "--custom" with a custom profile that specifies "securityContext.runAsUser: 0".\n',
  );
}

/** Waits until the container runs, or has run, and shows what it prints. */
async function session(invocation: Invocation, { metadata }: Pod, container: string): Promise<void> {
  const { client, out } = invocation;
  const { name, namespace = "" } = metadata;
  const selection = { namespace, fieldSelector: `metadata.name=${name}`, timeoutMs: 0 };
  const warned = new Set<string>();
  const pod = await watchUntil(client, pods, selection, ({ type, object }) => {
    if (type === "DELETED") throw notFound(pods, "");
    const { running, terminated, waiting } = statusOf(object, container)?.state ?? {};
    if (running !== undefined || terminated !== undefined) return object;
    const why = waiting?.message ?? "";
    if (why !== "" && informs(invocation) && !warned.has(why)) {
      warned.add(why);
      out.stderr(`Warning: container ${container}: ${why}\n`);
    }
    return undefined;
  });
  if (statusOf(pod, container)?.state?.terminated === undefined)
    await attachOrLog(invocation, pod, container);
  else await printLog(invocation, pod, container);
}

function statusOf({ status }: Pod, name: string): ContainerStatus | undefined {
  const { initContainerStatuses = [], containerStatuses = [], ephemeralContainerStatuses = [] } = status;
  return [...initContainerStatuses, ...containerStatuses, ...ephemeralContainerStatuses].find(
    (each) => each.name === name,
  );
}
