import { beforeEach, describe, expect, it, test } from "vitest";
import { Loop } from "../../sim/loop.ts";
import { Random } from "../../sim/random.ts";
import type { ApiError } from "../api-error.ts";
import { ApiServer } from "../api-server.ts";
import { namespaces } from "./namespace.ts";
import { pods } from "./pod.ts";

const STRATEGIC = "application/strategic-merge-patch+json";
const subresource = "ephemeralcontainers";

let api: ApiServer;

beforeEach(() => {
  api = new ApiServer({
    loop: new Loop(),
    random: new Random("ephemeral"),
    epochMs: Date.UTC(2026, 0, 5, 9),
  });
  api.create(namespaces, "", { metadata: { name: "default" } });
  const volumes = [{ name: "shared", emptyDir: {} }];
  api.create(pods, "default", {
    metadata: { name: "web" },
    spec: { volumes, containers: [{ name: "nginx", image: "nginx" }] },
  });
});

const add = (container: object, name = "tool") =>
  api.patch(
    pods,
    "default",
    "web",
    {
      type: STRATEGIC,
      body: { spec: { ephemeralContainers: [{ name, image: "busybox", ...container }] } },
    },
    { subresource },
  );

const messageOf = (call: () => unknown): string => {
  try {
    call();
  } catch (error) {
    return (error as ApiError).message;
  }
  return "";
};

it("adds containers with their defaults, and nothing else", () => {
  const body = {
    metadata: { labels: { a: "b" } },
    spec: { nodeName: "node-9", ephemeralContainers: [{ name: "tool", image: "busybox:1.36" }] },
  };
  const pod = api.patch(pods, "default", "web", { type: STRATEGIC, body }, { subresource });
  expect(pod.spec.ephemeralContainers).toEqual([
    {
      name: "tool",
      image: "busybox:1.36",
      imagePullPolicy: "IfNotPresent",
      resources: {},
      terminationMessagePath: "/dev/termination-log",
      terminationMessagePolicy: "File",
    },
  ]);
  expect(pod.metadata).toMatchObject({ generation: 2 });
  expect(pod.metadata.labels).toBeUndefined();
  expect(pod.spec.nodeName).toBeUndefined();
  add({ targetContainerName: "nginx" }, "second");
  expect(
    api
      .get(pods, "default", "web")
      .spec.ephemeralContainers?.map(({ name }) => name)
      .sort(),
  ).toEqual(["second", "tool"]);
});

describe("refuses one", () => {
  const forbidden = "cannot be set for an Ephemeral Container";
  test.each([
    [{ targetContainerName: "nope" }, 'spec.ephemeralContainers[0].targetContainerName: Not found: "nope"'],
    [{ ports: [{ containerPort: 80 }] }, `spec.ephemeralContainers[0].ports: Forbidden: ${forbidden}`],
    [{ livenessProbe: { exec: { command: ["a"] } } }, `[0].livenessProbe: Forbidden: ${forbidden}`],
    [{ resources: { limits: { cpu: "1" } } }, `[0].resources: Forbidden: ${forbidden}`],
    [{ image: "" }, "spec.ephemeralContainers[0].image: Required value"],
    [
      { volumeMounts: [{ name: "shared", mountPath: "/a", subPath: "b" }] },
      `[0].volumeMounts[0].subPath: Forbidden: ${forbidden}`,
    ],
    [{ volumeMounts: [{ name: "nope", mountPath: "/a" }] }, '[0].volumeMounts[0].name: Not found: "nope"'],
  ])("%j", (container, message) => {
    expect(messageOf(() => add(container))).toContain(message);
  });

  test("with the name of another container", () => {
    expect(messageOf(() => add({}, "nginx"))).toContain('[0].name: Duplicate value: "nginx"');
  });
});

it("changes and removes none", () => {
  add({});
  expect(messageOf(() => add({ image: "nginx" }))).toContain(
    'spec.ephemeralContainers: Forbidden: existing ephemeral containers "tool" may not be changed\n',
  );
  const { ephemeralContainers: _, ...spec } = api.get(pods, "default", "web").spec;
  expect(
    messageOf(() =>
      api.update(pods, { metadata: { name: "web", namespace: "default" }, spec }, { subresource }),
    ),
  ).toContain('existing ephemeral containers "tool" may not be removed\n');
});

it("are not part of a new Pod, and not to be changed with the Pod", () => {
  const ephemeralContainers = [{ name: "tool", image: "busybox" }];
  const containers = [{ name: "nginx", image: "nginx" }];
  const create = () =>
    api.create(pods, "default", { metadata: { name: "b" }, spec: { containers, ephemeralContainers } });
  expect(messageOf(create)).toContain("spec.ephemeralContainers: Forbidden: cannot be set on create");
  const patch = { type: STRATEGIC, body: { spec: { ephemeralContainers } } } as const;
  expect(messageOf(() => api.patch(pods, "default", "web", patch))).toContain(
    "spec: Forbidden: pod updates may not change fields other than",
  );
});
