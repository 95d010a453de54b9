import { describe, expect, it } from "vitest";
import { configMaps } from "./kinds/config-map.ts";
import { namespaces } from "./kinds/namespace.ts";
import { services } from "./kinds/service.ts";
import type { KubeObject, ObjectMeta } from "./metadata.ts";
import { validateMetadata, validateMetadataUpdate } from "./metadata-validation.ts";

const base: ObjectMeta = {
  name: "x",
  namespace: "default",
  uid: "1",
  resourceVersion: "5",
  creationTimestamp: "2026-01-05T09:00:00Z",
};
const object = (metadata: object): KubeObject => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { ...base, ...metadata },
});
const lines = (errors: ReturnType<typeof validateMetadata>) =>
  errors.map(({ field, message }) => `${field}: ${message}`);

const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL_1035 =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";

describe("the metadata of a new object", () => {
  it.each([
    [configMaps, { name: "" }, ["metadata.name: Required value: name or generateName is required"]],
    [configMaps, { name: "My_App" }, [`metadata.name: Invalid value: "My_App": ${SUBDOMAIN}`]],
    [services, { name: "1st" }, [`metadata.name: Invalid value: "1st": ${LABEL_1035}`]],
    [services, { generateName: "Web-" }, [`metadata.generateName: Invalid value: "Web-": ${LABEL_1035}`]],
    [services, { generateName: "web-" }, []],
    [
      namespaces,
      { name: "a.b", namespace: undefined },
      ['metadata.name: Invalid value: "a.b": must not contain dots'],
    ],
    [namespaces, {}, ["metadata.namespace: Forbidden: not allowed on this type"]],
    [configMaps, { namespace: "" }, ["metadata.namespace: Required value"]],
    [
      configMaps,
      { labels: { a: "b".repeat(64) } },
      [`metadata.labels: Invalid value: "${"b".repeat(64)}": must be no more than 63 characters`],
    ],
    [
      configMaps,
      { labels: { "/x": "" } },
      ['metadata.labels: Invalid value: "/x": prefix part must be non-empty'],
    ],
    [configMaps, { annotations: { "UPPER.example.com/key": "x" } }, []],
    [
      configMaps,
      { annotations: { a: "x".repeat(262_144) } },
      ["metadata.annotations: Too long: may not be more than 262144 bytes"],
    ],
    [
      configMaps,
      { finalizers: ["orphan", "foregroundDeletion"] },
      [
        'metadata.finalizers: Invalid value: []string{"orphan", "foregroundDeletion"}: finalizer orphan and foregroundDeletion cannot be both set',
      ],
    ],
    [
      configMaps,
      { ownerReferences: [{ apiVersion: "v1", kind: "Pod", name: "", uid: "" }] },
      [
        'metadata.ownerReferences.name: Invalid value: "": must not be empty',
        'metadata.ownerReferences.uid: Invalid value: "": must not be empty',
      ],
    ],
  ])("%#: faults are named in the order of the server", (kind, metadata, expected) => {
    expect(lines(validateMetadata(kind, object(metadata)))).toEqual(expected);
  });
});

describe("the metadata of an update", () => {
  it.each([
    [{}, {}, []],
    [{ name: "y" }, {}, ['metadata.name: Invalid value: "y": field is immutable']],
    [{ uid: "2" }, {}, ['metadata.uid: Invalid value: "2": field is immutable']],
    [
      { resourceVersion: "" },
      {},
      ['metadata.resourceVersion: Invalid value: "": must be specified for an update'],
    ],
    [
      { generation: 1 },
      { generation: 2 },
      ["metadata.generation: Invalid value: 1: must not be decremented"],
    ],
    [
      { deletionTimestamp: "2026-01-05T09:00:00Z", finalizers: ["f/a", "f/b"] },
      { deletionTimestamp: "2026-01-05T09:00:00Z", finalizers: ["f/a"] },
      [
        'metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"f/b"}',
      ],
    ],
  ])("%#: what may not change is named", (metadata, old, expected) => {
    expect(lines(validateMetadataUpdate(configMaps, object(metadata), object(old)))).toEqual(expected);
  });
});
