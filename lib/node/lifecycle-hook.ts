/** One postStart or preStop hook. Models pkg/kubelet/lifecycle/handlers.go; how a real kubelet words a failure is known from its source. */
import type { Container } from "../api/kinds/pod-spec.ts";
import { execFailureText } from "./command-line.ts";
import type { ContainerProcess } from "./container-process.ts";
import type { PodRuntime } from "./node-runtime.ts";
import { NO_TLS, requestForPod } from "./pod-request.ts";

type Hook = NonNullable<NonNullable<Container["lifecycle"]>["postStart"]>;

/** `settle` does not wait for a longer hook. */
const AWAITED_SECONDS = 60;
/** The kubelet's HTTP client has no limit of its own; a hook ends with its container. */
const HTTP_TIMEOUT_MS = 3_600_000;

/** Only inside an actor. @returns what went wrong, as the container's status says it; undefined when nothing did. */
export async function runHook(
  runtime: PodRuntime,
  spec: Container,
  process: ContainerProcess,
  hook: Hook,
): Promise<string | undefined> {
  const { node, pod } = runtime;
  const where = `for Container "${spec.name}" in Pod "${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})" failed - error:`;
  if (hook.sleep !== undefined) {
    const { seconds } = hook.sleep;
    await node.loop.sleep(seconds * 1_000, { background: seconds > AWAITED_SECONDS });
    return undefined;
  }
  if (hook.exec !== undefined) {
    const command = hook.exec.command ?? [];
    const failure = await runCommand(runtime, process, command);
    return failure === undefined
      ? undefined
      : `Exec lifecycle hook ([${command.join(" ")}]) ${where} ${failure}`;
  }
  if (hook.httpGet !== undefined) {
    const failure = await request(runtime, spec, hook.httpGet);
    return failure === undefined
      ? undefined
      : `HTTP lifecycle hook (${hook.httpGet.path ?? ""}) ${where} ${failure}`;
  }
  return "Cannot run handler"; // a TCP socket may be written, and never worked
}

async function runCommand(
  { node }: PodRuntime,
  process: ContainerProcess,
  command: readonly string[],
): Promise<string | undefined> {
  const result = await process.exec({ command });
  if (result === undefined)
    return `rpc error: code = Unknown desc = ${execFailureText(command[0] ?? "", node.random.hex(64))}: unknown, message: ""`;
  if (result.exitCode === 0) return undefined;
  return `command '${command.join(" ")}' exited with ${result.exitCode}: ${result.stderr}, message: ${JSON.stringify(`${result.stdout}${result.stderr}`)}`;
}

/** Any answer will do; a hook that asks a plain server for HTTPS is asked again without. */
async function request(
  runtime: PodRuntime,
  spec: Container,
  action: NonNullable<Hook["httpGet"]>,
): Promise<string | undefined> {
  const options = { timeoutMs: HTTP_TIMEOUT_MS, agent: "kube-lifecycle" };
  const answer = await requestForPod(runtime, spec, action, options);
  if (answer === undefined) return `strconv.Atoi: parsing "${action.port}": invalid syntax`;
  if ("reply" in answer) return undefined;
  if (!answer.failure.endsWith(NO_TLS)) return answer.failure;
  const again = await requestForPod(runtime, spec, { ...action, scheme: "HTTP" }, options);
  return again !== undefined && "failure" in again ? again.failure : undefined;
}
