/** `-o jsonpath` and `-o jsonpath-as-json`: with kubectl's report of what went wrong. Models cli-runtime/pkg/printers/jsonpath.go. */

import { compileJsonPath, type JsonPath } from "../../go/jsonpath/evaluate.ts";
import { JsonPathError } from "../../go/jsonpath/parser.ts";
import { quoted } from "../../go/strconv.ts";
import { goSyntax } from "../../go/value.ts";
import { KubectlError } from "../verb.ts";
import type { Printer } from "./printer.ts";

/** @throws KubectlError for a template that cannot be read */
export function jsonPathPrinter(
  template: string,
  options: { readonly strict: boolean; readonly asJson: boolean },
): Printer {
  const path = compiled(template, options.strict);
  return (object) => {
    try {
      return options.asJson ? path.printJson(object) : path.print(object);
    } catch (error) {
      if (error instanceof JsonPathError) throw new KubectlError(report(template, object, error));
      throw error;
    }
  };
}

function compiled(template: string, strict: boolean): JsonPath {
  try {
    return compileJsonPath(template, { strict });
  } catch (error) {
    if (error instanceof JsonPathError)
      throw new KubectlError(`error parsing jsonpath ${template}, ${error.message}`);
    throw error;
  }
}

function report(template: string, object: unknown, error: JsonPathError): string {
  return [
    `error executing jsonpath ${quoted(template)}: Error executing template: ${error.message}. Printing more information for debugging the template:`,
    `\ttemplate was:\n\t\t${template}`,
    `\tobject given to jsonpath engine was:\n\t\t${goSyntax(object)}\n\n\n`,
  ].join("\n");
}
