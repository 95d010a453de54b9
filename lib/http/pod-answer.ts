/** Sub-resources that only Pods have. exec, attach and port-forward leave HTTP behind: upgrade.ts. */
import { badRequest } from "../api/api-error.ts";
import { parseObject } from "./body.ts";
import type { ObjectAnswer, Served } from "./exchange.ts";
import type { ResourcePath } from "./resource-path.ts";
import { type DeleteOptionsBody, deletion } from "./write-query.ts";

const CREATED = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", code: 201 };

export function podAnswer(
  { api, exchange }: Served,
  { kind, namespace, name, subresource }: ResourcePath,
): ObjectAnswer {
  api.get(kind, namespace, name);
  if (subresource === "binding") {
    const { target } = parseObject(exchange, kind, "Binding") as { target?: { name?: string } };
    api.pods.bind(namespace, name, target?.name ?? "");
    return { status: 201, object: CREATED };
  }
  if (subresource === "eviction") {
    const { deleteOptions } = parseObject(exchange, kind, "Eviction") as {
      deleteOptions?: DeleteOptionsBody | null;
    };
    api.delete(kind, namespace, name, deletion(exchange, deleteOptions ?? {}));
    return { status: 201, object: CREATED };
  }
  throw badRequest("Upgrade request required");
}
