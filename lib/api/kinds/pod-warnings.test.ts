import { describe, expect, it } from "vitest";
import { prepared } from "../testing/faults.ts";
import { type Deployment, deployments } from "./deployment.ts";
import { type Pod, pods } from "./pod.ts";
import { podWarnings, templateWarnings } from "./pod-warnings.ts";

const pod = (container: object, name = "web") =>
  prepared<Pod>(pods, {
    metadata: { name },
    spec: { containers: [{ name: "a", image: "b", ...container }] },
  });

describe("containers of one Pod", () => {
  const both = (first: object, second: object, list: "containers" | "initContainers" = "containers") =>
    podWarnings(
      prepared<Pod>(pods, {
        metadata: { name: "web" },
        spec: {
          containers: [
            { name: "a", image: "b", ports: [first] },
            ...(list === "containers" ? [{ name: "c", image: "d", ports: [second] }] : []),
          ],
          ...(list === "containers"
            ? {}
            : { initContainers: [{ name: "c", image: "d", restartPolicy: "Always", ports: [second] }] }),
        },
      }),
      undefined,
    );
  const other = "spec.containers[1].ports[0]";
  const first = "spec.containers[0].ports[0]";

  it.each([
    [
      { name: "http", containerPort: 80 },
      { name: "http", containerPort: 81 },
      `${other}: duplicate port name "http" with ${first}, services and probes that select ports by name will use ${first}`,
    ],
    [{ containerPort: 80 }, { containerPort: 80 }, `${other}: duplicate port definition with ${first}`],
    [
      { containerPort: 80 },
      { containerPort: 80, hostPort: 80 },
      `${other}: overlapping port definition with ${first}`,
    ],
    [
      { containerPort: 80, hostPort: 80 },
      { containerPort: 80, hostPort: 80, hostIP: "1.1.1.1" },
      `${other}: dangerously ambiguous port definition with ${first}`,
    ],
    [
      { containerPort: 80 },
      { containerPort: 81, hostIP: "1.1.1.1" },
      `${other}: hostIP set without hostPort: {Name: HostPort:0 ContainerPort:81 Protocol:TCP HostIP:1.1.1.1}`,
    ],
  ])("%j and %j", (one, two, warning) => {
    expect(both(one, two)).toEqual([warning]);
  });

  it("warn of a name that a sidecar has, too", () => {
    const named = (containerPort: number) => ({ name: "http", containerPort });
    expect(both(named(80), named(81), "initContainers")).toEqual([
      expect.stringContaining('duplicate port name "http" with spec.initContainers[0].ports[0]'),
    ]);
  });
});

it.each([
  [
    {
      hostAliases: [
        { ip: "1.1.1.1", hostnames: ["a"] },
        { ip: "1.1.1.1", hostnames: ["b"] },
      ],
    },
    'spec.hostAliases[1].ip: duplicate ip "1.1.1.1"',
  ],
  [{ imagePullSecrets: [{ name: "a" }, { name: "a" }] }, 'spec.imagePullSecrets[1].name: duplicate name "a"'],
  [{ imagePullSecrets: [{}] }, 'spec.imagePullSecrets[0].name: invalid empty name ""'],
  [
    { terminationGracePeriodSeconds: -1 },
    "spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1",
  ],
  [
    {
      containers: [
        { name: "a", image: "b", resources: { limits: { memory: "100m" }, requests: { memory: "0" } } },
      ],
    },
    'spec.containers[0].resources.limits[memory]: fractional byte value "100m" is invalid, must be an integer',
  ],
  [
    { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: "a", whenUnsatisfiable: "DoNotSchedule" }] },
    "spec.topologySpreadConstraints[0].labelSelector: a null labelSelector results in matching no pod",
  ],
  [
    {
      affinity: {
        podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: "a" }] },
      },
    },
    "spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector: a null labelSelector results in matching no pod",
  ],
])("a Pod with %j is warned of it", (more, warning) => {
  const spec = { containers: [{ name: "a", image: "b" }], ...more };
  expect(podWarnings(prepared<Pod>(pods, { metadata: { name: "web" }, spec }), undefined)).toEqual([warning]);
});

describe("a new Pod", () => {
  it.each([
    ["with nothing odd", {}, []],
    [
      "with a variable twice",
      { env: [{ name: "A" }, { name: "A", value: "x" }] },
      ['spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply'],
    ],
    ["with a variable that grows", { env: [{ name: "A" }, { name: "A", value: "$(A):x" }] }, []],
    [
      "with a port twice",
      { ports: [{ containerPort: 80 }, { containerPort: 80, name: "http" }] },
      ["spec.containers[0].ports[1]: duplicate port definition with spec.containers[0].ports[0]"],
    ],
    [
      "with a port over TCP and UDP",
      { ports: [{ containerPort: 53 }, { containerPort: 53, protocol: "UDP" }] },
      [],
    ],
  ])("%s", (_what, container, expected) => {
    expect(podWarnings(pod(container), undefined)).toEqual(expected);
  });

  it("whose name is no label is warned of its host name, once", () => {
    const dotted = pod({}, "a.b");
    expect(podWarnings(dotted, undefined)).toEqual([
      "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]",
    ]);
    expect(podWarnings(dotted, dotted)).toEqual([]);
  });
});

it("a template is warned of when it changes", () => {
  const deployment = (env: object[]) =>
    prepared<Deployment>(deployments, {
      spec: { template: { spec: { containers: [{ name: "a", image: "b", env }] } } },
    }) as unknown as Deployment;
  const twice = deployment([{ name: "A" }, { name: "A" }]);
  const warning =
    'spec.template.spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply';
  expect(templateWarnings(twice, undefined)).toEqual([warning]);
  expect(templateWarnings(twice, twice)).toEqual([]);
  expect(templateWarnings(twice, deployment([]))).toEqual([warning]);
});
