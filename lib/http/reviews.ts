/**
 * What `kubectl auth` asks: who am I, and may I. Models the self-subject reviews of authentication.k8s.io and
 * authorization.k8s.io, of the one user who may do everything and of the service accounts of Pods; leaves out reviews of
 * others.
 */
import type { Api } from "../api/api.ts";
import { pods } from "../api/kinds/pod.ts";
import { serviceAccounts } from "../api/kinds/service-account.ts";
import { isRecord } from "../go/value.ts";
import { type Attributes, DEFAULT_ROLES, roleThatAllows } from "./default-roles.ts";
import type { ObjectAnswer } from "./exchange.ts";

/** Also the name of the user in the kubeconfig. */
export const USER = "learner";

/** Who asks about themselves. */
export interface Subject {
  readonly userInfo: object;
  readonly rules: object;
  /** The status of a SelfSubjectAccessReview. @param spec as it was sent. */
  review(spec: unknown): object;
}

const LEARNER: Subject = {
  userInfo: { username: USER, groups: ["system:masters", "system:authenticated"] },
  rules: {
    resourceRules: [{ verbs: ["*"], apiGroups: ["*"], resources: ["*"] }],
    nonResourceRules: [{ verbs: ["*"], nonResourceURLs: ["*"] }],
    incomplete: false,
  },
  review: () => ({ allowed: true }),
};

/** What the token of a Pod says of it. */
export interface TokenClaims {
  readonly sub: string;
  readonly "kubernetes.io"?: { readonly pod?: { readonly name: string; readonly uid: string } };
}

/** A service account has no roles but those that everybody has: no object here grants others. */
export function serviceAccountSubject(api: Api, claims: TokenClaims): Subject {
  const [, , namespace = "", name = ""] = claims.sub.split(":");
  const { pod } = claims["kubernetes.io"] ?? {};
  const node = pod === undefined ? undefined : api.find(pods, namespace, pod.name)?.spec.nodeName;
  const extra = { "pod-name": pod?.name, "pod-uid": pod?.uid, "node-name": node };
  return {
    userInfo: {
      username: claims.sub,
      uid: api.find(serviceAccounts, namespace, name)?.metadata.uid,
      groups: ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"],
      extra: Object.fromEntries(
        Object.entries(extra).flatMap(([key, value]) =>
          value === undefined ? [] : [[`authentication.kubernetes.io/${key}`, [value]]],
        ),
      ),
    },
    rules: defaultRules(),
    review(spec) {
      const role = roleThatAllows(attributesOf(spec), false);
      if (role === undefined) return { allowed: false };
      const why = `RBAC: allowed by ClusterRoleBinding "${role}" of ClusterRole "${role}" to Group "system:authenticated"`;
      return { allowed: true, reason: why };
    },
  };
}

function defaultRules(): object {
  return {
    resourceRules: DEFAULT_ROLES.flatMap(({ creates = [] }) =>
      creates.map(({ group, resources }) => ({ verbs: ["create"], apiGroups: [group], resources })),
    ),
    nonResourceRules: DEFAULT_ROLES.flatMap(({ paths }) =>
      paths === undefined ? [] : [{ verbs: ["get"], nonResourceURLs: paths }],
    ),
    incomplete: false,
  };
}

function attributesOf(spec: unknown): Attributes {
  const { resourceAttributes, nonResourceAttributes } = isRecord(spec) ? spec : {};
  const given = resourceAttributes ?? nonResourceAttributes;
  const text = (name: string): string => {
    const value = isRecord(given) ? given[name] : undefined;
    return typeof value === "string" ? value : "";
  };
  const verb = text("verb");
  return resourceAttributes === undefined
    ? { verb, path: text("path") }
    : { verb, group: text("group"), resource: text("resource"), subresource: text("subresource") };
}

/** @param path as in the URL. @param body what was sent. @returns undefined for a path that is no review. */
export function reviewAnswer(
  path: string,
  subject: Subject = LEARNER,
  body: Readonly<Record<string, unknown>> = {},
): ObjectAnswer | undefined {
  const { spec = {} } = body;
  const [, , group, version, plural = ""] = path.split("/");
  const reviews: Readonly<Record<string, object>> = {
    "authentication.k8s.io/v1/selfsubjectreviews": {
      kind: "SelfSubjectReview",
      status: { userInfo: subject.userInfo },
    },
    "authorization.k8s.io/v1/selfsubjectaccessreviews": {
      kind: "SelfSubjectAccessReview",
      spec,
      status: subject.review(spec),
    },
    "authorization.k8s.io/v1/selfsubjectrulesreviews": {
      kind: "SelfSubjectRulesReview",
      spec: {},
      status: subject.rules,
    },
  };
  const review = reviews[`${group}/${version}/${plural}`];
  if (review === undefined) return undefined;
  return { status: 201, object: { apiVersion: `${group}/${version}`, metadata: {}, ...review } };
}
