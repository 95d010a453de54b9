/** What keeps Pods, whatever its kind: the workload at the top of their owners, whose template an update changes. */
import {
  type Cluster,
  type DaemonSet,
  type Deployment,
  daemonSets,
  deployments,
  type Kind,
  type Pod,
  type ReplicaSet,
  replicaSets,
  type StatefulSet,
  statefulSets,
} from "service-bootcamp";

/** What an update changes in a Pod template. */
export interface PodChange {
  readonly annotations?: Readonly<Record<string, string>>;
  /** Of each container, over a variable of the same name. */
  readonly env?: Readonly<Record<string, string>>;
}

type Keeper = DaemonSet | Deployment | ReplicaSet | StatefulSet;

const kinds: Readonly<Record<string, ReturnType<typeof accessTo>>> = {
  DaemonSet: accessTo(daemonSets),
  Deployment: accessTo(deployments),
  ReplicaSet: accessTo(replicaSets),
  StatefulSet: accessTo(statefulSets),
};

function accessTo<T extends Keeper>(kind: Kind<T>) {
  return {
    find: ({ api }: Cluster, namespace: string, name: string): Keeper | undefined =>
      api.find(kind, namespace, name),
    patch: ({ api }: Cluster, { metadata: { namespace = "", name } }: Keeper, body: object): void => {
      api.patch(kind, namespace, name, { type: "application/merge-patch+json", body });
    },
  };
}

/** Changes the template of every keeper of these Pods, and does not wait. A Pod made by hand has none, and stays as it is. */
export function updateKeepers(cluster: Cluster, all: readonly Pod[], change: PodChange): void {
  const keepers = new Map<string, Keeper>();
  for (const pod of all) {
    const keeper = keeperOf(cluster, pod);
    if (keeper !== undefined) keepers.set(keeper.metadata.uid, keeper);
  }
  for (const keeper of keepers.values())
    kinds[keeper.kind]?.patch(cluster, keeper, { spec: { template: changed(keeper, change) } });
}

/** The highest of its owners. */
function keeperOf(cluster: Cluster, { metadata }: Pod | Keeper): Keeper | undefined {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner === undefined) return undefined;
  const keeper = kinds[owner.kind]?.find(cluster, metadata.namespace ?? "", owner.name);
  return keeper && (keeperOf(cluster, keeper) ?? keeper);
}

function changed({ spec: { template } }: Keeper, { annotations = {}, env = {} }: PodChange) {
  const containers = template.spec.containers.map((container) => ({
    ...container,
    env: [
      ...(container.env ?? []).filter(({ name }) => !Object.hasOwn(env, name)),
      ...Object.entries(env).map(([name, value]) => ({ name, value })),
    ],
  }));
  return { metadata: { annotations }, spec: { containers } };
}
