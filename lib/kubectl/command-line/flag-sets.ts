/** Groups of flags that many verbs share, so that they are called and explained alike everywhere. Models cli-runtime/pkg/genericclioptions. */
import type { Flag } from "../verb.ts";

/** `-o` and what goes with it, for verbs that print what they made or changed. Read by `createPrinter`. */
export const printFlags: readonly Flag[] = [
  {
    name: "allow-missing-template-keys",
    type: "bool",
    default: "true",
    usage:
      "Whether a template may name a field that the object does not have. For jsonpath and go-template outputs.",
  },
  {
    name: "output",
    short: "o",
    type: "string",
    default: "",
    usage:
      "Format to print: json, yaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json or jsonpath-file.",
  },
  {
    name: "show-managed-fields",
    type: "bool",
    default: "false",
    usage: "Print metadata.managedFields as well, in JSON and YAML.",
  },
  {
    name: "template",
    type: "string",
    default: "",
    usage: "The template, or its file, for -o go-template and go-template-file.",
  },
];

/** `-f`, `-k`, `-R`: objects named by manifests. */
export function filenameFlags(
  purpose: string,
  options: { readonly recursive?: boolean } = {},
): readonly Flag[] {
  return [
    {
      name: "filename",
      short: "f",
      type: "stringSlice",
      default: "",
      usage: `File or folder with the manifests ${purpose}; - reads standard input.`,
    },
    {
      name: "kustomize",
      short: "k",
      type: "string",
      default: "",
      usage: "Kustomization folder. Not part of this simulated cluster.",
    },
    {
      name: "recursive",
      short: "R",
      type: "bool",
      default: String(options.recursive ?? false),
      usage: "Read the folders inside the folder of -f as well.",
    },
  ];
}

export const dryRunFlag: Flag = {
  name: "dry-run",
  type: "string",
  default: "none",
  withoutValue: "unchanged",
  usage:
    '"client" prints what would be sent without sending it, "server" sends it without storing it, "none" does it.',
};

export const validateFlag: Flag = {
  name: "validate",
  type: "string",
  default: "strict",
  withoutValue: "strict",
  usage:
    'What unknown and repeated fields do: "strict" (or true) refuses them, "warn" warns of them, "ignore" (or false) drops them.',
};

export const saveConfigFlag: Flag = {
  name: "save-config",
  type: "bool",
  default: "false",
  usage: "Remember the configuration in an annotation of the object, for a later kubectl apply.",
};

/** @param manager `kubectl-create` */
export function fieldManagerFlag(manager: string): Flag {
  return {
    name: "field-manager",
    type: "string",
    default: manager,
    usage: "Name under which the server notes who set which field.",
  };
}

export const selectorFlag: Flag = {
  name: "selector",
  short: "l",
  type: "string",
  default: "",
  usage: "Choose objects by their labels: key1=value1,key2!=value2,key3 in (a,b).",
};

export const fieldSelectorFlag: Flag = {
  name: "field-selector",
  type: "string",
  default: "",
  usage: "Choose objects by their fields: metadata.name=x, status.phase!=Running.",
};

export const allFlag: Flag = {
  name: "all",
  type: "bool",
  default: "false",
  usage: "Take all objects of the given types in the namespace.",
};

export const allNamespacesFlag: Flag = {
  name: "all-namespaces",
  short: "A",
  type: "bool",
  default: "false",
  usage: "Take the objects of all namespaces.",
};

export const localFlag: Flag = {
  name: "local",
  type: "bool",
  default: "false",
  usage: "Work on the given files without asking the server.",
};

export const podRunningTimeoutFlag: Flag = {
  name: "pod-running-timeout",
  type: "duration",
  default: "1m0s",
  usage: "How long to wait until a Pod runs, e.g. 5s, 2m.",
};
