/** All controllers of the control plane, in the order in which they start. A new one is a file here and a line below. */
import type { StartController } from "./controller.ts";
import { startDaemonSetController } from "./daemon-set.ts";
import { startDeploymentController } from "./deployment.ts";
import { startEndpointSliceController } from "./endpoint-slice.ts";
import { startEndpointSliceMirroringController } from "./endpoint-slice-mirroring.ts";
import { startEndpointsController } from "./endpoints.ts";
import { startEventExpiry } from "./event-expiry.ts";
import { startGarbageCollector } from "./garbage-collector.ts";
import { startNamespaceController } from "./namespace.ts";
import { startNodeLifecycleController } from "./node-lifecycle.ts";
import { startPodGarbageCollector } from "./pod-garbage-collector.ts";
import { startReplicaSetController } from "./replica-set.ts";
import { startReplicationController } from "./replication-controller.ts";
import { startRootCaPublisher } from "./root-ca-publisher.ts";
import { startScheduler } from "./scheduler.ts";
import { startServiceAccountController } from "./service-account.ts";
import { startStatefulSetController } from "./stateful-set.ts";
import { startTaintEvictionController } from "./taint-eviction.ts";

export const controllers: readonly StartController[] = [
  startNamespaceController,
  startRootCaPublisher,
  startServiceAccountController,
  startDeploymentController,
  startReplicaSetController,
  startReplicationController,
  startDaemonSetController,
  startStatefulSetController,
  startScheduler,
  startEndpointsController,
  startEndpointSliceController,
  startEndpointSliceMirroringController,
  startNodeLifecycleController,
  startTaintEvictionController,
  startPodGarbageCollector,
  startGarbageCollector,
  startEventExpiry,
];

/** Of the API server itself, which knows its own address. */
export { keepKubernetesService } from "./kubernetes-service.ts";
/** Not part of a cluster without a cloud. */
export { startLoadBalancerProvider } from "./load-balancer.ts";
