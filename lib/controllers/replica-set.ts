/** Keeps as many Pods as a ReplicaSet asks for. Models pkg/controller/replicaset. */
import { replicaSets } from "../api/kinds/replica-set.ts";
import type { StartController } from "./controller.ts";
import { startReplicaController } from "./replica-set/replica-controller.ts";
import { compileLabelSelector } from "./selector.ts";

export const startReplicaSetController: StartController = (context) =>
  startReplicaController(context, {
    kind: replicaSets,
    component: "replicaset-controller",
    compile: (replicaSet) => compileLabelSelector(replicaSet.spec.selector),
  });
