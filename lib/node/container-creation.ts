/** Puts together what a container starts with: its command line, variables and files. Models generateContainerConfig of pkg/kubelet. */
import type { Container } from "../api/kinds/pod-spec.ts";
import { commandLineOf } from "./command-line.ts";
import { containerEnvironment } from "./container-environment.ts";
import type { ContainerLog } from "./container-log.ts";
import { ContainerProcess } from "./container-process.ts";
import { layered } from "./environment.ts";
import type { PresentImage } from "./image-puller.ts";
import type { PodRuntime } from "./node-runtime.ts";
import { hostsFile } from "./pod-files.ts";
import { podResolver, resolvConf } from "./resolver-config.ts";

const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** @throws ConfigError when a ConfigMap or Secret that the container needs is missing. */
export function createProcess(
  runtime: PodRuntime,
  spec: Container,
  found: PresentImage,
  log: ContainerLog,
  onExit: (exitCode: number) => void,
): ContainerProcess {
  const { node, pod, hostname } = runtime;
  const { image, reference } = found;
  const services = node.serviceEnvironment.of(
    pod.metadata.namespace ?? "",
    pod.spec.enableServiceLinks ?? true,
  );
  const own = containerEnvironment(runtime, spec, services);
  const { files, mounts } = runtime.volumesOf(spec, own);
  return new ContainerProcess({
    runtime,
    random: node.random,
    image,
    tag: reference.tag,
    argv: commandLineOf(spec, image, own),
    env: layered(
      () => ({ PATH, HOSTNAME: hostname, ...image.env }),
      () => own,
    ),
    files: () => ({ ...systemFiles(runtime), ...files() }),
    mounts,
    workingDir: spec.workingDir ?? image.workingDir,
    log,
    hasStdin: spec.stdin ?? false,
    onExit,
  });
}

function systemFiles({ pod, podIP, hostname }: PodRuntime): Record<string, string> {
  return {
    "/etc/hosts": hostsFile(pod, podIP),
    "/etc/resolv.conf": resolvConf(podResolver(pod)),
    "/etc/hostname": `${hostname}\n`,
  };
}
