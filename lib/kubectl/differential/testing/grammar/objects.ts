/** Objects as a command line names them: kinds in all their spellings, names that are there and that are not. */
import fc, { type Arbitrary } from "fast-check";
import { mostly, type Words } from "./flags.ts";

interface KindWords {
  readonly kinds: readonly string[];
  /** Of objects in the world of the cases. */
  readonly names: readonly string[];
}

const known: readonly KindWords[] = [
  { kinds: ["pods", "po", "pod", "PODS", "pods.v1."], names: ["client", "pair", "store-0"] },
  { kinds: ["svc", "service", "services", "Service", "svc."], names: ["web", "web", "db", "kubernetes"] },
  {
    kinds: ["deploy", "deployment", "deployments", "deployments.apps", "deployments.v1.apps", "deploy.app"],
    names: ["web"],
  },
  { kinds: ["cm", "configmap", "configmaps"], names: ["settings", "kube-root-ca.crt"] },
  { kinds: ["secret", "secrets"], names: ["token"] },
  { kinds: ["ns", "namespace", "namespaces"], names: ["shop", "default"] },
  { kinds: ["no", "node", "nodes"], names: ["node-1", "node-2"] },
  { kinds: ["sts", "statefulsets"], names: ["store"] },
  { kinds: ["ing", "ingresses.networking.k8s.io"], names: ["web"] },
  { kinds: ["netpol", "networkpolicies"], names: ["db"] },
  { kinds: ["ep", "endpoints"], names: ["web", "db"] },
  { kinds: ["sa", "serviceaccounts"], names: ["default"] },
];
const wrongKinds = ["nope", "deployments.v1beta1.apps", "svcs", "pod.apps", "", "deployments.", ".apps"];
const wrongNames = ["nope", "nope", "Bad_Name", "", "web,db"];
const weights = [8, 8, 8, 3, 1, 2, 1, 2, 1, 1, 2, 1];
const some = fc.oneof(
  ...known.map((words, at) => ({ weight: weights[at] as number, arbitrary: fc.constant(words) })),
);

const kind = fc.oneof(
  { weight: 12, arbitrary: some.chain(({ kinds }) => fc.constantFrom(...kinds)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "all",
      "rs",
      "endpointslices",
      "leases",
      "events",
      "ds",
      "rc",
      "replicasets.apps",
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(...wrongKinds) },
);
const named = some.chain(({ kinds, names }) =>
  fc.tuple(mostly(kinds, wrongKinds), mostly(names, wrongNames)),
);
const slashed = named.map((parts) => parts.join("/"));
const several = some.chain(({ kinds, names }) =>
  fc.tuple(fc.constantFrom(...kinds), fc.array(mostly(names, wrongNames), { minLength: 1, maxLength: 3 })),
);
const kindList = fc.array(kind, { minLength: 2, maxLength: 3 }).map((kinds) => kinds.join(","));

/** `svc`, `svc web`, `svc/web deploy/web`, `svc,deploy web`, and what comes of mixing them. */
export const objects: Arbitrary<Words> = fc.oneof(
  { weight: 8, arbitrary: named },
  { weight: 6, arbitrary: kind.map((each) => [each]) },
  { weight: 8, arbitrary: slashed.map((each) => [each]) },
  { weight: 2, arbitrary: several.map(([each, names]) => [each, ...names]) },
  { weight: 2, arbitrary: fc.array(slashed, { minLength: 2, maxLength: 3 }) },
  { weight: 2, arbitrary: kindList.map((kinds) => [kinds]) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Words>(["svc,deploy", "web"], ["svc,ep", "web", "db"], ["svc,nope", "web"]),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Words>(
      [],
      ["web"],
      ["svc/"],
      ["/web"],
      ["svc/web/x"],
      ["svc", "deploy/web"],
      ["svc/web", "deploy"],
      ["svc,"],
    ),
  },
);

/** Objects that suit a verb, mostly: `deploy/web`, `svc web`. */
export function like(...examples: string[]): Arbitrary<Words> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...examples).map((text) => text.split(" ")) },
    { weight: 1, arbitrary: objects },
  );
}
