/** Selectors made ready once for many objects. Models apimachinery's LabelSelectorAsSelector. */
import type { LabelSelector } from "../api/metadata.ts";
import { type Labels, matchesAll, requirementsOf } from "../api/selectors.ts";

/** A Service's or ReplicationController's selector: every pair must match; an empty one matches nothing. */
export function compilePairs(selector: Labels): (labels: Labels) => boolean {
  const pairs = Object.entries(selector ?? {}).map(([key, value]) => ({ key, value }));
  if (pairs.length === 0) return () => false;
  return (labels) => {
    if (labels === undefined) return false;
    for (const { key, value } of pairs) if (labels[key] !== value) return false;
    return true;
  };
}

/** A `metav1.LabelSelector` that is not empty: both its pairs and its expressions must match. */
export function compileLabelSelector(selector: LabelSelector): (labels: Labels) => boolean {
  const hasPairs = Object.keys(selector.matchLabels ?? {}).length > 0;
  const expressions = requirementsOf({ matchExpressions: selector.matchExpressions });
  if (!hasPairs) return (labels) => matchesAll(expressions, labels);
  const matchesPairs = compilePairs(selector.matchLabels);
  return expressions.length === 0
    ? matchesPairs
    : (labels) => matchesPairs(labels) && matchesAll(expressions, labels);
}
