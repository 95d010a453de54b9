/**
 * What a command line names: manifests, objects by name, or lists. Read once, before any object is looked at. Models the
 * arguments of cli-runtime/pkg/resource Builder.
 */
import type { AnyKind } from "../../api/kind.ts";
import { type FlagValues, type Invocation, KubectlError } from "../verb.ts";
import { hasManifests, manifestPaths } from "./manifest-files.ts";
import {
  type NamedResource,
  readResourceArgs,
  refuseArgs,
  type Selectors,
  withResource,
} from "./resource-args.ts";

/** For verbs whose flags of these names mean something else. */
export const NO_SELECTORS: Selectors = {
  labelSelector: "",
  fieldSelector: "",
  all: false,
  allNamespaces: false,
};

/** How a verb wants its command line to be read. */
export interface SelectionRequest {
  /** Default: the arguments of the invocation. */
  readonly args?: readonly string[];
  /** TYPE alone means all of them. */
  readonly typeAlone?: boolean;
  /** Arguments without a slash are names of this resource: `pods`. */
  readonly resource?: string;
  /** Default: what -l, --field-selector, --all and -A say. */
  readonly selectors?: Selectors;
  /** Whether the objects of manifests are looked up on the server; without it they are as written. Default true. */
  readonly latest?: boolean;
  /** Whether objects that are named are looked up; without it they are only a name. Default true. */
  readonly requireObject?: boolean;
  /** Whether the verb goes on with the others when an object cannot be had. Default true. */
  readonly continueOnError?: boolean;
}

export type Selection = Pick<Selectors, "labelSelector" | "fieldSelector" | "allNamespaces"> &
  Required<Pick<SelectionRequest, "latest" | "requireObject" | "continueOnError">> & {
    /** One name, or one file, was asked for, and no list that may hold one object. */
    readonly isSingle: boolean;
  } & (
    | { readonly form: "manifests"; readonly paths: readonly string[] }
    | { readonly form: "names"; readonly names: readonly NamedResource[] }
    | { readonly form: "lists"; readonly kinds: readonly AnyKind[] }
  );

/** @throws KubectlError for a command line that makes no sense */
export async function readSelection(
  invocation: Invocation,
  request: SelectionRequest = {},
): Promise<Selection> {
  const { client, flags } = invocation;
  const selectors = request.selectors ?? readSelectors(flags);
  const { labelSelector, fieldSelector, allNamespaces } = selectors;
  const { latest = true, requireObject = true, continueOnError = true } = request;
  const retrieval = { labelSelector, fieldSelector, allNamespaces, latest, requireObject, continueOnError };
  const given = request.args ?? invocation.args;
  const args = request.resource === undefined ? given : withResource(request.resource, given);
  if (!hasManifests(flags)) {
    const found = readResourceArgs(client.api.kinds, args, selectors, request.typeAlone === true);
    return { ...retrieval, ...found, isSingle: found.form === "names" && found.names.length === 1 };
  }
  const paths = await manifestPaths(invocation);
  refuseArgs(args);
  return { ...retrieval, form: "manifests", paths, isSingle: paths.length === 1 && paths[0] !== "-" };
}

/** What `-l`, `--field-selector`, `--all` and `-A` say, for verbs that have them. @throws KubectlError */
function readSelectors(flags: FlagValues): Selectors {
  const selectors = { ...selectorsWithoutAll(flags), all: flags.has("all") && flags.bool("all") };
  if (selectors.all && selectors.labelSelector + selectors.fieldSelector !== "")
    throw new KubectlError("setting 'all' parameter but found a non empty selector. ");
  return selectors;
}

function selectorsWithoutAll(flags: FlagValues): Selectors {
  const text = (name: string) => (flags.has(name) ? flags.string(name).trim() : "");
  return {
    labelSelector: text("selector"),
    fieldSelector: text("field-selector"),
    all: false,
    allNamespaces: flags.has("all-namespaces") && flags.bool("all-namespaces"),
  };
}

/** What is asked for by verbs whose `--all` lets TYPE stand alone, and does nothing else. */
export function allOfType({ flags }: Invocation): Pick<SelectionRequest, "selectors" | "typeAlone"> {
  return { selectors: selectorsWithoutAll(flags), typeAlone: flags.bool("all") };
}
