/** `-o name`, and what verbs print without `-o`. Models cli-runtime/pkg/printers/name.go. */
import type { Printable, Printer } from "./printer.ts";

/** @param operation what was done to the object; `""` for `-o name` */
export function namePrinter(operation: string): Printer {
  return (object) =>
    itemsOf(object)
      .map((item) => `${printedName(item)}${operation === "" ? "" : ` ${operation}`}\n`)
      .join("");
}

/** The objects of a `List`, or the object itself. */
export function itemsOf(object: Printable): readonly Printable[] {
  return object.items ?? [object];
}

/** `deployment.apps/http-go`. */
function printedName({ apiVersion = "", kind = "", metadata }: Printable): string {
  const group = apiVersion.includes("/") ? `.${apiVersion.split("/")[0]}` : "";
  const name = metadata?.name || "<unknown>";
  return kind === "" ? name : `${kind.toLowerCase()}${group}/${name}`;
}
