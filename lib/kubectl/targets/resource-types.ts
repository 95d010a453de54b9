/** Which kind a word of the command line means: `po`, `pods`, `Deployment`, `deploy.apps`, `deployments.v1.apps`. Models client-go/restmapper. */
import { qualified, withGroup } from "../../api/api-error.ts";
import type { AnyKind } from "../../api/kind.ts";
import { quoted } from "../../go/strconv.ts";
import { KubectlError } from "../verb.ts";

/** @throws KubectlError `the server doesn't have a resource type "x"` */
export function kindOf(kinds: readonly AnyKind[], word: string): AnyKind {
  const found = findKind(kinds, word);
  if (found === undefined)
    throw new KubectlError(`the server doesn't have a resource type ${quoted(word.split(".")[0] ?? word)}`);
  return found;
}

export function findKind(kinds: readonly AnyKind[], word: string): AnyKind | undefined {
  const [resource = "", ...rest] = word.split(".");
  const called = resource.toLowerCase();
  const candidates = kinds.filter(
    (kind) => kind.plural === called || kind.singular === called || kind.shortNames.includes(called),
  );
  if (rest.length === 0) return candidates[0];
  const [version, ...group] = rest;
  const versioned = candidates.find((kind) => kind.version === version && kind.group === group.join("."));
  return (rest.length > 1 ? versioned : undefined) ?? inGroup(candidates, rest.join("."));
}

/** The group may be shortened to how it begins. */
function inGroup(candidates: readonly AnyKind[], group: string): AnyKind | undefined {
  return (
    candidates.find((kind) => kind.group === group) ?? candidates.find((kind) => kind.group.startsWith(group))
  );
}

/** The kind of a manifest, whose name may be written small as a whole. */
export function kindOfManifest(
  kinds: readonly AnyKind[],
  apiVersion: string,
  kind: string,
): AnyKind | undefined {
  return kinds.find(
    (candidate) =>
      candidate.apiVersion === apiVersion && (candidate.kind === kind || candidate.singular === kind),
  );
}

/** The words of `pods,svc`, with categories (`all`) replaced by their kinds; each once. */
export function resourceWords(kinds: readonly AnyKind[], text: string): string[] {
  return [...new Set(text.split(",").flatMap((word) => category(kinds, word) ?? [word]))];
}

function category(kinds: readonly AnyKind[], word: string): string[] | undefined {
  const members = kinds.filter((kind) => kind.categories.includes(word));
  return members.length === 0 ? undefined : members.map(qualified);
}

/** `pod/x`, `deployment.apps/x`: how kubectl names an object to a person. */
export function objectName(kind: Pick<AnyKind, "singular" | "group">, name: string): string {
  return `${withGroup(kind.singular, kind.group)}/${name}`;
}
