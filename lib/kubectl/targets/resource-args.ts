/** Reads TYPE NAME, TYPE/NAME, TYPE1,TYPE2 and lists of names. Models cli-runtime/pkg/resource Builder's arguments. */
import type { AnyKind } from "../../api/kind.ts";
import { quoted } from "../../go/strconv.ts";
import { KubectlError } from "../verb.ts";
import { kindOf, resourceWords } from "./resource-types.ts";

export interface NamedResource {
  readonly kind: AnyKind;
  readonly name: string;
}

/** Which objects of a kind are wanted. */
export interface Selectors {
  readonly labelSelector: string;
  readonly fieldSelector: string;
  /** All of them: TYPE alone is enough. */
  readonly all: boolean;
  readonly allNamespaces: boolean;
}

/** `lists`: all objects of the kinds that the selectors choose. */
export type ResourceArgs =
  | { readonly form: "names"; readonly names: readonly NamedResource[] }
  | { readonly form: "lists"; readonly kinds: readonly AnyKind[] };

const MISSING_RESOURCE = `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`;

/** Arguments beside `-f`, which rules them out. @throws KubectlError */
export function refuseArgs(args: readonly string[]): void {
  if (slashPairs(combined(args)) !== undefined)
    throw new KubectlError("resource/name arguments cannot be provided when a path is specified");
  if (args.length > 0)
    throw new KubectlError(
      "when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well",
    );
}

/**
 * @param typeAlone whether TYPE without a name means all of them
 * @throws KubectlError with the real texts
 */
export function readResourceArgs(
  kinds: readonly AnyKind[],
  args: readonly string[],
  selectors: Selectors,
  typeAlone: boolean,
): ResourceArgs {
  const pairs = slashPairs(combined(args));
  const chosen = selectors.labelSelector !== "" || selectors.fieldSelector !== "" || selectors.all;
  if (pairs !== undefined) {
    if (chosen)
      throw new KubectlError(
        "selectors and the all flag cannot be used when passing resource/name arguments",
      );
    return named(
      pairs.map(({ type, name }) => ({ kind: kindOf(kinds, type), name })),
      selectors,
    );
  }
  const [types, ...names] = args;
  if (types === undefined)
    throw new KubectlError(
      chosen ? "at least one resource must be specified to use a selector" : MISSING_RESOURCE,
    );
  if (names.length > 0 && chosen)
    throw new KubectlError("name cannot be provided when a selector is specified");
  const found = [...new Set(resourceWords(kinds, types).map((word) => kindOf(kinds, word)))];
  if (names.length === 0) {
    if (!chosen && !typeAlone) throw new KubectlError("resource(s) were provided, but no name was specified");
    return { form: "lists", kinds: found };
  }
  if (found.length > 1) throw new KubectlError("you must specify only one resource");
  return named(
    names.map((name) => ({ kind: found[0] as AnyKind, name })),
    selectors,
  );
}

function named(names: readonly NamedResource[], selectors: Selectors): ResourceArgs {
  if (selectors.allNamespaces && names.some(({ kind }) => kind.namespaced))
    throw new KubectlError("a resource cannot be retrieved by name across all namespaces");
  return { form: "names", names };
}

/** `svc,deploy web` is `svc/web deploy/web`. */
function combined(args: readonly string[]): readonly string[] {
  const [types = "", ...names] = args;
  const words = [...new Set(types.split(","))];
  return words.length > 1 && names.length > 0
    ? words.flatMap((word) => names.map((name) => `${word}/${name}`))
    : args;
}

interface SlashPair {
  readonly type: string;
  readonly name: string;
}

/** Undefined when no argument has a slash. */
function slashPairs(args: readonly string[]): readonly SlashPair[] | undefined {
  const count = args.filter((arg) => arg.includes("/")).length;
  if (count === 0) return undefined;
  if (count !== args.length) {
    throw new KubectlError(
      "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
    );
  }
  return args.map(slashPair);
}

function slashPair(arg: string): SlashPair {
  const parts = arg.split("/");
  const [type = "", name = ""] = parts;
  if (parts.length !== 2)
    throw new KubectlError("arguments in resource/name form may not have more than one slash");
  if (type === "" || name === "" || type.includes(","))
    throw new KubectlError("arguments in resource/name form must have a single resource and name");
  return { type, name };
}

/** For verbs whose plain argument is the name of a Pod: `x` is `pods/x`. Models ResourceNames. @throws KubectlError */
export function withResource(resource: string, args: readonly string[]): string[] {
  return args.map((arg) => {
    if (arg === "") throw new KubectlError(`the argument ${quoted(arg)} must be RESOURCE/NAME`);
    return arg.includes("/") ? arg : `${resource}/${arg}`;
  });
}
