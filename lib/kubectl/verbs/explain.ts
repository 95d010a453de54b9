/** `kubectl explain`: the fields of a kind, from its schema. Models kubectl/pkg/explain/v2. Leaves out `--output plaintext-openapiv2`. */
import type { AnyKind } from "../../api/kind.ts";
import type { ObjectSchema } from "../../api/schema.ts";
import { quoted } from "../../go/strconv.ts";
import { boolFlag, stringFlag } from "../command-line/flag-sets.ts";
import { describeField, describeFields, type Field, fieldText, objectOf } from "../explain/page.ts";
import { findKind } from "../targets/resource-types.ts";
import { type Invocation, KubectlError, KubectlExit, type Verb } from "../verb.ts";

export const explain: Verb = {
  name: "explain",
  short: "Get documentation for a resource",
  long: "Show the fields of a kind of object, or of one of its fields, with their types.",
  examples: `  # The fields of Services
  kubectl explain services

  # One field of a field
  kubectl explain services.spec.sessionAffinity

  # All fields at once
  kubectl explain deployments --recursive`,
  usage: "kubectl explain TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group]",
  flags: [
    stringFlag("api-version", "Group and version of the kind, where there are several."),
    stringFlag("output", "Format of the page: plaintext.", { default: "plaintext" }),
    boolFlag("recursive", "The fields of fields as well, without words."),
  ],
  run: runExplain,
};

async function runExplain(invocation: Invocation): Promise<void> {
  const { args, client, flags, out } = invocation;
  const [argument, ...more] = args;
  if (argument === undefined) {
    throw new KubectlError(
      'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.',
    );
  }
  if (more.length > 0) throw new KubectlError("We accept only this format: explain RESOURCE");
  if (flags.string("output") !== "plaintext")
    throw new KubectlError(`unrecognized format: ${flags.string("output")}`);
  const [type = "", ...names] = argument.split(".").filter((part, at) => part !== "" || at === 0);
  const kind = kindToExplain(client.api.kinds, type, flags.string("api-version"));
  out.stdout(
    `${kind.group === "" ? "" : `GROUP:      ${kind.group}\n`}KIND:       ${kind.kind}\nVERSION:    ${kind.version}\n\n`,
  );
  const field = fieldAt(kind.schema, names);
  if (field === undefined) throw new KubectlError(`field ${quoted(names.at(-1) ?? "")} does not exist`);
  out.stdout(describeField(field) + describeFields(field.schema, flags.bool("recursive")));
}

function kindToExplain(kinds: readonly AnyKind[], type: string, apiVersion: string): AnyKind {
  const kind = findKind(kinds, type);
  if (kind === undefined) throw new KubectlExit(`the server doesn't have a resource type ${quoted(type)}`, 1);
  if (apiVersion === "" || kind.apiVersion === apiVersion) return kind;
  const other = kinds.find(
    (candidate) => candidate.apiVersion === apiVersion && candidate.plural === kind.plural,
  );
  if (other !== undefined) return other;
  const called = apiVersion.includes("/") ? apiVersion : `/${apiVersion}`;
  throw new KubectlError(`couldn't find resource for "${called}, Resource=${kind.plural}"`);
}

/** Goes through lists as if they were their items. @returns undefined when there is no such field */
function fieldAt(schema: ObjectSchema, names: readonly string[]): Field | undefined {
  let field: Field = { schema };
  for (const name of names) {
    const holder = objectOf(field.schema);
    const schema = holder?.fields[name];
    if (holder === undefined || schema === undefined) return undefined;
    const text = fieldText(holder, name);
    field = { schema, name, ...(text === undefined ? {} : { text }) };
  }
  return field;
}
