/** The session of `kubectl attach`, `kubectl run -i` and `kubectl debug -i`. Models kubectl/pkg/cmd/attach. */
import { ApiError } from "../../api/api-error.ts";
import type { Pod } from "../../api/kinds/pod.ts";
import { type Invocation, KubectlError } from "../verb.ts";
import { followUntilStopped } from "../waiting/waiting.ts";
import { allContainers, isEphemeral } from "./containers.ts";
import { openStreams, streamRequest } from "./terminal.ts";

/** Sends standard input to the container's first process and prints what it prints, until it ends. */
export async function attachTo(invocation: Invocation, pod: Pod, container: string): Promise<void> {
  const { client, flags, out } = invocation;
  const { phase } = pod.status;
  if (phase === "Succeeded" || phase === "Failed")
    throw new KubectlError(`cannot attach a container in a completed pod; current phase is ${phase}`);
  const quiet = flags.bool("quiet");
  const hasTty = allContainers(pod).find(({ name }) => name === container)?.tty === true;
  const streams = openStreams(invocation);
  if (flags.bool("stdin") && flags.bool("tty") && !hasTty && !quiet)
    out.stderr(`error: Unable to use a TTY - container ${container} did not allocate one\n`);
  if (!quiet) out.stderr("If you don't see a command prompt, try pressing enter.\n");
  const tty = streams.tty && hasTty;
  const request = { container, ...streamRequest({ ...streams, tty }) };
  const attach = (signal?: AbortSignal) =>
    client.api.pods.attach(pod.metadata.namespace ?? "", pod.metadata.name, {
      ...request,
      ...(signal && { signal }),
    });
  await (request.terminal === undefined ? followUntilStopped(client, attach) : attach());
  if (tty && !quiet && pod.spec.restartPolicy === "Always") {
    const again = `kubectl attach ${pod.metadata.name} -c ${container} -i -t`;
    out.stdout(
      isEphemeral(pod, container)
        ? `Session ended, the ephemeral container will not be restarted but may be reattached using '${again}' if it is still running\n`
        : `Session ended, resume using '${again}' command when the pod is running\n`,
    );
  }
}

/** The same for a container just started: one that cannot be attached to shows its log. */
export async function attachOrLog(invocation: Invocation, pod: Pod, container: string): Promise<void> {
  try {
    await attachTo(invocation, pod, container);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    invocation.out.stderr(
      `warning: couldn't attach to pod/${pod.metadata.name}, falling back to streaming logs: ${error.message}\n`,
    );
    await printLog(invocation, pod, container);
  }
}

export async function printLog(
  { client, out }: Invocation,
  { metadata }: Pod,
  container: string,
): Promise<void> {
  out.stdout(await client.api.pods.logs(metadata.namespace ?? "", metadata.name, { container }));
}
