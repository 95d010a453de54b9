/** `-o custom-columns=NAME:.metadata.name,IP:.spec.clusterIP`. Models kubectl/pkg/cmd/get/customcolumn.go. */
import { compileJsonPath, type JsonPath } from "../../go/jsonpath/evaluate.ts";
import { JsonPathError, relaxedJsonPath } from "../../go/jsonpath/parser.ts";
import { escapeControls } from "../../go/tab-writer.ts";
import { goValue } from "../../go/value.ts";
import { reworded } from "../error-text.ts";
import { KubectlError } from "../verb.ts";
import { ColumnWriter } from "./column-writer.ts";
import { itemsOf } from "./name.ts";
import type { Printable } from "./printer.ts";

interface CustomColumn {
  readonly header: string;
  readonly path: string;
}

/** What was printed before an object that a column does not fit. */
export interface CustomTable {
  readonly text: string;
  readonly error?: KubectlError;
}

export interface CustomColumnsOptions {
  readonly noHeaders: boolean;
}

/** The columns in a command line. @throws KubectlError */
export function readCustomColumns(spec: string): CustomColumn[] {
  if (spec === "") throw new KubectlError("custom-columns format specified but no custom columns given");
  return spec.split(",").map((column) => {
    const at = column.indexOf(":");
    if (at === -1)
      throw new KubectlError(`unexpected custom-columns spec: ${column}, expected <header>:<json-path-expr>`);
    return { header: column.slice(0, at), path: relaxed(column.slice(at + 1)) };
  });
}

/** The columns in a file: a line of headers, a line of paths. @throws KubectlError */
export function readCustomColumnsFile(text: string): CustomColumn[] {
  const [headers = [], paths = []] = text
    .split("\n")
    .map((line) => line.split(/\s+/).filter((word) => word !== ""));
  if (headers.length === 0 || paths.length === 0)
    throw new KubectlError("error reading template, missing required lines");
  if (headers.length !== paths.length)
    throw new KubectlError(
      `number of headers (${headers.length}) and field specifications (${paths.length}) don't match`,
    );
  return headers.map((header, at) => ({ header, path: relaxed(paths[at] ?? "") }));
}

/** What stands in braces is read only when the headers are printed. */
function relaxed(text: string): string {
  return reworded(JsonPathError, () => relaxedJsonPath(text));
}

export function customColumnsPrinter(
  columns: readonly CustomColumn[],
  options: CustomColumnsOptions,
): (object: Printable) => CustomTable {
  const writer = new ColumnWriter();
  let hasHeaders = options.noHeaders;
  return (object) => {
    const rows: string[][] = hasHeaders ? [] : [columns.map(({ header }) => header)];
    hasHeaders = true;
    try {
      const paths = columns.map(({ path }) => compileJsonPath(path));
      for (const item of itemsOf(object)) rows.push(paths.map((path) => cell(path, item)));
    } catch (error) {
      if (error instanceof JsonPathError)
        return { text: writer.write(rows), error: new KubectlError(error.message) };
      throw error;
    }
    return { text: writer.write(rows) };
  };
}

function cell(path: JsonPath, item: Printable): string {
  const [values = []] = path.find(item);
  return values.length === 0 ? "<none>" : escapeControls(values.map(goValue).join(","));
}
