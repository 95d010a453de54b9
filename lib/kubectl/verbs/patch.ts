/** `kubectl patch`. Models kubectl/pkg/cmd/patch. Leaves out `--local`. */
import type { Api, Patch, PatchType, WriteOptions } from "../../api/api.ts";
import { noSuchResource } from "../../api/api-error.ts";
import { isEqual } from "../../api/equal.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { readPatch } from "../../api/patch-body.ts";
import { quoted } from "../../go/strconv.ts";
import { parseYaml, YamlError } from "../../go/yaml/read.ts";
import { readDryRun, writeOptions } from "../command-line/dry-run.ts";
import { filenameFlags, stringFlag, writeFlags } from "../command-line/flag-sets.ts";
import { reworded } from "../error-text.ts";
import { createPrinter } from "../output/index.ts";
import { readSelection } from "../targets/selection.ts";
import { type Target, visitTargets } from "../targets/targets.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";
import { patchedLocally } from "../writing/local-patch.ts";

const TYPES: Readonly<Record<string, PatchType>> = {
  json: "application/json-patch+json",
  merge: "application/merge-patch+json",
  strategic: "application/strategic-merge-patch+json",
};

export const patch: Verb = {
  name: "patch",
  short: "Update fields of a resource",
  long: "Change fields of an object: by a part of it (strategic or merge patch), or by steps (JSON patch). YAML and JSON are accepted.",
  usage: "kubectl patch (-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE]",
  examples: `# Let one client always reach the same Pod
kubectl patch service web -p '{"spec":{"sessionAffinity":"ClientIP"}}'

# Another port, by a step
kubectl patch service web --type=json -p '[{"op":"replace","path":"/spec/ports/0/port","value":8080}]'`,
  flags: [
    ...writeFlags("kubectl-patch"),
    ...filenameFlags("to patch"),
    stringFlag("patch", "The patch, in YAML or JSON.", { short: "p" }),
    stringFlag("patch-file", "File with the patch."),
    stringFlag("subresource", "Sub-resource to patch: status or scale."),
    stringFlag("type", "How the patch is meant: json, merge or strategic.", { default: "strategic" }),
  ],
  unmodelledFlags: ["local"],
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const { client, out } = invocation;
  const dryRun = readDryRun(invocation);
  const type = patchType(invocation);
  const patch = patchOf(type, await patchText(invocation));
  const subresource = invocation.flags.string("subresource");
  await visitTargets(
    invocation,
    await readSelection(invocation, { latest: false }),
    async (target: Target) => {
      const options = writeOptions(invocation, dryRun);
      const change = patch();
      const live =
        subresource === "scale"
          ? client.api.getScale(target.kind, target.namespace, target.name)
          : target.object;
      const patched =
        dryRun === "client"
          ? patchedLocally(target.kind, live, change)
          : patchPart(client.api, subresource, target, change, options);
      const done = isEqual(patched, live) ? "patched (no change)" : "patched";
      out.stdout((await createPrinter(invocation, done))(patched));
    },
  );
}

function patchType({ flags }: Invocation): PatchType {
  const typed = flags.string("type").toLowerCase() || "strategic";
  const type = TYPES[typed];
  if (flags.string("patch") !== "" && flags.string("patch-file") !== "")
    throw new KubectlError("cannot specify --patch and --patch-file together");
  if (flags.string("patch") === "" && flags.string("patch-file") === "")
    throw new KubectlError("must specify --patch or --patch-file containing the contents of the patch");
  if (type === undefined)
    throw new KubectlError(
      `--type must be one of [json merge strategic], not ${quoted(flags.string("type"))}`,
    );
  return type;
}

async function patchText({ flags, client }: Invocation): Promise<string> {
  const path = flags.string("patch-file");
  if (path === "") return flags.string("patch");
  try {
    return path === "-" ? client.shell.stdin : await client.shell.readFile(path);
  } catch {
    throw new KubectlError(`unable to read patch file: open ${path}: no such file or directory`);
  }
}

/** Text that begins as JSON goes to the server as it is, and it is the server that complains, of every object. */
function patchOf(type: PatchType, text: string): () => Patch {
  if (/^\s*\{/.test(text)) return () => readPatch(type, text);
  const body = reworded(
    YamlError,
    () => parseYaml(text),
    (message) => `unable to parse ${quoted(text)}: ${message}`,
  );
  return () => ({ type, body });
}

/** @throws ApiError NotFound for a sub-resource that the kind lacks. */
function patchPart(
  api: Api,
  subresource: string,
  { kind, namespace, name }: Target,
  patch: Patch,
  options: WriteOptions,
): KubeObject {
  if (subresource === "") return api.patch(kind, namespace, name, patch, options);
  if (subresource === "scale") return api.patchScale(kind, namespace, name, patch, options);
  if (subresource !== "status" || !kind.subresources.includes(subresource)) throw noSuchResource();
  return api.patch(kind, namespace, name, patch, { ...options, subresource });
}
