import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { Loop } from "../sim/loop.ts";
import { Random } from "../sim/random.ts";
import type { WriteOptions } from "./api.ts";
import { ApiServer } from "./api-server.ts";
import { deployments } from "./kinds/deployment.ts";
import { namespaces } from "./kinds/namespace.ts";
import { type Service, services } from "./kinds/service.ts";
import { failure } from "./testing/failure.ts";

let api: ApiServer;

beforeEach(() => {
  api = newApi();
});

function newApi(): ApiServer {
  const server = new ApiServer({
    loop: new Loop(),
    random: new Random("test"),
    epochMs: Date.UTC(2026, 0, 5, 9),
  });
  server.create(namespaces, "", { metadata: { name: "default" } });
  return server;
}

const APPLY = "application/apply-patch+yaml";
const service = (spec: object, metadata: object = {}) => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "web", ...metadata },
  spec,
});
const ports = (...numbers: number[]) => numbers.map((port) => ({ port, name: `p${port}` }));

function apply(body: unknown, fieldManager = "me", options: WriteOptions = {}): Service {
  return api.patch(services, "default", "web", { type: APPLY, body }, { fieldManager, ...options });
}

const fieldsOf = (object: Service, manager: string) =>
  object.metadata.managedFields?.find((entry) => entry.manager === manager)?.fieldsV1;

describe("applying", () => {
  it("makes what is not there, with defaults that nobody owns", () => {
    const made = apply(
      service({ selector: { run: "web" }, ports: [{ port: 80 }] }, { labels: { app: "web" } }),
    );
    expect(made.spec).toMatchObject({
      type: "ClusterIP",
      ports: [{ port: 80, protocol: "TCP", targetPort: 80 }],
    });
    expect(made.metadata.managedFields).toEqual([
      {
        manager: "me",
        operation: "Apply",
        apiVersion: "v1",
        time: "2026-01-05T09:00:00Z",
        fieldsType: "FieldsV1",
        fieldsV1: {
          "f:metadata": { "f:labels": { "f:app": {} } },
          "f:spec": {
            "f:ports": { 'k:{"port":80,"protocol":"TCP"}': { ".": {}, "f:port": {} } },
            "f:selector": {},
          },
        },
      },
    ]);
  });

  it("only for show makes nothing", () => {
    expect(apply(service({ ports: ports(80) }), "me", { dryRun: true }).spec.ports).toHaveLength(1);
    expect(api.find(services, "default", "web")).toBeUndefined();
  });

  it("twice writes once", () => {
    const config = service({ ports: ports(80, 81), selector: { run: "web" } });
    expect(apply(config)).toBe(apply(config));
  });

  it("merges ports by number and protocol, in the order of the configuration", () => {
    apply(service({ ports: ports(80, 81) }));
    apply(service({ ports: ports(90) }), "you");
    expect(apply(service({ ports: ports(81, 82, 80) })).spec.ports?.map(({ port }) => port)).toEqual([
      81, 90, 82, 80,
    ]);
  });

  it("takes away what its manager says no more, with the defaults inside it", () => {
    apply(service({ ports: ports(80, 81), sessionAffinity: "ClientIP" }, { labels: { a: "1", b: "2" } }));
    const { spec, metadata } = apply(service({ ports: ports(81) }, { labels: { a: "1" } }));
    expect(spec.ports?.map(({ port }) => port)).toEqual([81]);
    expect(spec).toMatchObject({ sessionAffinity: "None" });
    expect(metadata.labels).toEqual({ a: "1" });
  });

  it("leaves what components have set, who own nothing", () => {
    const made = apply(service({ ports: ports(80) }, { annotations: { mine: "x" } }));
    api.update(services, {
      ...made,
      metadata: { ...made.metadata, annotations: { mine: "x", theirs: "y" } },
    });
    expect(apply(service({ ports: ports(80) })).metadata.annotations).toEqual({ theirs: "y" });
  });

  it("removes a probe whole, not down to its defaults", () => {
    const deployment = (container: object) => ({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web" },
      spec: {
        selector: { matchLabels: { a: "b" } },
        template: {
          metadata: { labels: { a: "b" } },
          spec: { containers: [{ name: "a", image: "b", ...container }] },
        },
      },
    });
    const applyDeployment = (body: unknown) =>
      api.patch(deployments, "default", "web", { type: APPLY, body }, { fieldManager: "me" });
    applyDeployment(deployment({ readinessProbe: { httpGet: { path: "/", port: 80 } } }));
    const [container] = applyDeployment(deployment({})).spec.template.spec.containers;
    expect(container).toMatchObject({ name: "a", imagePullPolicy: "Always" });
    expect(container).not.toHaveProperty("readinessProbe");
  });
});

