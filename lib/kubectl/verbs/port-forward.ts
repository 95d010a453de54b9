/**
 * `kubectl port-forward`: arguments and Pods are checked as the real one does it. It then holds a port of the learner's
 * machine open until it is interrupted, and a script in this shell is never interrupted: so it says what to do instead.
 */
import { services } from "../../api/kinds/service.ts";
import { portNameFaults } from "../../api/names.ts";
import { podRunningTimeoutFlag } from "../flag-sets.ts";
import { oneTarget, podOf } from "../pod-of.ts";
import { type Invocation, KubectlError, usageError, type Verb } from "../verb.ts";

export const portForward: Verb = {
  name: "port-forward",
  help: {
    short: "Forward one or more local ports to a pod",
    long: "Open a port of this machine that leads to a port of one Pod. This simulated kubectl only checks what you ask for: a script cannot go on beside it.",
    usage: "kubectl port-forward TYPE/NAME [options] [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]",
    examples: "# Port 8080 of this machine for port 80 of one Pod behind the Service web\nkubectl port-forward service/web 8080:80",
  },
  flags: [{ name: "address", type: "stringSlice", default: "", usage: "Addresses of this machine to listen on." }, podRunningTimeoutFlag],
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const [word, ...ports] = invocation.args;
  if (word === undefined || ports.length === 0) throw usageError(invocation, "TYPE/NAME and list of ports are required for port-forward");
  const target = await oneTarget(invocation, word);
  const { pod } = await podOf(invocation, target, "attach");
  for (const pair of ports) checkPort(pair, target.kind === services);
  if (pod.status.phase !== "Running") throw new KubectlError(`unable to forward port because pod is not running. Current status=${pod.status.phase}`);
  throw new KubectlError(
    `port-forward would now hold a port of this machine open for pod/${pod.metadata.name} until Ctrl-C; this simulated shell cannot. ` +
      "Send the request from inside the cluster instead: kubectl exec POD -- curl -s http://NAME:PORT",
  );
}

/** @throws KubectlError */
function checkPort(pair: string, isService: boolean): void {
  const [first = "", second, ...more] = pair.split(":");
  if (more.length > 0) throw new KubectlError(`invalid port format '${pair}'`);
  const remote = second ?? first;
  if (second !== undefined && first !== "" && !isPort(first))
    throw new KubectlError(`error parsing local port '${first}': strconv.ParseUint: parsing "${first}": invalid syntax`);
  if (isPort(remote)) return;
  if (!isService || portNameFaults(remote).length > 0)
    throw new KubectlError(`error parsing remote port '${remote}': strconv.ParseUint: parsing "${remote}": invalid syntax`);
}

function isPort(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) <= 65_535;
}
