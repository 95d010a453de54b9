/** `kubectl logs`. Models kubectl/pkg/cmd/logs. `-f` reads one container to its end. */
import type { LogOptions } from "../../api/api.ts";
import { isNotFound } from "../../api/api-error.ts";
import { type Pod, pods } from "../../api/kinds/pod.ts";
import { timeFault } from "../../api/time.ts";
import { quoted } from "../../go/strconv.ts";
import {
  boolFlag,
  containerFlag,
  durationFlag,
  intFlag,
  selectorFlag,
  stringFlag,
} from "../command-line/flag-sets.ts";
import { allContainers, containerOf, hasContainer } from "../pods/containers.ts";
import { oneTarget, podOf, podSelector, requireRunningTimeout } from "../pods/pod-of.ts";
import { type Invocation, KubectlError, usageError, type Verb } from "../verb.ts";
import { followUntilStopped } from "../waiting/waiting.ts";

const USAGE =
  "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command";
const SELECTOR_TAIL = 10;

export const logs: Verb = {
  name: "logs",
  short: "Print the logs for a container in a pod",
  long: "Print what a container wrote to its standard output and error.",
  usage: "kubectl logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]",
  examples: `# What the Pod web has printed
kubectl logs web

# Before its last restart
kubectl logs -p web

# The last lines of every Pod with app=web
kubectl logs -l app=web --tail=3 --prefix`,
  flags: [
    boolFlag("all-containers", "All containers of the Pods."),
    boolFlag("all-pods", "All Pods that the object finds, each line with its Pod."),
    containerFlag("read"),
    boolFlag("follow", "Go on reading until the container ends.", { short: "f" }),
    boolFlag("ignore-errors", "Go on with the next container when one cannot be read."),
    intFlag("limit-bytes", "0", "Print at most so many bytes; 0 for all.", { type: "int64" }),
    intFlag("max-log-requests", "5", "How many containers -f may read at once."),
    durationFlag("pod-running-timeout", "20s", "How long to wait until there is a Pod, e.g. 5s, 2m."),
    boolFlag("prefix", "Begin each line with its Pod and container."),
    boolFlag("previous", "The container's life before its last restart.", { short: "p" }),
    selectorFlag,
    durationFlag("since", "0s", "Only lines that are younger, e.g. 5s, 2m; 0 for all."),
    stringFlag("since-time", "Only lines after this time (RFC 3339)."),
    intFlag("tail", "-1", "Only so many last lines; -1 for all, and 10 with a selector.", { type: "int64" }),
    boolFlag("timestamps", "Begin each line with its time."),
  ],
  unmodelledFlags: ["insecure-skip-tls-verify-backend"],
  run,
};

interface LogSource {
  readonly pod: Pod;
  readonly container: string;
}

async function run(invocation: Invocation): Promise<void> {
  const { flags } = invocation;
  checkArgs(invocation);
  requireRunningTimeout(flags);
  const options = logOptions(invocation);
  const chosen = await chosenPods(invocation);
  const found = chosen.flatMap((pod) => containers(invocation, pod));
  const follows = flags.bool("follow");
  const limit = flags.int("max-log-requests");
  if (follows && found.length > limit) {
    throw new KubectlError(
      `you are attempting to follow ${found.length} log streams, but maximum allowed concurrency is ${limit}, use --max-log-requests to increase the limit`,
    );
  }
  if (!follows) for (const source of found) await print(invocation, source, options);
  else
    await followUntilStopped(invocation.client, (signal) =>
      Promise.all(found.map((source) => print(invocation, source, { ...options, signal }))),
    );
}

function checkArgs(invocation: Invocation): void {
  const { args, flags } = invocation;
  const selector = flags.string("selector");
  if ((args.length === 0 && selector === "") || args.length > 2) throw usageError(invocation, USAGE);
  if (args.length === 1 && selector !== "")
    throw usageError(invocation, "only a selector (-l) or a POD name is allowed");
}

