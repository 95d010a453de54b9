/** What the Pods of a node ask for, against what it has. Models describeNodeResource of kubectl 1.33. */
import { age } from "../../api/columns.ts";
import type { Node } from "../../api/kinds/node.ts";
import { type Pod, pods } from "../../api/kinds/pod.ts";
import { addQuantities, formatQuantity, parseQuantity, type Quantity } from "../../api/quantity.ts";
import { byBytes } from "../../go/value.ts";
import type { Surroundings } from "./describer.ts";
import type { SectionWriter } from "./section-writer.ts";

type Side = "requests" | "limits";
type Amounts = ReadonlyMap<string, Quantity>;

const ZERO: Quantity = { milli: 0, format: "decimal" };

export function describeNodeResources(writer: SectionWriter, node: Node, { api, now }: Surroundings): void {
  const here = api.list(pods, {
    fieldSelector: `spec.nodeName=${node.metadata.name},status.phase!=Succeeded,status.phase!=Failed`,
  }).items;
  const allocatable = amountsOf(node.status.allocatable ?? node.status.capacity);
  const cell = (amounts: Amounts, name: string): string =>
    share(amounts.get(name) ?? ZERO, allocatable.get(name) ?? ZERO);
  writer.field(0, "Non-terminated Pods", `(${here.length} in total)`);
  writer.header(
    1,
    "Namespace",
    "Name",
    "",
    "CPU Requests",
    "CPU Limits",
    "Memory Requests",
    "Memory Limits",
    "Age",
  );
  for (const pod of here) {
    const [requests, limits] = [podAmounts(pod, "requests"), podAmounts(pod, "limits")];
    const cpuAndMemory = [
      cell(requests, "cpu"),
      cell(limits, "cpu"),
      cell(requests, "memory"),
      cell(limits, "memory"),
    ];
    writer.row(1, pod.metadata.namespace ?? "", pod.metadata.name, "", ...cpuAndMemory, age(pod, now));
  }
  const [requests, limits] = [total(here, "requests"), total(here, "limits")];
  writer.write(0, "Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)\n");
  writer.header(1, "Resource", "Requests", "Limits");
  for (const name of ["cpu", "memory", "ephemeral-storage", ...hugePages(allocatable)])
    writer.row(1, name, cell(requests, name), cell(limits, name));
}

function share(asked: Quantity, allocatable: Quantity): string {
  const percent = allocatable.milli === 0 ? 0 : Math.trunc((asked.milli / allocatable.milli) * 100);
  return `${formatQuantity(asked)} (${percent}%)`;
}

function hugePages(allocatable: Amounts): string[] {
  return [...allocatable.keys()].filter((name) => name.startsWith("hugepages-")).sort(byBytes);
}

/** All containers together, or a larger init container: those run one by one before the others. */
function podAmounts({ spec }: Pod, side: Side): Amounts {
  const amounts = sumOf(spec.containers.map(({ resources }) => amountsOf(resources?.[side])));
  for (const { resources } of spec.initContainers ?? []) {
    for (const [name, quantity] of amountsOf(resources?.[side]))
      if (quantity.milli > (amounts.get(name)?.milli ?? 0)) amounts.set(name, quantity);
  }
  return amounts;
}

function amountsOf(quantities: Readonly<Record<string, string | number>> = {}): Amounts {
  return new Map(
    Object.entries(quantities).map(([name, quantity]) => [name, parseQuantity(quantity) ?? ZERO]),
  );
}

function total(list: readonly Pod[], side: Side): Amounts {
  return sumOf(list.map((pod) => podAmounts(pod, side)));
}

function sumOf(all: readonly Amounts[]): Map<string, Quantity> {
  const sum = new Map<string, Quantity>();
  for (const amounts of all)
    for (const [name, quantity] of amounts) sum.set(name, addQuantities(sum.get(name) ?? ZERO, quantity));
  return sum;
}
