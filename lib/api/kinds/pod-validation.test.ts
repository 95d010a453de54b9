import { describe, expect, it } from "vitest";
import { faults, patchFaults, updateFaults } from "../testing/faults.ts";
import { pods } from "./pod.ts";

const container = (fields: object = {}) => ({ name: "web", image: "nginx", ...fields });
const pod = (fields: object) => ({ spec: { containers: [container()], ...fields } });
const of = (fields: object) => pod({ containers: [container(fields)] });

const UPDATABLE =
  "`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

const TOLERATIONS = ["not-ready", "unreachable"].map((state) => ({
  key: `node.kubernetes.io/${state}`,
  operator: "Exists",
  effect: "NoExecute",
  tolerationSeconds: 300,
}));

describe("a new Pod", () => {
  it.each([
    ["without containers", { spec: {} }, ["spec.containers: Required value"]],
    [
      "without a name for its container",
      of({ name: undefined }),
      ["spec.containers[0].name: Required value"],
    ],
    [
      "with a container's name in capitals",
      of({ name: "Web" }),
      [
        expect.stringMatching(
          /^spec\.containers\[0\]\.name: Invalid value: "Web": a lowercase RFC 1123 label/,
        ),
      ],
    ],
    ["without an image", of({ image: undefined }), ["spec.containers[0].image: Required value"]],
    [
      "with a blank around its image",
      of({ image: "nginx " }),
      ['spec.containers[0].image: Invalid value: "nginx ": must not have leading or trailing whitespace'],
    ],
    [
      "with the same container twice",
      pod({ containers: [container(), container()] }),
      ['spec.containers[1].name: Duplicate value: "web"'],
    ],
    [
      "with an unknown pull policy",
      of({ imagePullPolicy: "never" }),
      [
        'spec.containers[0].imagePullPolicy: Unsupported value: "never": supported values: "Always", "IfNotPresent", "Never"',
      ],
    ],
    [
      "with an unknown restart policy",
      pod({ restartPolicy: "always" }),
      ['spec.restartPolicy: Unsupported value: "always": supported values: "Always", "OnFailure", "Never"'],
    ],
    [
      "with an unknown DNS policy",
      pod({ dnsPolicy: "x" }),
      [
        'spec.dnsPolicy: Unsupported value: "x": supported values: "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"',
      ],
    ],
    [
      "without a container port",
      of({ ports: [{ name: "http" }] }),
      ["spec.containers[0].ports[0].containerPort: Required value"],
    ],
    [
      "with a port out of range",
      of({ ports: [{ containerPort: 80_000 }] }),
      [
        "spec.containers[0].ports[0].containerPort: Invalid value: 80000: must be between 1 and 65535, inclusive",
      ],
    ],
    [
      "with a port name twice",
      of({
        ports: [
          { name: "a", containerPort: 1 },
          { name: "a", containerPort: 2 },
        ],
      }),
      ['spec.containers[0].ports[1].name: Duplicate value: "a"'],
    ],
    [
      "with a long port name",
      of({ ports: [{ name: "a-very-long-name", containerPort: 1 }] }),
      [
        'spec.containers[0].ports[0].name: Invalid value: "a-very-long-name": must be no more than 15 characters',
      ],
    ],
    [
      "with a host port twice",
      of({
        ports: [
          { containerPort: 1, hostPort: 80 },
          { containerPort: 2, hostPort: 80 },
        ],
      }),
      ['spec.containers[0].ports[1].hostPort: Duplicate value: "TCP//80"'],
    ],
    [
      "with the host's network and another host port",
      {
        spec: { hostNetwork: true, containers: [container({ ports: [{ containerPort: 1, hostPort: 2 }] })] },
      },
      [
        "spec.containers[0].ports[0].hostPort: Invalid value: 2: must match `containerPort` when `hostNetwork` is true",
      ],
    ],
    [
      "with a variable of two sources",
      of({ env: [{ name: "A", value: "x", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }] }),
      [
        'spec.containers[0].env[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty',
      ],
    ],
    [
      "with a variable of an unknown field",
      of({ env: [{ name: "A", valueFrom: { fieldRef: { fieldPath: "status.phase" } } }] }),
      [
        expect.stringMatching(
          /^spec\.containers\[0\]\.env\[0\]\.valueFrom\.fieldRef\.fieldPath: Unsupported value: "status\.phase": supported values: "metadata\.name"/,
        ),
      ],
    ],
    [
      "with a variable of nothing",
      of({ env: [{ name: "A", valueFrom: {} }] }),
      [
        'spec.containers[0].env[0].valueFrom: Invalid value: "": must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`',
      ],
    ],
    [
      "with a volume that is not there",
      of({ volumeMounts: [{ name: "data", mountPath: "/data" }] }),
      ['spec.containers[0].volumeMounts[0].name: Not found: "data"'],
    ],
    [
      "with two volumes of one name",
      pod({ volumes: [{ name: "a" }, { name: "a" }] }),
      ['spec.volumes[1].name: Duplicate value: "a"'],
    ],
    [
      "with a volume of two sources",
      pod({ volumes: [{ name: "a", emptyDir: {}, hostPath: { path: "/x" } }] }),
      ["spec.volumes[0].hostPath: Forbidden: may not specify more than 1 volume type"],
    ],
    [
      "that asks for more than its limit",
      of({ resources: { limits: { cpu: "1" }, requests: { cpu: "1500m" } } }),
      [
        'spec.containers[0].resources.requests: Invalid value: "1500m": must be less than or equal to cpu limit of 1',
      ],
    ],
    [
      "that asks for an unknown resource",
      of({ resources: { limits: { disk: "1" } } }),
      [
        'spec.containers[0].resources.limits[disk]: Invalid value: "disk": must be a standard resource type or fully qualified',
        'spec.containers[0].resources.limits[disk]: Invalid value: "disk": must be a standard resource for containers',
        'spec.containers[0].resources.requests[disk]: Invalid value: "disk": must be a standard resource type or fully qualified',
        'spec.containers[0].resources.requests[disk]: Invalid value: "disk": must be a standard resource for containers',
      ],
    ],
    [
      "with an empty probe",
      of({ readinessProbe: {} }),
      ["spec.containers[0].readinessProbe: Required value: must specify a handler type"],
    ],
    [
      "with a probe of two kinds",
      of({ livenessProbe: { exec: { command: ["a"] }, tcpSocket: { port: 80 } } }),
      ["spec.containers[0].livenessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type"],
    ],
    [
      "with a liveness probe that must succeed twice",
      of({ livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 } }),
      ["spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1"],
    ],
    [
      "with a probe of a port without name",
      of({ readinessProbe: { httpGet: { port: "80" } } }),
      [
        'spec.containers[0].readinessProbe.httpGet.port: Invalid value: "80": must contain at least one letter (a-z)',
      ],
    ],
    [
      "with an init container of its container's name",
      pod({ initContainers: [container()] }),
      ['spec.initContainers[0].name: Duplicate value: "web"'],
    ],
    [
      "with a probed init container",
      pod({ initContainers: [container({ name: "init", readinessProbe: { tcpSocket: { port: 1 } } })] }),
      [
        "spec.initContainers[0].readinessProbe: Forbidden: may not be set for init containers without restartPolicy=Always",
      ],
    ],
    [
      "with a sidecar",
      pod({
        initContainers: [
          container({ name: "side", restartPolicy: "Always", readinessProbe: { tcpSocket: { port: 1 } } }),
        ],
      }),
      [],
    ],
    [
      "with a restarted container",
      of({ restartPolicy: "Always" }),
      ["spec.containers[0].restartPolicy: Forbidden: may not be set for non-init containers"],
    ],
    [
      "with a toleration of everything but Exists",
      pod({ tolerations: [{ operator: "Equal" }] }),
      [
        'spec.tolerations[0].operator: Invalid value: "Equal": operator must be Exists when `key` is empty, which means "match all values and all keys"',
      ],
    ],
    [
      "with its own DNS and no server",
      pod({ dnsPolicy: "None" }),
      ["spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None"],
    ],
    [
      "with a subdomain of two labels",
      pod({ subdomain: "a.b" }),
      ['spec.subdomain: Invalid value: "a.b": must not contain dots'],
    ],
  ])("%s", (_what, manifest, expected) => {
    expect(faults(pods, manifest)).toEqual(expected);
  });
});

