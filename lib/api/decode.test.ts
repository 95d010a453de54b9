import { describe, expect, it } from "vitest";
import { decode } from "./decode.ts";
import { deployments } from "./kinds/deployment.ts";
import { pods } from "./kinds/pod.ts";
import { secrets } from "./kinds/secret.ts";
import { services } from "./kinds/service.ts";

const ofContainer = (fields: object) => ({
  spec: { template: { spec: { containers: [{ name: "a", ...fields }] } } },
});
const REGEX = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

// The texts behind the first colon are those of the decoder in kubectl 1.33.
describe("a value of the wrong type", () => {
  it.each([
    [
      { spec: { replicas: "3" } },
      "json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32",
    ],
    [
      { spec: { replicas: 3.5 } },
      "json: cannot unmarshal number 3.5 into Go struct field DeploymentSpec.spec.replicas of type int32",
    ],
    [
      { spec: { replicas: 3_000_000_000 } },
      "json: cannot unmarshal number 3000000000 into Go struct field DeploymentSpec.spec.replicas of type int32",
    ],
    [
      { spec: { replicas: true } },
      "json: cannot unmarshal bool into Go struct field DeploymentSpec.spec.replicas of type int32",
    ],
    [
      { spec: { replicas: {} } },
      "json: cannot unmarshal object into Go struct field DeploymentSpec.spec.replicas of type int32",
    ],
    [
      { spec: { replicas: [] } },
      "json: cannot unmarshal array into Go struct field DeploymentSpec.spec.replicas of type int32",
    ],
    [
      { spec: "foo" },
      "json: cannot unmarshal string into Go struct field Deployment.spec of type v1.DeploymentSpec",
    ],
    [
      { spec: { selector: [] } },
      "json: cannot unmarshal array into Go struct field DeploymentSpec.spec.selector of type v1.LabelSelector",
    ],
    [
      { spec: { selector: { matchLabels: { a: 1 } } } },
      "json: cannot unmarshal number into Go struct field LabelSelector.spec.selector.matchLabels of type string",
    ],
    [
      { spec: { template: { spec: { containers: {} } } } },
      "json: cannot unmarshal object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container",
    ],
    [
      ofContainer({ ports: [{ containerPort: "80" }] }),
      "json: cannot unmarshal string into Go struct field ContainerPort.spec.template.spec.containers.ports.containerPort of type int32",
    ],
    [
      ofContainer({ ports: [80] }),
      "json: cannot unmarshal number into Go struct field Container.spec.template.spec.containers.ports of type v1.ContainerPort",
    ],
    [
      ofContainer({ env: [{ name: "A", value: 1 }] }),
      "json: cannot unmarshal number into Go struct field EnvVar.spec.template.spec.containers.env.value of type string",
    ],
    [
      ofContainer({ command: [1] }),
      "json: cannot unmarshal number into Go struct field Container.spec.template.spec.containers.command of type string",
    ],
    [
      ofContainer({ command: "sh" }),
      "json: cannot unmarshal string into Go struct field Container.spec.template.spec.containers.command of type []string",
    ],
    [ofContainer({ resources: { limits: { cpu: "abc" } } }), REGEX],
    [ofContainer({ resources: { limits: { cpu: true } } }), REGEX],
    [ofContainer({ resources: { limits: { cpu: "1ee" } } }), "unable to parse quantity's suffix"],
    [
      { spec: { strategy: { rollingUpdate: { maxSurge: true } } } },
      "json: cannot unmarshal bool into Go struct field RollingUpdateDeployment.spec.strategy.rollingUpdate.maxSurge of type int32",
    ],
    [
      { metadata: { creationTimestamp: "foo" } },
      'parsing time "foo" as "2006-01-02T15:04:05Z07:00": cannot parse "foo" as "2006"',
    ],
    [
      { metadata: { creationTimestamp: "2024-13-01T00:00:00Z" } },
      'parsing time "2024-13-01T00:00:00Z": month out of range',
    ],
    [
      { metadata: { creationTimestamp: "2024-02-30T00:00:00Z" } },
      'parsing time "2024-02-30T00:00:00Z": day out of range',
    ],
    [
      { metadata: { creationTimestamp: 5 } },
      "json: cannot unmarshal number into Go struct field ObjectMeta.metadata.creationTimestamp of type string",
    ],
    [
      { metadata: { labels: { a: 5 } } },
      "json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string",
    ],
    [
      { metadata: { labels: ["a"] } },
      "json: cannot unmarshal array into Go struct field ObjectMeta.metadata.labels of type map[string]string",
    ],
    [
      { metadata: "x" },
      "json: cannot unmarshal string into Go struct field Deployment.metadata of type v1.ObjectMeta",
    ],
    ["text", "json: cannot unmarshal string into Go value of type v1.Deployment"],
  ])("%j is refused", (manifest, why) => {
    expect(() => decode(deployments, manifest)).toThrow(
      `Deployment in version "v1" cannot be handled as a Deployment: ${why}`,
    );
  });

  it("is reported for the first field in the order of names", () => {
    expect(() => decode(deployments, { spec: { replicas: "3", paused: "yes" } })).toThrow(
      "DeploymentSpec.spec.paused of type bool",
    );
  });

  it("hides behind a quantity or time that cannot be read at all", () => {
    expect(() => decode(deployments, { metadata: { creationTimestamp: "foo", annotations: [] } })).toThrow(
      "parsing time",
    );
  });

  it.each([
    ["hello", 4],
    ["aGk", 0],
    ["aaaa*", 4],
    ["aGVsbG8h!", 8],
  ])("is refused when %j should be base64", (data, at) => {
    expect(() => decode(secrets, { data: { key: data } })).toThrow(
      `Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte ${at}`,
    );
  });
});