describe("several managers", () => {
  it("own a field together while they say the same", () => {
    apply(service({ ports: ports(80) }));
    apply(service({ ports: ports(80) }), "you");
    expect(apply(service({ ports: [] })).spec.ports).toHaveLength(1);
    expect(fieldsOf(api.get(services, "default", "web"), "me")).toBeUndefined();
  });

  it("do not change what another one said", () => {
    apply(service({ ports: ports(80), sessionAffinity: "None" }));
    const error = failure(() => apply(service({ ports: ports(80), sessionAffinity: "ClientIP" }), "you"));
    expect(error.toStatus()).toMatchObject({
      code: 409,
      reason: "Conflict",
      message: 'Apply failed with 1 conflict: conflict with "me": .spec.sessionAffinity',
      details: {
        causes: [
          { reason: "FieldManagerConflict", message: 'conflict with "me"', field: ".spec.sessionAffinity" },
        ],
      },
    });
  });

  it("are told of every conflict, by manager", () => {
    api.create(services, "default", service({ ports: ports(80, 443), sessionAffinity: "None" }), {
      fieldManager: "kubectl-client-side-apply",
    });
    const made = api.get(services, "default", "web");
    const patch = {
      type: "application/merge-patch+json",
      body: { metadata: { labels: { tier: "a" } } },
    } as const;
    api.patch(services, "default", made.metadata.name, patch, { fieldManager: "kubectl-label" });
    const config = service(
      {
        ports: [
          { port: 80, name: "x" },
          { port: 443, name: "y" },
        ],
        sessionAffinity: "ClientIP",
      },
      { labels: { tier: "b" } },
    );
    expect(failure(() => apply(config)).message).toBe(
      [
        'Apply failed with 4 conflicts: conflicts with "kubectl-client-side-apply" using v1:',
        "- .spec.sessionAffinity",
        '- .spec.ports[port=80,protocol="TCP"].name',
        '- .spec.ports[port=443,protocol="TCP"].name',
        'conflicts with "kubectl-label" using v1:',
        "- .metadata.labels.tier",
      ].join("\n"),
    );
  });

  it("lose to force", () => {
    apply(service({ ports: ports(80), sessionAffinity: "None" }));
    const after = apply(service({ sessionAffinity: "ClientIP" }), "you", { force: true });
    expect(after.spec.sessionAffinity).toBe("ClientIP");
    expect(fieldsOf(after, "you")).toEqual({ "f:spec": { "f:sessionAffinity": {} } });
    expect(fieldsOf(after, "me")).not.toHaveProperty(["f:spec", "f:sessionAffinity"]);
  });

  it("lose a field to whoever updates it", () => {
    const made = apply(service({ ports: ports(80), sessionAffinity: "None" }));
    const after = api.update(
      services,
      { ...made, spec: { ...made.spec, sessionAffinity: "ClientIP" as const } },
      { fieldManager: "kubectl-edit" },
    );
    expect(fieldsOf(after, "me")).not.toHaveProperty(["f:spec", "f:sessionAffinity"]);
    expect(fieldsOf(after, "kubectl-edit")).toMatchObject({ "f:spec": { "f:sessionAffinity": {} } });
  });
});

describe("a write by a component", () => {
  it("notes no owner, and leaves the notes of others", () => {
    expect(api.create(services, "default", service({ ports: ports(80) })).metadata).not.toHaveProperty(
      "managedFields",
    );
    const applied = apply(service({ ports: ports(80) }));
    const { managedFields: _, ...metadata } = applied.metadata;
    const after = api.update(services, {
      ...applied,
      metadata,
      spec: { ...applied.spec, sessionAffinity: "ClientIP" as const },
    });
    expect(after.metadata.managedFields).toEqual(applied.metadata.managedFields);
  });
});

describe("a scale", () => {
  it("owns the number of replicas through its sub-resource", () => {
    const spec = {
      selector: { matchLabels: { a: "b" } },
      template: { metadata: { labels: { a: "b" } }, spec: { containers: [{ name: "a", image: "b" }] } },
    };
    api.create(
      deployments,
      "default",
      { metadata: { name: "web" }, spec },
      { fieldManager: "kubectl-create" },
    );
    api.updateScale(
      deployments,
      { metadata: { name: "web", namespace: "default" }, spec: { replicas: 3 } },
      { fieldManager: "kubectl" },
    );
    const body = {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web" },
      spec: { replicas: 2 },
    };
    expect(
      failure(() => api.patch(deployments, "default", "web", { type: APPLY, body }, { fieldManager: "me" }))
        .message,
    ).toBe(
      'Apply failed with 1 conflict: conflict with "kubectl" with subresource "scale" using apps/v1: .spec.replicas',
    );
  });
});

