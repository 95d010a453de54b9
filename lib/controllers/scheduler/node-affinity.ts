/** Which nodes a Pod may and would like to run on, by their labels. Models component-helpers/scheduling/corev1/nodeaffinity. */
import type { Node } from "../../api/kinds/node.ts";
import type { Pod } from "../../api/kinds/pod.ts";
import { matchesRequirement, type Requirement } from "../../api/selectors.ts";

type NodeAffinity = NonNullable<NonNullable<Pod["spec"]["affinity"]>["nodeAffinity"]>;
type Term = NonNullable<
  NodeAffinity["requiredDuringSchedulingIgnoredDuringExecution"]
>["nodeSelectorTerms"][number];
type Expressions = Term["matchExpressions"];

const OPERATORS: Readonly<Record<string, Requirement["operator"]>> = { Gt: "GreaterThan", Lt: "LessThan" };

/** Both the nodeSelector and the required node affinity. */
export function matchesNodeAffinity({ spec }: Pod, node: Node): boolean {
  if (spec.nodeSelector !== undefined && !hasLabels(node, spec.nodeSelector)) return false;
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return required === undefined || matchesSome(required.nodeSelectorTerms, node);
}

function hasLabels({ metadata: { labels = {} } }: Node, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

const matchesSome = (terms: readonly Term[], node: Node): boolean =>
  terms.some((term) => matchesTerm(term, node));

/** The weights of the preferences that the node meets. */
export function affinityWeight({ spec }: Pod, node: Node): number {
  const preferred = spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution;
  let sum = 0;
  for (const { weight, preference } of preferred ?? []) if (matchesTerm(preference, node)) sum += weight;
  return sum;
}

/** A term without any condition matches nothing. */
function matchesTerm({ matchExpressions, matchFields }: Term, node: Node): boolean {
  if ((matchExpressions ?? []).length === 0 && (matchFields ?? []).length === 0) return false;
  return (
    matches(matchExpressions, node.metadata.labels ?? {}) &&
    matches(matchFields, { "metadata.name": node.metadata.name })
  );
}

function matches(expressions: Expressions, values: Readonly<Record<string, string>>): boolean {
  return (expressions ?? []).every(({ key, operator, values: wanted }) => {
    const requirement = {
      key,
      operator: OPERATORS[operator] ?? (operator as Requirement["operator"]),
      values: wanted ?? [],
    };
    return matchesRequirement(requirement, values);
  });
}