describe("unknown and repeated fields", () => {
  const manifest = { spec: { zebra: 1, ports: [{ port: 80, bar: 1 }], Selector: {} }, foo: 1 };
  const unknown = [
    'unknown field "foo"',
    'unknown field "spec.Selector"',
    'unknown field "spec.ports[0].bar"',
    'unknown field "spec.zebra"',
  ];

  it("are refused by strict validation, in the order of names", () => {
    const strict = () =>
      decode(services, manifest, { fieldValidation: "Strict", duplicates: ["spec.ports"] });
    expect(strict).toThrow(
      `Service in version "v1" cannot be handled as a Service: strict decoding error: ${unknown.join(", ")}, duplicate field "spec.ports"`,
    );
  });

  it("are warned of, or ignored, and dropped", () => {
    const warnings: string[] = [];
    const warned = decode(services, manifest, {
      fieldValidation: "Warn",
      warn: (text) => warnings.push(text),
    });
    expect(warnings).toEqual(unknown);
    expect(decode(services, manifest)).toEqual(warned);
    expect(warned).toEqual({ metadata: {}, spec: { ports: [{ port: 80 }] }, status: { loadBalancer: {} } });
  });

  it("are not reported beside a wrong type", () => {
    expect(() => decode(services, { spec: { zebra: 1, type: 5 } }, { fieldValidation: "Strict" })).toThrow(
      /ServiceSpec\.spec\.type of type/,
    );
  });
});

describe("a decoded object", () => {
  it("has the structs and lists of its kind, but no pointer that was left out", () => {
    expect(decode(deployments, {})).toEqual({
      metadata: {},
      spec: { strategy: {}, template: { metadata: {}, spec: { containers: [] } } },
      status: {},
    });
  });

  it("has no nulls, but an empty item where a list had one", () => {
    const { spec } = decode(pods, {
      spec: { nodeName: null, containers: [null], nodeSelector: { disk: null } },
      metadata: { creationTimestamp: null },
    });
    expect(spec).toEqual({ containers: [{}], nodeSelector: { disk: "" } });
  });

  it("shares nothing with what was sent", () => {
    const sent = {
      spec: { securityContext: { seLinuxOptions: { level: "a" } }, containers: [{ name: "a", args: ["b"] }] },
    };
    const { spec } = decode(pods, sent);
    sent.spec.securityContext.seLinuxOptions.level = "changed";
    sent.spec.containers[0]?.args.push("changed");
    expect(spec).toMatchObject({
      securityContext: { seLinuxOptions: { level: "a" } },
      containers: [{ args: ["b"] }],
    });
  });

  it("takes a label called __proto__ as any other key", () => {
    const { metadata } = decode(
      pods,
      JSON.parse(
        '{"metadata":{"labels":{"__proto__":"x"}},"spec":{"securityContext":{"__proto__":{"a":1}}}}',
      ),
    );
    expect(Object.keys(metadata.labels ?? {})).toEqual(["__proto__"]);
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  it("has quantities and times in their canonical form", () => {
    const { spec, metadata } = decode(pods, {
      metadata: { creationTimestamp: "2024-01-01T00:00:00.5+09:00" },
      spec: { containers: [{ resources: { limits: { cpu: 0.5, memory: "1024Mi" } } }] },
    });
    expect(spec.containers[0]?.resources?.limits).toEqual({ cpu: "500m", memory: "1Gi" });
    expect(metadata.creationTimestamp).toBe("2023-12-31T15:00:00Z");
  });
});

it("an object of another kind or version is refused", () => {
  expect(() => decode(deployments, { apiVersion: "apps/v1beta1" })).toThrow(
    "the API version in the data (apps/v1beta1) does not match the expected API version (apps/v1)",
  );
  expect(() => decode(services, { kind: "Pod" })).toThrow(
    'Pod in version "v1" cannot be handled as a Service: converting (v1.Pod) to (core.Service): unknown conversion',
  );
});

describe("an empty value", () => {
  it("is nothing where Go's encoder omits it", () => {
    const spec = {
      externalName: "",
      externalIPs: [],
      selector: {},
      healthCheckNodePort: 0,
      publishNotReadyAddresses: false,
      ports: [{ name: "", port: 80, nodePort: 0 }],
    };
    expect(decode(services, { metadata: { name: "", uid: "", labels: {}, finalizers: [] }, spec })).toEqual({
      metadata: {},
      spec: { ports: [{ port: 80 }] },
      status: { loadBalancer: {} },
    });
  });

  it("asks for the default where there is one", () => {
    expect(
      decode(services, {
        spec: { type: "", sessionAffinity: "", ports: [{ port: 80, protocol: "", targetPort: 0 }] },
      }).spec,
    ).toEqual({
      ports: [{ port: 80 }],
    });
  });

  it("is a value of a pointer, of a field that is always there, and of a key", () => {
    const spec = {
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 0,
      securityContext: {},
      affinity: {},
      containers: [{ name: "" }],
    };
    expect(decode(pods, { metadata: { labels: { a: "" } }, spec })).toMatchObject({
      metadata: { labels: { a: "" } },
      spec,
    });
    expect(decode(deployments, { spec: { replicas: 0, paused: false, minReadySeconds: 0 } }).spec).toEqual({
      replicas: 0,
      strategy: {},
      template: expect.anything(),
    });
  });
});
