/**
 * How a verb declares a flag, by its type as in spf13/pflag, and the flags that many verbs share, so that they are called and
 * explained alike everywhere. Models cli-runtime/pkg/genericclioptions.
 */
import type { Flag } from "../verb.ts";

type Declaration = (name: string, usage: string, more?: Partial<Flag>) => Flag;

const declare =
  (type: Flag["type"], value: string): Declaration =>
  (name, usage, more = {}) => ({ name, type, default: value, usage, ...more });

export const boolFlag = declare("bool", "false");
export const stringFlag = declare("string", "");
/** Values with commas between them, may be repeated. */
export const sliceFlag = declare("stringSlice", "");
/** One value, may be repeated. */
export const arrayFlag = declare("stringArray", "");

export const intFlag = (name: string, value: string, usage: string, more: Partial<Flag> = {}): Flag =>
  declare("int", value)(name, usage, more);

export const durationFlag = (name: string, value: string, usage: string): Flag =>
  declare("duration", value)(name, usage);

/** `-o` and what goes with it, for verbs that print what they made or changed. Read by `createPrinter`. */
export const printFlags: readonly Flag[] = [
  boolFlag(
    "allow-missing-template-keys",
    "Whether a template may name a field that the object does not have. For jsonpath and go-template outputs.",
    { default: "true" },
  ),
  stringFlag(
    "output",
    "Format to print: json, yaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json or jsonpath-file.",
    { short: "o" },
  ),
  boolFlag("show-managed-fields", "Print metadata.managedFields as well, in JSON and YAML."),
  stringFlag("template", "The template, or its file, for -o go-template and go-template-file."),
];

/** `-f`, `-k`, `-R`: objects named by manifests. */
export function filenameFlags(
  purpose: string,
  options: { readonly recursive?: boolean } = {},
): readonly Flag[] {
  return [
    sliceFlag("filename", `File or folder with the manifests ${purpose}; - reads standard input.`, {
      short: "f",
    }),
    stringFlag("kustomize", "Kustomization folder. Not part of this simulated cluster.", { short: "k" }),
    boolFlag("recursive", "Read the folders inside the folder of -f as well.", {
      short: "R",
      default: String(options.recursive ?? false),
    }),
  ];
}

export const dryRunFlag = stringFlag(
  "dry-run",
  '"client" prints what would be sent without sending it, "server" sends it without storing it, "none" does it.',
  { withoutValue: "unchanged", default: "none" },
);

export const validateFlag = stringFlag(
  "validate",
  'What unknown and repeated fields do: "strict" (or true) refuses them, "warn" warns of them, "ignore" (or false) drops them.',
  { withoutValue: "strict", default: "strict" },
);

export const saveConfigFlag = boolFlag(
  "save-config",
  "Remember the configuration in an annotation of the object, for a later kubectl apply.",
);

/** @param manager `kubectl-create` */
export function fieldManagerFlag(manager: string): Flag {
  return stringFlag("field-manager", "Name under which the server notes who set which field.", {
    default: manager,
  });
}

/** For verbs that send what they make or change. @param manager `kubectl-create` */
export function writeFlags(manager: string): readonly Flag[] {
  return [...printFlags, dryRunFlag, fieldManagerFlag(manager)];
}

export const selectorFlag = stringFlag(
  "selector",
  "Choose objects by their labels: key1=value1,key2!=value2,key3 in (a,b).",
  { short: "l" },
);

export const fieldSelectorFlag = stringFlag(
  "field-selector",
  "Choose objects by their fields: metadata.name=x, status.phase!=Running.",
);

export const allFlag = boolFlag("all", "Take all objects of the given types in the namespace.");

export const allNamespacesFlag = boolFlag("all-namespaces", "Take the objects of all namespaces.", {
  short: "A",
});

export const localFlag = boolFlag("local", "Work on the given files without asking the server.");

export const podRunningTimeoutFlag = durationFlag(
  "pod-running-timeout",
  "1m0s",
  "How long to wait until a Pod runs, e.g. 5s, 2m.",
);

export const noHeadersFlag = boolFlag("no-headers", "The table without its first line.");

export const chunkSizeFlag = intFlag(
  "chunk-size",
  "500",
  "Objects in one answer of the server. No effect here.",
  { type: "int64" },
);

export const resourceVersionFlag = stringFlag("resource-version", "Version that the object must have now.");

/** `-c`. @param doing `read`, for its explanation */
export const containerFlag = (doing: string): Flag =>
  stringFlag("container", `Container to ${doing}; the first one when empty.`, { short: "c" });
