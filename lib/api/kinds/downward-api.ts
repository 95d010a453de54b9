/** What a container may learn about its own Pod: the schema of core/v1 ObjectFieldSelector and ResourceFieldSelector. */
import { field, object, present, quantity, string } from "../schema.ts";

export const objectFieldSelector = object(
  "core/v1.ObjectFieldSelector",
  { apiVersion: field(1, string), fieldPath: present(2, string) },
  { atomic: true },
);
export const resourceFieldSelector = object(
  "core/v1.ResourceFieldSelector",
  { containerName: field(1, string), resource: present(2, string), divisor: field(3, quantity) },
  { atomic: true },
);
