/** `kubectl exec`. Models kubectl/pkg/cmd/exec. */
import { containerFlag, sliceFlag } from "../command-line/flag-sets.ts";
import { containerOf } from "../pods/containers.ts";
import { oneTarget, podOf, requireRunningTimeout } from "../pods/pod-of.ts";
import { overStream } from "../pods/streaming-error.ts";
import { openStreams, streamFlags, streamRequest } from "../pods/terminal.ts";
import { type Invocation, KubectlError, KubectlExit, usageError, type Verb } from "../verb.ts";

export const exec: Verb = {
  name: "exec",
  short: "Execute a command in a container",
  long: "Run a program in a container that runs already. What stands behind -- is the program and its arguments.",
  usage: "kubectl exec (POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]",
  examples: `# One command in the Pod client
kubectl exec client -- curl -s http://web

# In some Pod of the Deployment web
kubectl exec deploy/web -- env

# A shell to type in
kubectl exec -it client -- sh`,
  flags: [
    containerFlag("run in"),
    sliceFlag("filename", "Manifest of the object to run in.", { short: "f" }),
    ...streamFlags,
  ],
  typed: "objects",
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const { client } = invocation;
  const { word, command } = readArgs(invocation);
  const target = await oneTarget(invocation, word, "cannot exec into multiple objects at a time");
  const { pod } = await podOf(invocation, target, "attach");
  const { phase } = pod.status;
  if (phase === "Succeeded" || phase === "Failed")
    throw new KubectlError(`cannot exec into a container in a completed pod; current phase is ${phase}`);
  const container = containerOf(invocation, pod);
  const request = { container, command, ...streamRequest(openStreams(invocation)) };
  const { exitCode } = await client.api.pods
    .exec(pod.metadata.namespace ?? "", pod.metadata.name, request)
    .catch(overStream);
  if (exitCode !== 0) throw new KubectlExit(`command terminated with exit code ${exitCode}`, exitCode);
}

function readArgs(invocation: Invocation): {
  readonly word: string | undefined;
  readonly command: readonly string[];
} {
  const { args, dash, flags } = invocation;
  const files = flags.list("filename").length > 0;
  if (dash === undefined && (args.length > 1 || (args.length > 0 && files))) {
    throw usageError(
      invocation,
      "exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead",
    );
  }
  requireTimeout(invocation);
  const word = dash === 0 ? undefined : args[0];
  if (word === undefined && !files) throw new KubectlError("pod, type/name or --filename must be specified");
  const command = dash === undefined ? [] : args.slice(dash);
  if (command.length === 0) throw new KubectlError("you must specify at least one command for the container");
  return { word, command };
}

/** Unlike `logs` it points to its help. */
function requireTimeout(invocation: Invocation): void {
  try {
    requireRunningTimeout(invocation.flags);
  } catch (error) {
    throw usageError(invocation, (error as KubectlError).message);
  }
}