describe("an unfit configuration", () => {
  const typed = "failed to create typed patch object (/web; /v1, Kind=Service): ";
  it.each([
    ["is no object", [], 400, "json: cannot unmarshal array into Go value of type map[string]interface {}"],
    ["is of another kind", { apiVersion: "v1", kind: "Pod" }, 400, "invalid object type: /v1, Kind=Pod"],
    ["brings owners", service({}, { managedFields: [] }), 400, "metadata.managedFields must be nil"],
    [
      "has an unknown field",
      service({ prots: [] }),
      500,
      `${typed}.spec.prots: field not declared in schema`,
    ],
    [
      "has two faults",
      service({ a: 1, b: 2 }),
      500,
      `${typed}errors:\n  .spec.a: field not declared in schema\n  .spec.b: field not declared in schema`,
    ],
    [
      "has a text for a number",
      service({ ports: [{ port: 1, nodePort: "x" }] }),
      500,
      '.spec.ports[port=1,protocol="TCP"].nodePort: expected numeric (int or float), got string',
    ],
    [
      "leaves out a key",
      service({ ports: [{ name: "a" }] }),
      500,
      '.spec.ports: element 0: associative list with keys has an element that omits key field "port" (and doesn\'t have default value)',
    ],
    [
      "has an item twice",
      service({ ports: [{ port: 1 }, { port: 1, protocol: "TCP" }] }),
      500,
      '.spec.ports: duplicate entries for key [port=1,protocol="TCP"]',
    ],
    ["breaks a rule", service({ ports: [] }), 422, 'Service "web" is invalid: spec.ports: Required value'],
  ])("that %s", (_what, body, code, message) => {
    const error = failure(() => apply(body));
    expect(error.message).toContain(message);
    expect(error.code).toBe(code);
  });

  it("needs a manager", () => {
    expect(
      failure(() => api.patch(services, "default", "web", { type: APPLY, body: service({}) })).message,
    ).toBe(
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    );
  });
});

describe("kubectl after its own client-side apply", () => {
  it("has no conflict over what is as it was applied", () => {
    const before = service({ ports: ports(80), sessionAffinity: "ClientIP" });
    const annotations = { "kubectl.kubernetes.io/last-applied-configuration": JSON.stringify(before) };
    api.create(
      services,
      "default",
      { ...before, metadata: { name: "web", annotations } },
      { fieldManager: "kubectl-client-side-apply" },
    );
    const config = service({ ports: ports(80), sessionAffinity: "None" });
    expect(() => apply(config)).toThrow(
      'conflict with "kubectl-client-side-apply" using v1: .spec.sessionAffinity',
    );
    const after = apply(config, "kubectl");
    expect(after.spec.sessionAffinity).toBe("None");
    expect(after.metadata.annotations?.["kubectl.kubernetes.io/last-applied-configuration"]).toContain(
      '"sessionAffinity":"None"',
    );
  });
});

// An empty map is nothing once it is stored, yet whoever applied it owns it: none here.
const label = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.constantFrom("1", "2"), { minKeys: 1 });
const configuration = fc
  .record({
    labels: label,
    numbers: fc.uniqueArray(fc.constantFrom(80, 81, 82, 83), { minLength: 1, maxLength: 4 }),
    sessionAffinity: fc.option(fc.constantFrom("None", "ClientIP"), { nil: undefined }),
  })
  .map(({ labels, numbers, sessionAffinity }) =>
    service(
      { ports: ports(...numbers), ...(sessionAffinity === undefined ? {} : { sessionAffinity }) },
      { labels },
    ),
  );

describe("server-side apply in general", () => {
  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(configuration, configuration, (first, second) => {
        api = newApi();
        apply(first);
        const once = apply(second);
        expect(apply(second)).toBe(once);
      }),
      { numRuns: 200 },
    );
  });

  it("leaves nothing behind of what was applied before", () => {
    fc.assert(
      fc.property(configuration, configuration, (first, second) => {
        api = newApi();
        apply(first);
        const after = apply(second);
        expect(after.metadata.labels ?? {}).toEqual((second.metadata as { labels?: object }).labels);
        expect(after.spec.ports?.map(({ port }) => port)).toEqual(
          (second.spec as Service["spec"]).ports?.map(({ port }) => port),
        );
      }),
      { numRuns: 200 },
    );
  });

  it("keeps what another manager has set", () => {
    fc.assert(
      fc.property(configuration, configuration, (first, second) => {
        api = newApi();
        apply(first);
        apply(service({ ports: ports(9000) }, { labels: { other: "x" } }), "you");
        const after = apply(second);
        expect(after.metadata.labels).toMatchObject({ other: "x" });
        expect(after.spec.ports?.map(({ port }) => port)).toContain(9000);
      }),
      { numRuns: 200 },
    );
  });
});
