/** From `-o` to a printer. A new format is a file here and a line in `formats` below. Models cli-runtime/pkg/genericclioptions and kubectl/pkg/cmd/get PrintFlags. */
import type { ObjectSchema } from "../../api/schema.ts";
import { inStructOrder } from "../../api/struct-order.ts";
import { indentedJson } from "../../go/json.ts";
import { quoted } from "../../go/strconv.ts";
import { toYaml } from "../../go/yaml/write.ts";
import { kindOfManifest } from "../targets/resource-types.ts";
import { type FlagValues, type Invocation, KubectlError } from "../verb.ts";
import { customColumnsPrinter, readCustomColumns, readCustomColumnsFile } from "./custom-columns.ts";
import { goTemplatePrinter } from "./go-template-printer.ts";
import { jsonPathPrinter } from "./jsonpath-printer.ts";
import { namePrinter } from "./name.ts";
import type { Printable, Printer } from "./printer.ts";

interface Request {
  readonly invocation: Invocation;
  /** The struct that is printed, where it is no kind of the API. */
  readonly schema: ObjectSchema | undefined;
  /** Behind `=`, from `--template`, or out of the file that either names. */
  readonly template: string;
}

interface Format {
  readonly names: readonly string[];
  /** `none`: the format is a plain word. */
  readonly template: "none" | "text" | "file";
  /** Only `get` has it. */
  readonly isForGet?: boolean;
  readonly create: (request: Request) => Printer;
}

const formats: readonly Format[] = [
  { names: ["json"], template: "none", create: jsonPrinter },
  { names: ["yaml"], template: "none", create: ({ invocation }) => yamlPrinter(invocation.flags) },
  { names: ["name"], template: "none", create: () => namePrinter("") },
  { names: ["jsonpath"], template: "text", create: (request) => jsonPath(request, false) },
  { names: ["jsonpath-as-json"], template: "text", create: (request) => jsonPath(request, true) },
  { names: ["jsonpath-file"], template: "file", create: (request) => jsonPath(request, false) },
  { names: ["go-template", "template"], template: "text", create: goTemplate },
  { names: ["go-template-file", "templatefile"], template: "file", create: goTemplate },
  {
    names: ["custom-columns"],
    template: "text",
    isForGet: true,
    create: ({ template, invocation }) =>
      customColumns(
        invocation,
        readCustomColumns(template),
        invocation.flags.has("no-headers") && invocation.flags.bool("no-headers"),
      ),
  },
  {
    names: ["custom-columns-file"],
    template: "file",
    isForGet: true,
    // Here kubectl does not ask for --no-headers.
    create: ({ template, invocation }) => customColumns(invocation, readCustomColumnsFile(template), false),
  },
];

const actionFormats = formats.filter((format) => format.isForGet !== true);

/**
 * For verbs that make or change objects: reads `-o`, `--template` and `--show-managed-fields` (`printFlags`). Without `-o`
 * it prints `TYPE/NAME OPERATION` (`deployment.apps/http-go scaled`).
 * @param operation what was done, with its dry-run mark: `created`, `created (server dry run)`
 * @param schema of what is printed, where it is no kind of the API: `config view`
 * @throws KubectlError for an unknown format
 */
export async function createPrinter(
  invocation: Invocation,
  operation: string,
  schema?: ObjectSchema,
): Promise<Printer> {
  return (await requestedPrinter({ invocation, schema }, actionFormats, [])) ?? namePrinter(operation);
}

/** For `get`. @returns undefined when `-o` asks for a table: nothing, or `wide` @throws KubectlError */
export function createViewer(invocation: Invocation): Promise<Printer | undefined> {
  return requestedPrinter({ invocation, schema: undefined }, formats, ["wide"]);
}

