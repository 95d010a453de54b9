/**
 * One attempt of a probe, and what the kubelet says of it. Models pkg/probe and pkg/kubelet/prober/prober.go. No image
 * here speaks gRPC, so a gRPC probe fails as it does against any other server: at its time limit.
 * The texts are known from events of real clusters.
 */
import type { Container, Probe } from "../api/kinds/pod-spec.ts";
import { durationText } from "../go/duration.ts";
import { execFailureText } from "./command-line.ts";
import type { ContainerProcess } from "./container-process.ts";
import type { PodRuntime } from "./node-runtime.ts";
import { portNumber, requestForPod } from "./pod-request.ts";

/** `error`: the probe itself could not be made, which counts neither for nor against the container. */
export type ProbeResult = "success" | { readonly failure: string } | { readonly error: string };

/** Only inside an actor. */
export async function attemptProbe(
  runtime: PodRuntime,
  spec: Container,
  process: ContainerProcess,
  probe: Probe,
): Promise<ProbeResult> {
  const timeoutMs = (probe.timeoutSeconds ?? 1) * 1_000;
  if (probe.exec !== undefined) return attemptExec(runtime, process, probe.exec.command ?? [], timeoutMs);
  if (probe.httpGet !== undefined) return attemptHttp(runtime, spec, probe.httpGet, timeoutMs);
  if (probe.tcpSocket !== undefined) return attemptConnection(runtime, spec, probe.tcpSocket, timeoutMs);
  return attemptGrpc(runtime, probe.grpc?.port ?? 0, timeoutMs);
}

async function attemptExec(
  { node }: PodRuntime,
  process: ContainerProcess,
  command: readonly string[],
  timeoutMs: number,
): Promise<ProbeResult> {
  const limit = new AbortController();
  const timer = node.loop.schedule(timeoutMs, () => limit.abort(), { background: true });
  const result = await process.exec({ command }, limit.signal);
  timer.cancel();
  if (limit.signal.aborted)
    return {
      failure: `command timed out: "${command.join(" ")}" timed out after ${durationText(timeoutMs)}`,
    };
  if (result !== undefined)
    return result.exitCode === 0 ? "success" : { failure: `${result.stdout}${result.stderr}` };
  return {
    error: `rpc error: code = Unknown desc = ${execFailureText(command[0] ?? "", node.random.hex(64))}: unknown`,
  };
}

async function attemptHttp(
  runtime: PodRuntime,
  spec: Container,
  action: NonNullable<Probe["httpGet"]>,
  timeoutMs: number,
): Promise<ProbeResult> {
  const answer = await requestForPod(runtime, spec, action, { timeoutMs, agent: "kube-probe" });
  if (answer === undefined) return unknownPort(action.port);
  if ("failure" in answer) return answer;
  const { status } = answer.reply;
  return status >= 200 && status < 400
    ? "success"
    : { failure: `HTTP probe failed with statuscode: ${status}` };
}

async function attemptConnection(
  { node, podIP }: PodRuntime,
  spec: Container,
  { port, host }: NonNullable<Probe["tcpSocket"]>,
  timeoutMs: number,
): Promise<ProbeResult> {
  const number = portNumber(spec, port);
  if (number === undefined) return unknownPort(port);
  const address = host === undefined || host === "" ? podIP : host;
  const failure = node.network.connectError(node.source, address, number);
  if (failure === undefined) return "success";
  if (failure === "i/o timeout") await node.loop.sleep(timeoutMs, { background: true });
  return { failure: `dial tcp ${address}:${number}: ${failure}` };
}

async function attemptGrpc(
  { node, podIP }: PodRuntime,
  port: number,
  timeoutMs: number,
): Promise<ProbeResult> {
  await node.loop.sleep(timeoutMs, { background: true });
  return {
    failure: `timeout: failed to connect service "${podIP}:${port}" within ${durationText(timeoutMs)}: context deadline exceeded`,
  };
}

/** The name is no port of the container's, and no number either. */
function unknownPort(port: number | string): ProbeResult {
  return { error: `strconv.Atoi: parsing "${port}": invalid syntax` };
}
