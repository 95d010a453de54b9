/** Objects as a `meta.k8s.io/v1` Table: what kubectl asks for when it prints columns. */
import type { AnyKind } from "../api/kind.ts";
import type { KubeObject } from "../api/metadata.ts";
import { formOf } from "./encoding.ts";
import type { Exchange } from "./exchange.ts";

/** What each row carries of its object. */
export type IncludeObject = "None" | "Metadata" | "Object";

/** @returns undefined where the client wants plain objects and no Table. */
export function includeObjectOf(exchange: Exchange): IncludeObject | undefined {
  if (formOf(exchange).as !== "Table") return undefined;
  const wanted = exchange.query.get("includeObject");
  return wanted === "None" || wanted === "Object" ? wanted : "Metadata";
}

/** @param now simulated Unix milliseconds. */
export function tableOf(
  kind: AnyKind,
  objects: readonly KubeObject[],
  now: number,
  include: IncludeObject,
): Record<string, unknown> {
  return {
    kind: "Table",
    apiVersion: "meta.k8s.io/v1",
    metadata: {},
    columnDefinitions: kind.columns.map((column) => ({
      name: column.name,
      type: "string",
      format: column.name === "Name" ? "name" : "",
      description: "",
      priority: column.wide === true ? 1 : 0,
    })),
    rows: objects.map((object) => ({
      cells: kind.columns.map((column) => column.cell(object, now)),
      ...included(object, include),
    })),
  };
}

function included(object: KubeObject, include: IncludeObject): { object?: unknown } {
  if (include === "None") return {};
  if (include === "Object") return { object };
  return {
    object: { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata: object.metadata },
  };
}
