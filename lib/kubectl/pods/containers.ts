/** The container of a Pod that a command line names, or its default one. Models kubectl/pkg/cmd/util/podcmd. */
import type { Pod } from "../../api/kinds/pod.ts";
import { type Invocation, KubectlError } from "../verb.ts";

const DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

/** The container of `-c`, else the default one, which is said on stderr where there are several. */
export function containerOf(
  { flags, out }: Invocation,
  pod: Pod,
  quiet = flags.has("quiet") && flags.bool("quiet"),
): string {
  const wanted = flags.string("container");
  if (wanted !== "") return wanted;
  const names = pod.spec.containers.map((container) => container.name);
  const annotated = pod.metadata.annotations?.[DEFAULT_CONTAINER];
  const chosen = annotated !== undefined && names.includes(annotated) ? annotated : names[0];
  if (chosen === undefined)
    throw new KubectlError(`pod ${pod.metadata.namespace}/${pod.metadata.name} does not have any containers`);
  const inits = (pod.spec.initContainers ?? []).map((container) => `${container.name} (init)`);
  const all = [...names, ...inits];
  if (chosen !== annotated && all.length > 1 && !quiet)
    out.stderr(`Defaulted container "${chosen}" out of: ${all.join(", ")}\n`);
  return chosen;
}

/** Whether the Pod has such a container, or init container. */
export function hasContainer(pod: Pod, name: string): boolean {
  return [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].some(
    (container) => container.name === name,
  );
}