describe("a patched Pod", () => {
  it.each([
    ["may change its images", {}, of({ image: "nginx:2" }), []],
    [
      "may tolerate more",
      {},
      { spec: { tolerations: [...TOLERATIONS, { key: "a", operator: "Exists" }] } },
      [],
    ],
    [
      "may not tolerate less",
      { tolerations: [{ key: "a", operator: "Exists" }] },
      { spec: { tolerations: TOLERATIONS } },
      ["spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds"],
    ],
    [
      "may not have more containers",
      {},
      { spec: { containers: [container({ name: "b" })] } },
      ["spec.containers: Forbidden: pod updates may not add or remove containers"],
    ],
    [
      "may not change its command",
      {},
      of({ command: ["sh"] }),
      [
        `spec: Forbidden: pod updates may not change fields other than ${UPDATABLE}\n  core.PodSpec{\n+ \tcontainers[0].command: ["sh"],\n  }\n`,
      ],
    ],
    [
      "may not live longer",
      { activeDeadlineSeconds: 5 },
      { spec: { activeDeadlineSeconds: 6 } },
      ["spec.activeDeadlineSeconds: Invalid value: 6: must be less than or equal to previous value"],
    ],
  ])("%s", (_what, fields, patch, expected) => {
    expect(patchFaults(pods, pod(fields), patch)).toEqual(expected);
  });
});

it("a Pod that is replaced by its first manifest would lose what admission gave it", () => {
  expect(updateFaults(pods, pod({}), pod({}))).toEqual([
    expect.stringMatching(/^spec: Forbidden: pod updates may not change fields.*- \tvolumes: /s),
  ]);
});
