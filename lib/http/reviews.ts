/**
 * What `kubectl auth` asks: who am I, and may I. Models the self-subject reviews of authentication.k8s.io and
 * authorization.k8s.io. There is one user, who may do everything; leaves out reviews of others.
 */
import type { ObjectAnswer } from "./exchange.ts";

/** Also the name of the user in the kubeconfig. */
export const USER = "learner";
const GROUPS = ["system:masters", "system:authenticated"];

const EVERYTHING = {
  resourceRules: [{ verbs: ["*"], apiGroups: ["*"], resources: ["*"] }],
  nonResourceRules: [{ verbs: ["*"], nonResourceURLs: ["*"] }],
  incomplete: false,
};

const reviews: Readonly<Record<string, { readonly kind: string; readonly status: object }>> = {
  "authentication.k8s.io/v1/selfsubjectreviews": {
    kind: "SelfSubjectReview",
    status: { userInfo: { username: USER, groups: GROUPS } },
  },
  "authorization.k8s.io/v1/selfsubjectaccessreviews": {
    kind: "SelfSubjectAccessReview",
    status: { allowed: true },
  },
  "authorization.k8s.io/v1/selfsubjectrulesreviews": { kind: "SelfSubjectRulesReview", status: EVERYTHING },
};

/** @param path as in the URL. @returns undefined for a path that is no review. */
export function reviewAnswer(path: string): ObjectAnswer | undefined {
  const review = reviews[path.replace(/^\/apis\//, "")];
  if (review === undefined) return undefined;
  const [group, version] = path.split("/").slice(2);
  const apiVersion = `${group}/${version}`;
  return {
    status: 201,
    object: { kind: review.kind, apiVersion, metadata: {}, spec: {}, status: review.status },
  };
}
