import { describe, expect, it } from "vitest";
import type { PatchType } from "./api.ts";
import { deployments } from "./kinds/deployment.ts";
import type { KubeObject } from "./metadata.ts";
import { applyPatch } from "./patch.ts";

const object = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "x" },
  spec: { replicas: 1 },
} as unknown as KubeObject;
const patch = (type: PatchType, body: unknown) => applyPatch(deployments, object, { type, body });

const STRATEGIC = "application/strategic-merge-patch+json";
const MERGE = "application/merge-patch+json";
const JSON_PATCH = "application/json-patch+json";

it.each([
  [STRATEGIC, { spec: { replicas: 2 } }],
  [MERGE, { spec: { replicas: 2 } }],
  [JSON_PATCH, [{ op: "replace", path: "/spec/replicas", value: 2 }]],
] as const)("%s changes a field", (type, body) => {
  expect(patch(type, body)).toEqual({ ...object, spec: { replicas: 2 } });
});

describe("a patch that leaves no Deployment behind", () => {
  it.each([
    [
      STRATEGIC,
      { spec: { replicas: "a" } },
      'patch: Invalid value: "map[spec:map[replicas:a]]": unrecognized type: int32',
    ],
    [
      STRATEGIC,
      { spec: { template: { spec: { containers: { name: "a" } } } } },
      "cannot restore slice from map",
    ],
    [STRATEGIC, { spec: { selector: "a" } }, "cannot restore struct from: string"],
    [
      MERGE,
      { spec: { replicas: "a" } },
      String.raw`patch: Invalid value: "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"x\"},\"spec\":{\"replicas\":\"a\"}}": json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32`,
    ],
    [
      JSON_PATCH,
      [{ op: "replace", path: "", value: 5 }],
      "json: cannot unmarshal number into Go value of type v1.Deployment",
    ],
  ] as const)("%s is refused: %j", (type, body, message) => {
    expect(() => patch(type, body)).toThrow(message);
  });

  it("still has metadata for who reads its name", () => {
    expect(patch(MERGE, { metadata: null })).toMatchObject({ metadata: {} });
  });
});