async function requestedPrinter(
  request: Omit<Request, "template">,
  allowed: readonly Format[],
  tables: readonly string[],
): Promise<Printer | undefined> {
  const { invocation } = request;
  const { flags } = invocation;
  const text = flags.has("output") ? flags.string("output") : "";
  const template = flags.has("template") ? flags.string("template") : "";
  const asked = text === "" && template !== "" ? "go-template" : text;
  if (asked === "" || tables.includes(asked)) return undefined;
  for (const format of allowed) {
    const argument = argumentFor(format, asked, template);
    if (argument === undefined) continue;
    return format.create({
      ...request,
      template: format.template === "none" ? "" : await templateFor(format, argument, invocation),
    });
  }
  const names = [...allowed.flatMap((format) => format.names), ...tables].sort();
  throw new KubectlError(
    `unable to match a printer suitable for the output format ${quoted(asked)}, allowed formats are: ${names.join(",")}`,
  );
}

/** What stands behind `=`, or in `--template`, which does not go with `=`; undefined when the text asks for another format. */
function argumentFor(format: Format, text: string, template: string): string | undefined {
  if (format.template === "none") return format.names.includes(text.toLowerCase()) ? "" : undefined;
  if (template !== "") return format.names.includes(text) ? template : undefined;
  const name = format.names.find((candidate) => text === candidate || text.startsWith(`${candidate}=`));
  return name === undefined ? undefined : text.slice(name.length + 1);
}

async function templateFor(format: Format, argument: string, { client }: Invocation): Promise<string> {
  const isColumns = format.isForGet === true;
  if (argument === "") {
    if (!isColumns) throw new KubectlError("template format specified but no template given");
    throw new KubectlError("custom-columns format specified but no custom columns given");
  }
  if (format.template === "text") return argument;
  try {
    return await client.shell.readFile(argument);
  } catch {
    throw new KubectlError(
      `error reading ${isColumns ? "template" : "--template"} ${argument}, open ${argument}: no such file or directory`,
    );
  }
}

function jsonPath({ invocation, template }: Request, asJson: boolean): Printer {
  return jsonPathPrinter(template, { strict: isStrict(invocation.flags), asJson });
}

function goTemplate({ invocation, template }: Request): Printer {
  return goTemplatePrinter(template, isStrict(invocation.flags), invocation.out);
}

function isStrict(flags: FlagValues): boolean {
  return flags.has("allow-missing-template-keys") && !flags.bool("allow-missing-template-keys");
}

function customColumns(
  { out }: Invocation,
  columns: ReturnType<typeof readCustomColumns>,
  noHeaders: boolean,
): Printer {
  const print = customColumnsPrinter(columns, { noHeaders });
  return (object) => {
    const { text, error } = print(object);
    if (error === undefined) return text;
    out.stdout(text);
    throw error;
  };
}

function jsonPrinter({ invocation, schema }: Pick<Request, "invocation" | "schema">): Printer {
  const { client, flags, verb } = invocation;
  return (object) => {
    const value = shown(object, flags);
    if (verb.typed === "list" && object.kind === "List")
      return `${indentedJson(new Map(Object.entries(value)))}\n`;
    const { apiVersion = "", kind = "" } = object;
    const ofKind =
      verb.typed === "objects" ? kindOfManifest(client.api.kinds, apiVersion, kind)?.schema : undefined;
    const struct = schema ?? ofKind;
    return `${indentedJson(struct === undefined ? value : inStructOrder(struct, value, (fields) => new Map(fields)))}\n`;
  };
}

/** Documents after the first begin with `---`. */
function yamlPrinter(flags: FlagValues): Printer {
  let count = 0;
  return (object) => `${count++ === 0 ? "" : "---\n"}${toYaml(shown(object, flags))}`;
}

/** managedFields are printed only where they are asked for. */
function shown(object: Printable, flags: FlagValues): Printable {
  if (flags.has("show-managed-fields") && flags.bool("show-managed-fields")) return object;
  return object.items === undefined
    ? withoutManagedFields(object)
    : { ...object, items: object.items.map(withoutManagedFields) };
}

function withoutManagedFields(object: Printable): Printable {
  if (object.metadata === undefined) return object;
  const metadata = { ...object.metadata, managedFields: undefined };
  return { ...object, metadata };
}
