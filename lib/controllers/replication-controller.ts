/** Keeps as many Pods as a ReplicationController asks for. Models pkg/controller/replication: ReplicaSet's engine with plain pairs as selector. */
import { replicationControllers } from "../api/kinds/replication-controller.ts";
import type { StartController } from "./controller.ts";
import { startReplicaController } from "./replica-set/replica-controller.ts";
import { compilePairs } from "./selector.ts";

export const startReplicationController: StartController = (context) =>
  startReplicaController(context, {
    kind: replicationControllers,
    component: "replication-controller",
    compile: (controller) => compilePairs(controller.spec.selector),
  });
