import { describe, expect, test } from "vitest";
import type { PatchType } from "./api.ts";
import { readPatch } from "./patch-body.ts";

const STRATEGIC = "application/strategic-merge-patch+json";
const MERGE = "application/merge-patch+json";
const STEPS = "application/json-patch+json";
const APPLY = "application/apply-patch+yaml";
const OBJECT = "map[string]interface {}";

describe("the text of a patch", () => {
  test.each<[PatchType, string, unknown]>([
    [STRATEGIC, '{"spec":{}}', { spec: {} }],
    [MERGE, "null", null],
    [STEPS, '[{"op":"remove","path":"/a"}]', [{ op: "remove", path: "/a" }]],
    [APPLY, "kind: Service\nspec: {}\n", { kind: "Service", spec: {} }],
    [APPLY, "", null],
  ])("%s %s", (type, text, body) => {
    expect(readPatch(type, text)).toEqual({ type, body });
  });

  test.each<[PatchType, string, string]>([
    [STRATEGIC, '{"spec":', "unexpected end of JSON input"],
    [STRATEGIC, "", "unexpected end of JSON input"],
    [STRATEGIC, "{spec:1}", "invalid character 's' looking for beginning of object key string"],
    [STRATEGIC, "[]", `json: cannot unmarshal array into Go value of type ${OBJECT}`],
    [
      MERGE,
      "{'a':1}",
      "error decoding patch: invalid character '\\'' looking for beginning of object key string",
    ],
    [MERGE, "true", `error decoding patch: json: cannot unmarshal bool into Go value of type ${OBJECT}`],
    [STEPS, "[{]", "error decoding patch: invalid character ']' looking for beginning of object key string"],
    [
      STEPS,
      "{}",
      "error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp",
    ],
    [
      STEPS,
      "[1]",
      "error decoding patch: json: cannot unmarshal number into Go value of type handlers.jsonPatchOp",
    ],
    [
      APPLY,
      "- a",
      `error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type ${OBJECT}`,
    ],
    [
      APPLY,
      "a: b: c",
      "error decoding YAML: error converting YAML to JSON: yaml: mapping values are not allowed in this context",
    ],
  ])("%s %s is refused", (type, text, message) => {
    expect(() => readPatch(type, text)).toThrow(expect.objectContaining({ code: 400, message }));
  });
});
