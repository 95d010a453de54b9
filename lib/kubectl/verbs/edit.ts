/** `kubectl edit`. Models kubectl/pkg/cmd/util/editor/editoptions.go. Leaves out `--subresource=scale` and line ends for Windows. */
import { ApiError, isNotFound, qualified } from "../../api/api-error.ts";
import { isEqual } from "../../api/equal.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { createTwoWayMergePatch } from "../../api/strategic-merge.ts";
import { compactJson, indentedJson } from "../../go/json.ts";
import { parseYaml, YamlError } from "../../go/yaml/read.ts";
import { toYaml } from "../../go/yaml/write.ts";
import { writeOptions } from "../command-line/dry-run.ts";
import {
  boolFlag,
  fieldManagerFlag,
  filenameFlags,
  printFlags,
  saveConfigFlag,
  stringFlag,
  validateFlag,
} from "../command-line/flag-sets.ts";
import { createPrinter } from "../output/index.ts";
import { typeProblems } from "../targets/manifests.ts";
import { kindOfManifest } from "../targets/resource-types.ts";
import { readSelection } from "../targets/selection.ts";
import { requireSubresource } from "../targets/subresource.ts";
import { allTargets, type Target } from "../targets/targets.ts";
import { type Invocation, KubectlError, KubectlExit, type Verb } from "../verb.ts";
import { launchEditor } from "../writing/editor.ts";
import { withLastApplied } from "../writing/last-applied.ts";
import { checkMergeKeys } from "../writing/merge-keys.ts";

export const edit: Verb = {
  name: "edit",
  short: "Edit a resource on the server",
  long: "Open objects as text in an editor and send what was changed when it is closed. A mistake opens it again, with the server's complaint on top.\n\nThe editor is the program in KUBE_EDITOR or EDITOR, else vi.",
  usage: "kubectl edit (RESOURCE/NAME | -f FILENAME)",
  examples:
    "# The Service web\nkubectl edit service/web\n\n# With another editor, which may also be a program that needs no person\nKUBE_EDITOR='sed -i s/None/ClientIP/' kubectl edit service/web",
  flags: [
    ...printFlags,
    ...filenameFlags("to edit"),
    fieldManagerFlag("kubectl-edit"),
    boolFlag("output-patch", "Print what was changed as well."),
    saveConfigFlag,
    stringFlag("subresource", "Part of the object to edit instead of all: status."),
    validateFlag,
    boolFlag("windows-line-endings", "Line ends for editors on Windows. No effect here."),
  ],
  run,
};

/** The comment above the text, part of what kubectl shows. */
const HEADER = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`;

/** One complaint above the text when the editor opens again. */
interface Reason {
  readonly head: string;
  readonly causes: readonly string[];
}

/** A text that came out of the editor and could not be taken. */
interface Refused {
  readonly reasons: readonly Reason[];
  readonly text: string;
  readonly path: string;
}

async function run(invocation: Invocation): Promise<void> {
  const { client, flags } = invocation;
  checkFormat(flags.string("output"));
  const targets = await allTargets(invocation, await readSelection(invocation, { typeAlone: true }));
  if (flags.string("subresource") === "scale")
    throw new KubectlError("--subresource=scale is not part of this simulated kubectl: use kubectl scale");
  for (const { kind } of targets) requireSubresource(invocation, kind);
  const original = asText(invocation, targets);
  const isJson = flags.string("output") === "json";
  let refused: Refused | undefined;
  for (let count = 0; ; count++) {
    const path = `/tmp/kubectl-edit-${client.now() + count}.${isJson ? "json" : "yaml"}`;
    const body = refused === undefined ? original : withoutComments(refused.text);
    // JSON has no comments.
    const shown = isJson ? body : `${HEADER}${(refused?.reasons ?? []).map(comment).join("")}${body}`;
    const text = await preserving(invocation, refused?.path, () => launchEditor(invocation, shown, path));
    if (refused !== undefined && isSameText(refused.text, text)) {
      throw keep(invocation, path, new KubectlError("Edit cancelled, no valid changes were saved."));
    }
    if (refused !== undefined) await client.shell.remove(refused.path);
    refused = await take(invocation, targets, original, { text, path });
    if (refused === undefined) return;
  }
}

function checkFormat(output: string): void {
  if (["", "json", "yaml"].includes(output)) return;
  throw new KubectlError(
    `unable to match a printer suitable for the output format "${output}", allowed formats are: json,yaml`,
  );
}

/** @returns why the editor has to open again, or undefined when all is done */
async function take(
  invocation: Invocation,
  targets: readonly Target[],
  original: string,
  edited: Omit<Refused, "reasons">,
): Promise<Refused | undefined> {
  const { out, client } = invocation;
  const { text, path } = edited;
  const objects = parseObjects(text);
  if ("fault" in objects) {
    const cause = `<nil>: Invalid value: "The edited file failed validation": ${objects.fault}`;
    return { ...edited, reasons: [complain(invocation, targets[0] as Target, [cause])] };
  }
  const unknown = objects.find(
    ({ apiVersion, kind }) => kindOfManifest(client.api.kinds, apiVersion, kind) === undefined,
  );
  if (unknown !== undefined)
    return {
      ...edited,
      reasons: [{ head: `The edited file had a syntax error: ${unrecognized(unknown)}`, causes: [] }],
    };
  if (isSameText(original, text)) {
    await client.shell.remove(path);
    out.stderr("Edit cancelled, no changes made.\n");
    return undefined;
  }
  const reasons = await preserving(invocation, path, () => patchAll(invocation, targets, objects, path));
  if (reasons.length > 0) return { ...edited, reasons };
  await client.shell.remove(path);
  return undefined;
}

function asText({ flags }: Invocation, targets: readonly Target[]): string {
  const objects = targets.map(({ object }) => {
    const { managedFields: _, ...metadata } = object.metadata;
    return { ...object, metadata };
  });
  const whole =
    objects.length === 1 ? objects[0] : { apiVersion: "v1", items: objects, kind: "List", metadata: {} };
  return flags.string("output") === "json" ? `${indentedJson(whole)}\n` : toYaml(whole);
}

function comment({ head, causes }: Reason): string {
  const lines = causes.length === 0 ? [head] : [`${head}:`, ...causes.map((cause) => `* ${cause}`)];
  return `${lines.map((line) => `# ${line.replaceAll("\n", "\n# ")}\n`).join("")}#\n`;
}

