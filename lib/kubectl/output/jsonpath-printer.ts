/** `-o jsonpath` and `-o jsonpath-as-json`: with kubectl's report of what went wrong. Models cli-runtime/pkg/printers/jsonpath.go. */
import { compileJsonPath } from "../../go/jsonpath/evaluate.ts";
import { JsonPathError } from "../../go/jsonpath/parser.ts";
import { quoted } from "../../go/strconv.ts";
import { goSyntax } from "../../go/value.ts";
import { reworded } from "../error-text.ts";
import type { Printer } from "./printer.ts";

/** @throws KubectlError for a template that cannot be read */
export function jsonPathPrinter(
  template: string,
  options: { readonly strict: boolean; readonly asJson: boolean },
): Printer {
  const words = (message: string) => `error parsing jsonpath ${template}, ${message}`;
  const path = reworded(JsonPathError, () => compileJsonPath(template, { strict: options.strict }), words);
  return (object) =>
    reworded(
      JsonPathError,
      () => (options.asJson ? path.printJson(object) : path.print(object)),
      (message) => report(template, object, message),
    );
}

function report(template: string, object: unknown, message: string): string {
  return [
    `error executing jsonpath ${quoted(template)}: Error executing template: ${message}. Printing more information for debugging the template:`,
    `\ttemplate was:\n\t\t${template}`,
    `\tobject given to jsonpath engine was:\n\t\t${goSyntax(object)}\n\n\n`,
  ].join("\n");
}
