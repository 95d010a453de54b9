import { describe, expect, it } from "vitest";
import { faults, updateFaults } from "../testing/faults.ts";
import { daemonSets } from "./daemon-set.ts";
import { deployments } from "./deployment.ts";
import { replicaSets } from "./replica-set.ts";
import { replicationControllers } from "./replication-controller.ts";
import { statefulSets } from "./stateful-set.ts";

const template = (labels: object | undefined, spec: object = {}) => ({
  metadata: { labels },
  spec: { containers: [{ name: "http-go", image: "gasbugs/http-go" }], ...spec },
});
const spec = (fields: object = {}) => ({
  spec: { selector: { matchLabels: { run: "http-go" } }, template: template({ run: "http-go" }), ...fields },
});
const MISMATCH = "`selector` does not match template `labels`";

describe("a Deployment", () => {
  it.each([
    ["of the lab", {}, []],
    [
      "whose template has other labels",
      { template: template({ app: "http-go" }) },
      [`spec.template.metadata.labels: Invalid value: map[string]string{"app":"http-go"}: ${MISMATCH}`],
    ],
    [
      "whose template has no labels",
      { template: template(undefined) },
      [`spec.template.metadata.labels: Invalid value: map[string]string(nil): ${MISMATCH}`],
    ],
    [
      "without a selector",
      { selector: undefined },
      [
        "spec.selector: Required value",
        `spec.template.metadata.labels: Invalid value: map[string]string{"run":"http-go"}: ${MISMATCH}`,
      ],
    ],
    [
      "with an empty selector",
      { selector: {} },
      [
        "spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string(nil), MatchExpressions:[]v1.LabelSelectorRequirement(nil)}: empty selector is invalid for deployment",
      ],
    ],
    [
      "with an unknown operator",
      { selector: { matchExpressions: [{ key: "run", operator: "is", values: ["x"] }] } },
      [
        'spec.selector.matchExpressions[0].operator: Invalid value: "is": not a valid selector operator',
        'spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string(nil), MatchExpressions:[]v1.LabelSelectorRequirement{v1.LabelSelectorRequirement{Key:"run", Operator:"is", Values:[]string{"x"}}}}: invalid label selector',
      ],
    ],
    [
      "with -1 replicas",
      { replicas: -1 },
      ["spec.replicas: Invalid value: -1: must be greater than or equal to 0"],
    ],
    [
      "that never restarts",
      { template: template({ run: "http-go" }, { restartPolicy: "Never" }) },
      ['spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"'],
    ],
    [
      "without containers",
      { template: template({ run: "http-go" }, { containers: [] }) },
      ["spec.template.spec.containers: Required value"],
    ],
    [
      "of an unknown strategy",
      { strategy: { type: "Rolling" } },
      [
        'spec.strategy: Unsupported value: apps.DeploymentStrategy{Type:"Rolling", RollingUpdate:(*apps.RollingUpdateDeployment)(nil)}: supported values: "Recreate", "RollingUpdate"',
      ],
    ],
    [
      "that recreates in a rolling way",
      { strategy: { type: "Recreate", rollingUpdate: {} } },
      ["spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'"],
    ],
    [
      "that may neither take away nor add",
      { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } },
      [
        'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: intstr.IntOrString{Type:0, IntVal:0, StrVal:""}: may not be 0 when `maxSurge` is 0',
      ],
    ],
    [
      "that may take away more than there are",
      { strategy: { rollingUpdate: { maxUnavailable: "101%" } } },
      [
        'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: intstr.IntOrString{Type:1, IntVal:0, StrVal:"101%"}: must not be greater than 100%',
      ],
    ],
    [
      "whose share is no share",
      { strategy: { rollingUpdate: { maxSurge: "half" } } },
      [
        "spec.strategy.rollingUpdate.maxSurge: Invalid value: intstr.IntOrString{Type:1, IntVal:0, StrVal:\"half\"}: a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
      ],
    ],
    [
      "that is never in time",
      { progressDeadlineSeconds: 10, minReadySeconds: 10 },
      ["spec.progressDeadlineSeconds: Invalid value: 10: must be greater than minReadySeconds"],
    ],
    [
      "whose template has a wrong label",
      { selector: {}, template: template({ "a b": "x" }) },
      [
        expect.stringContaining("empty selector"),
        expect.stringMatching(/^spec\.template\.labels: Invalid value: "a b": name part must consist of/),
      ],
    ],
  ])("%s", (_what, fields, expected) => {
    expect(faults(deployments, spec(fields))).toEqual(expected);
  });

  it("keeps its selector", () => {
    const after = spec({
      selector: { matchLabels: { app: "http-go" } },
      template: template({ app: "http-go" }),
    });
    expect(updateFaults(deployments, spec(), after)).toEqual([
      'spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string{"app":"http-go"}, MatchExpressions:[]v1.LabelSelectorRequirement(nil)}: field is immutable',
    ]);
    expect(updateFaults(deployments, spec(), spec({ replicas: 5 }))).toEqual([]);
  });
});

