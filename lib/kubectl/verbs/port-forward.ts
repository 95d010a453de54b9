/**
 * `kubectl port-forward`: ports of the learner's own machine that lead to one Pod. Models kubectl/pkg/cmd/portforward: the
 * Pod is chosen once, and its death is noticed by the next connection alone. Goes on until it is interrupted.
 *
 * Leaves out IPv6: what listens at ::1 is announced and never reached. SIGINT ends it as any other signal does.
 */
import type { PortConnection, PortForward } from "../../api/api.ts";
import { pods } from "../../api/kinds/pod.ts";
import { type Service, services } from "../../api/kinds/service.ts";
import { podRunningTimeoutFlag, sliceFlag } from "../command-line/flag-sets.ts";
import { klogError } from "../klog.ts";
import { type ForwardedPort, forwardedPorts } from "../pods/forwarded-ports.ts";
import { oneTarget, podOf } from "../pods/pod-of.ts";
import { listenAddresses, listenOn } from "../pods/port-listeners.ts";
import { overStream } from "../pods/streaming-error.ts";
import {
  type Invocation,
  KubectlError,
  type PortHandler,
  type TerminalConnection,
  usageError,
  type Verb,
} from "../verb.ts";
import { followUntilStopped } from "../waiting/waiting.ts";

export const portForward: Verb = {
  name: "port-forward",
  short: "Forward one or more local ports to a pod",
  long: "Open a port of this machine that leads to a port of one Pod, until Ctrl-C. Of a Service or a Deployment, one Pod is chosen at the start: nothing is balanced.",
  usage:
    "kubectl port-forward TYPE/NAME [options] [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]",
  examples: `# Port 8080 of this machine for port 80 of one Pod behind the Service web; the script goes on beside it
kubectl port-forward service/web 8080:80 &

# Any free port of this machine for the Pod's port 5000
kubectl port-forward pod/mypod :5000

# On all addresses of this machine, for port 80 of one Pod of the Deployment web
kubectl port-forward --address 0.0.0.0 deployment/web 8080:80`,
  flags: [
    sliceFlag("address", "Addresses of this machine to listen on, or localhost, which is the default."),
    podRunningTimeoutFlag,
  ],
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const { args, client, flags, out } = invocation;
  const [word, ...words] = args;
  if (word === undefined || words.length === 0)
    throw usageError(invocation, "TYPE/NAME and list of ports are required for port-forward");
  if (flags.durationMs("pod-running-timeout") <= 0)
    throw usageError(invocation, "--pod-running-timeout must be higher than zero");
  const target = await oneTarget(invocation, word);
  const { pod: chosen } = await podOf(invocation, target, "attach");
  const ports = forwardedPorts(
    words,
    chosen,
    target.kind === services ? (target.object as Service) : undefined,
  );
  const { name, namespace = "" } = chosen.metadata;
  const { phase } = client.api.get(pods, namespace, name).status;
  if (phase !== "Running")
    throw new KubectlError(`unable to forward port because pod is not running. Current status=${phase}`);
  const addresses = listenAddresses(flags.changed("address") ? flags.list("address") : ["localhost"]);
  if (client.localPorts === undefined)
    throw new KubectlError("this machine has no ports of its own to forward");
  const way = wayTo(() => client.api.pods.portForward(namespace, name));
  const lost = new AbortController();
  const serve = (port: ForwardedPort): PortHandler => forwardTo(way, port, invocation, () => lost.abort());
  const close = listenOn(ports, { addresses, local: client.localPorts, out, serve });
  try {
    await untilOver(invocation, lost.signal);
  } finally {
    close();
  }
  if (lost.signal.aborted) throw new KubectlError("lost connection to pod");
}

function wayTo(open: () => PortForward): PortForward {
  try {
    return open();
  } catch (error) {
    return overStream(error);
  }
}

/** @param lose called when a connection to the Pod fails. */
function forwardTo(
  way: PortForward,
  { local, remote }: ForwardedPort,
  { client, out }: Invocation,
  lose: () => void,
): PortHandler {
  const connections = new WeakMap<object, PortConnection>();
  return async ({ connection = {}, ...request }) => {
    try {
      if (!connections.has(connection)) out.stdout(`Handling connection for ${local}\n`);
      const open = connections.get(connection) ?? way.connect(remote);
      connections.set(connection, open);
      const reply = await open.send(request);
      if (reply !== undefined) return reply;
      connections.delete(connection);
    } catch (error) {
      const text = `an error occurred forwarding ${local} -> ${remote}: ${(error as Error).message}`;
      out.stderr(
        klogError(client.now(), "portforward.go:424", `"Unhandled Error" err=${JSON.stringify(text)}`),
      );
      lose();
    }
    return { failure: "empty" };
  };
}

/** Until Ctrl-C, a signal, or the loss of the Pod. */
async function untilOver({ client }: Invocation, lost: AbortSignal): Promise<void> {
  const { loop, shell } = client;
  if (shell.terminal !== undefined && shell.hasTimeLimit !== true) return untilInterrupted(shell.terminal);
  const follow = (end: AbortSignal): Promise<void> =>
    loop.park(() => {}, AbortSignal.any([end, lost])).catch(() => {}); // however it ends, the ports are freed
  // A job in the background, and a command under `timeout`, is ended from outside.
  if (shell.signal !== undefined) await follow(shell.signal);
  else await followUntilStopped(client, follow, "put & behind the command, and the script goes on beside it");
}

const INTERRUPT = "\u0003";

/** Only the person at this terminal could send a request, so simulated time stands still. */
async function untilInterrupted(terminal: TerminalConnection): Promise<void> {
  for (let keys = await terminal.read(); keys !== undefined && !keys.includes(INTERRUPT); )
    keys = await terminal.read();
  terminal.write("^C\r\n");
}
