/**
 * `kubectl port-forward` on the node: connections from inside a Pod's network namespace, so that the server sees
 * 127.0.0.1 and what listens there only answers, too. Models internal/cri/server/sandbox_portforward_linux.go of
 * containerd and its texts; a node's localhost has both an IPv4 and an IPv6 address.
 *
 * The forwarding stays open when the Pod is gone, as the real one does: kubectl hears of it at its next connection.
 */
import type { PortConnection, PortForward, PortReply, PortRequest } from "../api/api.ts";
import type { Outcome } from "../network/http.ts";
import type { PodRuntime } from "./node-runtime.ts";

const LOCALHOST = "127.0.0.1";

export function createPortForward(runtime: PodRuntime): PortForward {
  const { node, sockets } = runtime;
  // Drawn from a source of its own: to forward a port must not change the history of the cluster.
  const random = node.random.fork(`sandbox/${runtime.pod.metadata.uid}`);
  const sandbox = random.hex(64);
  const namespace = runtime.pod.spec.hostNetwork === true ? "host" : `/var/run/netns/cni-${random.uuid()}`;
  const failure = (port: number, why: string): Error =>
    new Error(`error forwarding port ${port} to pod ${sandbox}, uid : ${why}`);
  return {
    connect(port) {
      if (!runtime.hasNetwork) throw failure(port, `network namespace for sandbox "${sandbox}" is closed`);
      if (sockets.at(port, true) !== undefined) return createConnection(runtime, port);
      const refused = "connect: connection refused";
      const dialled = `IPv4: dial tcp4 ${LOCALHOST}:${port}: ${refused} IPv6 dial tcp6 [::1]:${port}: ${refused} `;
      const why = `failed to connect to localhost:${port} inside namespace "${sandbox}", ${dialled}`;
      throw failure(port, `failed to execute portforward in network namespace "${namespace}": ${why}`);
    },
  };
}

function createConnection(runtime: PodRuntime, port: number): PortConnection {
  const { network } = runtime.node;
  const { source } = runtime.client();
  const connection: PortConnection = { send };
  let isOpen = true;
  let isFirst = true;
  async function send(request: PortRequest): Promise<PortReply | undefined> {
    const outgoing = { ...request, host: LOCALHOST, port, keepAlive: connection };
    // Its server has ended meanwhile; another one on the same port does not have this connection.
    if (!isFirst && network.addressOfKept(outgoing) === undefined) isOpen = false;
    isFirst = false;
    if (!isOpen) return undefined;
    const outcome: Outcome = await network.send(source, LOCALHOST, outgoing, { background: true });
    if ("reply" in outcome) return outcome.reply;
    isOpen = false;
    return undefined;
  }
  return connection;
}