/** Looked at only when the object is found. @throws KubectlError */
function checkFlags(invocation: Invocation): void {
  const { args, flags } = invocation;
  const sinceTime = flags.string("since-time");
  if (sinceTime !== "" && flags.durationMs("since") !== 0)
    throw new KubectlError("at most one of `sinceTime` or `sinceSeconds` may be specified");
  if (flags.bool("all-containers") && wantedContainer(invocation) !== "")
    throw new KubectlError(
      `--all-containers=true should not be specified with container name ${wantedContainer(invocation)}`,
    );
  if (flags.changed("container") && args.length === 2)
    throw new KubectlError("only one of -c or an inline [CONTAINER] arg is allowed");
  if (flags.int("limit-bytes") < 0) throw new KubectlError("--limit-bytes must be greater than 0");
  if (flags.durationMs("since") < 0) throw new KubectlError("--since must be greater than 0");
  if (flags.int("tail") < -1) throw new KubectlError("--tail must be greater than or equal to -1");
}

function wantedContainer({ args, flags }: Invocation): string {
  return args[1] ?? flags.string("container");
}

function logOptions({ flags, client }: Invocation): LogOptions {
  const tail = flags.string("selector") !== "" && !flags.changed("tail") ? SELECTOR_TAIL : flags.int("tail");
  const sinceTime = flags.string("since-time");
  const fault = sinceTime === "" ? undefined : timeFault(sinceTime);
  if (fault !== undefined) throw new KubectlError(fault);
  const limitBytes = flags.int("limit-bytes");
  const sinceMs = sinceTime === "" ? flags.durationMs("since") : client.now() - Date.parse(sinceTime);
  return {
    previous: flags.bool("previous"),
    timestamps: flags.bool("timestamps"),
    ...(tail >= 0 ? { tailLines: tail } : {}),
    ...(limitBytes > 0 ? { limitBytes } : {}),
    ...(sinceMs > 0 ? { sinceSeconds: Math.ceil(sinceMs / 1000) } : {}),
  };
}

async function chosenPods(invocation: Invocation): Promise<readonly Pod[]> {
  const { args, flags, client, namespace, out } = invocation;
  const selector = flags.string("selector");
  if (selector !== "") {
    if (args.length > 0)
      throw new KubectlError(
        "selectors and the all flag cannot be used when passing resource/name arguments",
      );
    const found = client.api.list(pods, { namespace, labelSelector: selector }).items;
    if (found.length === 0) out.stderr(`No resources found in ${namespace} namespace.\n`);
    checkFlags(invocation);
    return found;
  }
  const target = await oneTarget(invocation, args[0]).catch((error: unknown) => {
    throw isNotFound(error)
      ? new KubectlError(
          `error from server (NotFound): ${(error as Error).message} in namespace ${quoted(namespace)}`,
        )
      : error;
  });
  checkFlags(invocation);
  if (flags.bool("all-pods") && target.kind !== pods) {
    return client.api.list(pods, {
      namespace: target.namespace,
      labelSelector: podSelector(target, "get the logs from"),
    }).items;
  }
  const { pod, count } = await podOf(invocation, target, "logs");
  if (count > 1) out.stderr(`Found ${count} pods, using pod/${pod.metadata.name}\n`);
  return [pod];
}

function containers(invocation: Invocation, pod: Pod): readonly LogSource[] {
  if (invocation.flags.bool("all-containers")) {
    return allContainers(pod).map(({ name }) => ({ pod, container: name }));
  }
  const wanted = wantedContainer(invocation);
  if (wanted !== "" && !hasContainer(pod, wanted))
    throw new KubectlError(`container ${wanted} is not valid for pod ${pod.metadata.name}`);
  return [
    {
      pod,
      container: wanted === "" ? containerOf(invocation, pod, invocation.flags.bool("all-pods")) : wanted,
    },
  ];
}

async function print(
  invocation: Invocation,
  { pod, container }: LogSource,
  options: LogOptions,
): Promise<void> {
  const { client, flags, out } = invocation;
  const { namespace = "", name } = pod.metadata;
  const prefix = flags.bool("prefix") || flags.bool("all-pods") ? `[pod/${name}/${container}] ` : "";
  const show = (text: string): void => out.stdout(prefix === "" ? text : text.replaceAll(/^(?=.)/gm, prefix));
  try {
    const follow = flags.bool("follow") ? { follow: show } : {};
    show(await client.api.pods.logs(namespace, name, { ...options, container, ...follow }));
  } catch (error) {
    if (!flags.bool("ignore-errors")) throw error;
    out.stdout(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}
