/** The session of `kubectl attach` and `kubectl run -i`. Models kubectl/pkg/cmd/attach. */
import type { Pod } from "../../api/kinds/pod.ts";
import { type Invocation, KubectlError } from "../verb.ts";
import { followUntilStopped } from "../waiting/waiting.ts";
import { openStreams, streamRequest } from "./terminal.ts";

/** Sends standard input to the container's first process and prints what it prints, until it ends. */
export async function attachTo(invocation: Invocation, pod: Pod, container: string): Promise<void> {
  const { client, flags, out } = invocation;
  const { phase } = pod.status;
  if (phase === "Succeeded" || phase === "Failed")
    throw new KubectlError(`cannot attach a container in a completed pod; current phase is ${phase}`);
  const quiet = flags.bool("quiet");
  const hasTty = pod.spec.containers.find(({ name }) => name === container)?.tty === true;
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
    out.stdout(
      `Session ended, resume using 'kubectl attach ${pod.metadata.name} -c ${container} -i -t' command when the pod is running\n`,
    );
  }
}