it("a ReplicaSet is judged as a Deployment is", () => {
  expect(faults(replicaSets, spec())).toEqual([]);
  expect(faults(replicaSets, spec({ replicas: -1, template: template({ a: "b" }) }))).toEqual([
    "spec.replicas: Invalid value: -1: must be greater than or equal to 0",
    `spec.template.metadata.labels: Invalid value: map[string]string{"a":"b"}: ${MISMATCH}`,
  ]);
});

describe("a ReplicationController", () => {
  it("takes its selector and labels from its template", () => {
    expect(faults(replicationControllers, { spec: { template: template({ run: "x" }) } })).toEqual([]);
  });

  it("needs some selector, which its template matches", () => {
    expect(faults(replicationControllers, { spec: { template: template(undefined) } })).toEqual([
      "spec.selector: Required value",
    ]);
    expect(
      faults(replicationControllers, { spec: { selector: { a: "b" }, template: template({ run: "x" }) } }),
    ).toEqual([`spec.template.metadata.labels: Invalid value: map[string]string{"run":"x"}: ${MISMATCH}`]);
  });
});

describe("a DaemonSet", () => {
  it.each([
    ["with defaults", {}, []],
    [
      "whose template has other labels",
      { template: template({ a: "b" }) },
      [`spec.template.metadata.labels: Invalid value: map[string]string{"a":"b"}: ${MISMATCH}`],
    ],
    [
      "of an unknown strategy",
      { updateStrategy: { type: "Recreate" } },
      [
        'spec.updateStrategy: Unsupported value: apps.DaemonSetUpdateStrategy{Type:"Recreate", RollingUpdate:(*apps.RollingUpdateDaemonSet)(nil)}: supported values: "RollingUpdate", "OnDelete"',
      ],
    ],
    [
      "that can do nothing",
      { updateStrategy: { rollingUpdate: { maxUnavailable: 0 } } },
      ["spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0 when maxSurge is 0"],
    ],
    [
      "that does both",
      { updateStrategy: { rollingUpdate: { maxSurge: 1 } } },
      [
        'spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: intstr.IntOrString{Type:0, IntVal:1, StrVal:""}: may not be set when maxUnavailable is non-zero',
      ],
    ],
  ])("%s", (_what, fields, expected) => {
    expect(faults(daemonSets, spec(fields))).toEqual(expected);
  });
});

describe("a StatefulSet", () => {
  it.each([
    ["with defaults", {}, []],
    [
      "of an unknown policy",
      { podManagementPolicy: "Fast" },
      ["spec.podManagementPolicy: Invalid value: \"Fast\": must be 'OrderedReady' or 'Parallel'"],
    ],
    [
      "without containers, which only its Pods will miss",
      { template: template({ run: "http-go" }, { containers: [] }) },
      [],
    ],
  ])("%s", (_what, fields, expected) => {
    expect(faults(statefulSets, spec(fields))).toEqual(expected);
  });

  it("may not change its Service", () => {
    expect(updateFaults(statefulSets, spec({ serviceName: "a" }), spec({ serviceName: "b" }))).toEqual([
      "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
    ]);
  });
});
