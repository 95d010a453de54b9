/** A Pod of the system that has been running since before the simulation began: nobody saw it start. */
import type { Api } from "../api/api.ts";
import { type ContainerStatus, type Pod, type PodCondition, pods } from "../api/kinds/pod.ts";
import type { KubeObject } from "../api/metadata.ts";
import type { Draft, Manifest } from "../api/schema.ts";
import type { podFromTemplate } from "../controllers/pod-from-template.ts";
import type { Random } from "../sim/random.ts";

export const KUBE_SYSTEM = "kube-system";

/** A node on which it runs. */
export interface SystemNode {
  readonly name: string;
  readonly ip: string;
}

/** What all objects of the system are made with. */
export interface SystemContext {
  readonly api: Api;
  /** A stream of its own, so that what users make is not drawn otherwise. */
  readonly random: Random;
  /** Now, as the API writes it. */
  readonly timestamp: string;
}

export type Template = Parameters<typeof podFromTemplate>[1];

export interface Placement {
  readonly node: SystemNode;
  readonly podIP: string;
  /** The image by its digest, as a node reports it. */
  readonly imageID: string;
}

/** @param manifest as a controller makes it from its template. */
export function createRunningPod(
  { api, random, timestamp }: SystemContext,
  owner: KubeObject,
  manifest: Manifest<Pod>,
  { node, podIP, imageID }: Placement,
): void {
  const { generateName, ...metadata } = manifest.metadata ?? {};
  // Admission mounts the token into each container, which the template shares with others.
  const containers = manifest.spec?.containers?.map((container) => ({ ...container }));
  const spec = { ...manifest.spec, containers, nodeName: node.name } as Draft<Pod["spec"]>;
  const draft = {
    metadata: {
      ...metadata,
      generateName,
      name: `${owner.metadata.name}-${random.suffix()}`,
      uid: random.uuid(),
    },
    spec,
  };
  const pod = api.create(pods, KUBE_SYSTEM, draft, { by: "component" });
  const status: Pod["status"] = {
    ...pod.status,
    phase: "Running",
    conditions: ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"].map(
      (type): PodCondition => ({ type, status: "True", lastProbeTime: null, lastTransitionTime: timestamp }),
    ),
    hostIP: node.ip,
    hostIPs: [{ ip: node.ip }],
    podIP,
    podIPs: [{ ip: podIP }],
    startTime: timestamp,
    containerStatuses: pod.spec.containers.map(
      ({ name, image = "", resources = {}, volumeMounts = [] }): ContainerStatus => ({
        name,
        state: { running: { startedAt: timestamp } },
        lastState: {},
        ready: true,
        restartCount: 0,
        image,
        imageID,
        containerID: `containerd://${random.hex(64)}`,
        resources,
        ...(resources.requests === undefined ? {} : { allocatedResources: resources.requests }),
        started: true,
        volumeMounts: volumeMounts.map((mount) => ({
          name: mount.name,
          mountPath: mount.mountPath,
          ...(mount.readOnly === true ? { readOnly: true, recursiveReadOnly: "Disabled" } : {}),
        })),
      }),
    ),
  };
  api.update(pods, { ...pod, status }, { subresource: "status", by: "component" });
}
