/** The container of a Pod that a command line names, or its default one. Models kubectl/pkg/cmd/util/podcmd. */
import type { Pod } from "../../api/kinds/pod.ts";
import type { Container, EphemeralContainer } from "../../api/kinds/pod-spec.ts";
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
  const ephemerals = (pod.spec.ephemeralContainers ?? []).map((container) => `${container.name} (ephem)`);
  const all = [...names, ...ephemerals, ...inits];
  if (chosen !== annotated && all.length > 1 && !quiet)
    out.stderr(`Defaulted container "${chosen}" out of: ${all.join(", ")}\n`);
  return chosen;
}

/** All containers, in the order in which the real one goes through them. */
export function allContainers({ spec }: Pod): readonly (Container | EphemeralContainer)[] {
  return [...(spec.initContainers ?? []), ...spec.containers, ...(spec.ephemeralContainers ?? [])];
}

export function hasContainer(pod: Pod, name: string): boolean {
  return allContainers(pod).some((container) => container.name === name);
}

export function isEphemeral({ spec }: Pod, name: string): boolean {
  return (spec.ephemeralContainers ?? []).some((container) => container.name === name);
}
