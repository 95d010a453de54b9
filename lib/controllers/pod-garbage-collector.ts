/**
 * Removes Pods whose node is gone: nobody else could end them. Models gcOrphaned of pkg/controller/podgc. Leaves out the
 * limit of 12,500 Pods that have ended.
 */
import { nodes } from "../api/kinds/node.ts";
import { pods } from "../api/kinds/pod.ts";
import { createQueue, type StartController } from "./controller.ts";
import { indexByNode } from "./pod-state.ts";

/** A node may come back for so long. */
const QUARANTINE_MS = 40_000;

export const startPodGarbageCollector: StartController = (context) => {
  const { api, informers, loop } = context;
  const nodeCache = informers.of(nodes);
  const podCache = informers.of(pods).indexBy(indexByNode);

  const queue = createQueue(context, QUARANTINE_MS, (node) => {
    if (nodeCache.get("", node) !== undefined) return;
    for (const { metadata } of [...podCache.byIndex(indexByNode, node)])
      api.delete(pods, metadata.namespace ?? "", metadata.name, { gracePeriodSeconds: 0 });
  });
  nodeCache.onEvent(({ type, object }) => {
    if (type === "DELETED") queue.add(object.metadata.name);
  });
  const quarantineUnknown = (node: string): void => {
    if (nodeCache.get("", node) === undefined) queue.add(node);
  };
  podCache.onEvent(({ type, object }) => {
    const { nodeName = "" } = object.spec;
    if (type === "DELETED" || nodeName === "" || nodeCache.get("", nodeName) !== undefined) return;
    // The nodes of a new cluster are there in a moment.
    loop.schedule(0, () => quarantineUnknown(nodeName));
  });
};
