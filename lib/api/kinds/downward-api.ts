/** What a container may learn about its own Pod: the schema of core/v1 ObjectFieldSelector and ResourceFieldSelector. */
import { object, present, quantity, string } from "../schema.ts";

export const objectFieldSelector = object(
  "core/v1.ObjectFieldSelector",
  { apiVersion: string, fieldPath: present(string) },
  { atomic: true },
);
export const resourceFieldSelector = object(
  "core/v1.ResourceFieldSelector",
  { containerName: string, resource: present(string), divisor: quantity },
  { atomic: true },
);
