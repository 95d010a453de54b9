/** `-o go-template`: with kubectl's report of what went wrong. Models cli-runtime/pkg/printers/template.go. */
import { compactJson } from "../../go/json.ts";
import { quoted } from "../../go/strconv.ts";
import { compileGoTemplate } from "../../go/template/execute.ts";
import { GoTemplateError } from "../../go/template/lexer.ts";
import { goValue } from "../../go/value.ts";
import { reworded } from "../error-text.ts";
import { KubectlError, type Output } from "../verb.ts";
import type { Printer } from "./printer.ts";

/** @throws KubectlError for a template that cannot be read */
export function goTemplatePrinter(template: string, strict: boolean, out: Output): Printer {
  const words = (message: string) => `error parsing template ${template}, ${message}`;
  const fill = reworded(GoTemplateError, () => compileGoTemplate(template, { strict }), words);
  return (object) => {
    const { text, error } = fill(object);
    if (error === undefined) return text;
    out.stdout(`${text}${report(template, object, error)}`);
    throw new KubectlError(`error executing template ${quoted(template)}: ${error.message}`);
  };
}

function report(template: string, object: unknown, error: GoTemplateError): string {
  return [
    `Error executing template: ${error.message}. Printing more information for debugging the template:`,
    `\ttemplate was:\n\t\t${template}`,
    `\traw data was:\n\t\t${compactJson(object)}`,
    `\tobject given to template engine was:\n\t\t${goValue(object)}\n\n`,
  ].join("\n");
}