function withoutComments(text: string): string {
  return text.replaceAll(/^[ \t]*#.*\n?/gm, "");
}

function isSameText(a: string, b: string): boolean {
  try {
    return isEqual(parseYaml(a), parseYaml(b));
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return withoutComments(a) === withoutComments(b);
  }
}

/** What the text describes, or why it cannot be read. */
function parseObjects(text: string): readonly KubeObject[] | { readonly fault: string } {
  try {
    const value = parseYaml(withoutComments(text));
    const problems = typeProblems(value);
    if (problems.length > 0)
      return { fault: problems.length === 1 ? (problems[0] as string) : `[${problems.join(", ")}]` };
    const object = value as KubeObject & { readonly items?: readonly KubeObject[] };
    return object.kind === "List" ? (object.items ?? []) : [object];
  } catch (error) {
    if (error instanceof YamlError) return { fault: error.message };
    throw error;
  }
}

function unrecognized({ apiVersion, kind, metadata }: KubeObject): string {
  const { name = "", namespace = "" } = metadata ?? {};
  const why = `no matches for kind "${kind}" in version "${apiVersion}"`;
  return `resource mapping not found for name: "${name}" namespace: "${namespace}" from "edited-file": ${why}\nensure CRDs are installed first`;
}

/** Says on stderr that the object was refused. @returns the comment for the next round */
function complain({ out }: Invocation, { kind, name }: Target, causes: readonly string[]): Reason {
  out.stderr(`error: ${qualified(kind)} "${name}" is invalid\n`);
  return { head: `${qualified(kind)} "${name}" was not valid`, causes };
}

/** @returns what is invalid. @throws KubectlExit when an object is gone or cannot be patched now */
async function patchAll(
  invocation: Invocation,
  targets: readonly Target[],
  objects: readonly KubeObject[],
  path: string,
): Promise<readonly Reason[]> {
  const { out } = invocation;
  const reasons: Reason[] = [];
  let end: string | undefined;
  for (const object of objects) {
    const target = targetOf(targets, object);
    try {
      const { done, stored } = patchOne(invocation, target, object);
      out.stdout((await createPrinter(invocation, done))(stored));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const called = `${qualified(target.kind)} "${target.name}"`;
      if (error.reason === "Invalid") {
        reasons.push(
          complain(
            invocation,
            target,
            (error.details?.causes ?? []).map(({ field, message }) => `${field}: ${message}`),
          ),
        );
      } else if (isNotFound(error)) {
        out.stderr(`error: ${called} could not be found on the server\n`);
        end ??= `The edits you made on deleted resources have been saved to "${path}"`;
      } else {
        out.stderr(`error: ${called} could not be patched: ${error.message}\n`);
        end = `You can run \`kubectl replace -f ${path}\` to try this update again.`;
      }
    }
  }
  if (end !== undefined) throw new KubectlExit(end, 1);
  return reasons;
}

function targetOf(targets: readonly Target[], object: KubeObject): Target {
  const found =
    targets.find((target) => target.object.metadata.uid === object.metadata?.uid) ??
    (targets.length === 1 ? targets[0] : undefined);
  if (found === undefined)
    throw new KubectlError("no original object found for an edited object: its metadata.uid was changed");
  const { kind, name } = found;
  if (object.kind !== kind.kind || object.apiVersion !== kind.apiVersion || object.metadata?.name !== name) {
    throw new KubectlError("At least one of apiVersion, kind and name was changed");
  }
  return found;
}

interface Patched {
  readonly done: "edited" | "skipped";
  /** As the server has it now. */
  readonly stored: KubeObject;
}

function patchOne(
  invocation: Invocation,
  { kind, namespace, name, object: before }: Target,
  edited: KubeObject,
): Patched {
  const { client, flags, out } = invocation;
  const object = flags.bool("save-config") ? withLastApplied(edited) : edited;
  const { managedFields: _, ...metadata } = before.metadata;
  checkMergeKeys(before, object, kind.schema);
  const body = createTwoWayMergePatch({ ...before, metadata }, object, kind.schema);
  if (Object.keys(body).length === 0) return { done: "skipped", stored: object };
  if (flags.bool("output-patch")) out.stdout(`Patch: ${compactJson(body)}\n`);
  const options = {
    ...writeOptions(invocation, "none"),
    ...(flags.string("subresource") === "" ? {} : { subresource: "status" as const }),
  };
  return {
    done: "edited",
    stored: client.api.patch(
      kind,
      namespace,
      name,
      { type: "application/strategic-merge-patch+json", body },
      options,
    ),
  };
}

/** What was typed is not lost by an error. */
async function preserving<T>(
  invocation: Invocation,
  path: string | undefined,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof KubectlError && path !== undefined ? keep(invocation, path, error) : error;
  }
}

function keep({ out }: Invocation, path: string, error: KubectlError): KubectlError {
  out.stderr(`A copy of your changes has been stored to "${path}"\n`);
  return error;
}
