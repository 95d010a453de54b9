/** Puts the ServiceAccount `default` into every namespace. Models pkg/controller/serviceaccount. Leaves out tokens. */
import { namespaces } from "../api/kinds/namespace.ts";
import { serviceAccounts } from "../api/kinds/service-account.ts";
import { createQueue, type StartController } from "./controller.ts";

const LATENCY_MS = 10;
const NAME = "default";

export const startServiceAccountController: StartController = (context) => {
  const { api } = context;
  const queue = createQueue(context, LATENCY_MS, (namespace) => {
    if (api.find(namespaces, "", namespace)?.metadata.deletionTimestamp !== undefined) return;
    if (api.find(serviceAccounts, namespace, NAME) === undefined)
      api.create(serviceAccounts, namespace, { metadata: { name: NAME } });
  });
  api.watch(namespaces, {}, ({ type, object }) => {
    if (type !== "DELETED") queue.add(object.metadata.name);
  });
  api.watch(serviceAccounts, {}, ({ type, object }) => {
    if (type === "DELETED" && object.metadata.name === NAME) queue.add(object.metadata.namespace ?? "");
  });
};
