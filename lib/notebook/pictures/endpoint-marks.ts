/** Which mark each endpoint of a Service has, where rules name it by its address. */
import { listOf } from "./history.ts";
import type { Mark } from "./letters.ts";
import { idOf, type Scene } from "./scene.ts";

/** By `ip:port`. */
export function marksByEndpoint(
  { cluster, letters }: Scene,
  namespace: string,
  name: string,
): Map<string, Mark> {
  const list = listOf(cluster.api, namespace, name);
  const marks = letters.marksOf(list.map((each) => idOf(namespace, each.name, each.ip)));
  return new Map(
    list.flatMap((each) =>
      each.ports.map(
        (port) => [`${each.ip}:${port}`, marks.get(idOf(namespace, each.name, each.ip)) as Mark] as const,
      ),
    ),
  );
}
