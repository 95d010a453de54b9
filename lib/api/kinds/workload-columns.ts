/** The CONTAINERS and IMAGES columns of everything with a Pod template. */
import type { Column } from "../kind.ts";
import type { PodTemplateSpec } from "./pod-spec.ts";

export function containerColumns<T>(template: (object: T) => PodTemplateSpec): Column<T>[] {
  return [
    {
      name: "Containers",
      wide: true,
      cell: (object) =>
        template(object)
          .spec.containers.map((container) => container.name)
          .join(","),
    },
    {
      name: "Images",
      wide: true,
      cell: (object) =>
        template(object)
          .spec.containers.map((container) => container.image ?? "")
          .join(","),
    },
  ];
}
