/** What `kubectl expose` reads from the object it exposes: selector, ports, protocols, labels. Models kubectl/pkg/polymorphichelpers. */
import { withGroup } from "../../api/api-error.ts";
import type { AnyKind } from "../../api/kind.ts";
import type { Deployment } from "../../api/kinds/deployment.ts";
import type { Pod } from "../../api/kinds/pod.ts";
import type { Service } from "../../api/kinds/service.ts";
import type { KubeObject, LabelSelector } from "../../api/metadata.ts";
import { KubectlError } from "../verb.ts";

export interface ExposedPort {
  readonly port: number;
  readonly protocol: string;
}

type Pairs = Readonly<Record<string, string>>;

interface Controller extends KubeObject {
  readonly spec: {
    readonly selector?: LabelSelector | Pairs;
    readonly template?: Deployment["spec"]["template"];
  };
}

const EXPOSABLE = ["Deployment.apps", "Pod", "ReplicaSet.apps", "ReplicationController", "Service"];

/** @throws KubectlError `cannot expose a Node` */
export function checkExposable(kind: AnyKind): void {
  const called = withGroup(kind.kind, kind.group);
  if (!EXPOSABLE.includes(called)) throw new KubectlError(`cannot expose a ${called}`);
}

/** The labels by which a Service finds the same Pods. @throws KubectlError */
export function selectorOf(kind: AnyKind, object: KubeObject): Pairs {
  if (kind.kind === "Pod") return labelsOf(object) ?? fail("the pod has no labels and cannot be exposed");
  const selector = (object as Controller).spec.selector;
  if (kind.kind === "Service")
    return (selector as Pairs | undefined) ?? fail("the service has no pod selector set");
  if (kind.kind === "ReplicationController") return (selector as Pairs | undefined) ?? {};
  const { matchLabels, matchExpressions = [] } = (selector ?? {}) as LabelSelector;
  if (matchExpressions.length > 0)
    fail(
      `couldn't convert expressions - "${expressionsText(matchExpressions)}" to map-based selector format`,
    );
  if (matchLabels === undefined) fail(`invalid ${kind.singular}: no selectors, therefore cannot be exposed`);
  return matchLabels as Pairs;
}

function fail(why: string): never {
  throw new KubectlError(`couldn't retrieve selectors via --selector flag or introspection: ${why}`);
}

/** As Go prints the structs with `%+v`. */
function expressionsText(expressions: NonNullable<LabelSelector["matchExpressions"]>): string {
  return `[${expressions.map(({ key, operator, values = [] }) => `{Key:${key} Operator:${operator} Values:[${values.join(" ")}]}`).join(" ")}]`;
}

function labelsOf(object: KubeObject): Pairs | undefined {
  const labels = object.metadata.labels;
  return labels === undefined || Object.keys(labels).length === 0 ? undefined : labels;
}

/** All ports that the object names, in order. */
export function portsOf(kind: AnyKind, object: KubeObject): readonly ExposedPort[] {
  if (kind.kind === "Service")
    return ((object as Service).spec.ports ?? []).map(({ port, protocol }) => ({ port, protocol }));
  const spec = kind.kind === "Pod" ? (object as Pod).spec : (object as Controller).spec.template?.spec;
  return (spec?.containers ?? []).flatMap((container) =>
    (container.ports ?? []).map(({ containerPort, protocol = "TCP" }) => ({ port: containerPort, protocol })),
  );
}
