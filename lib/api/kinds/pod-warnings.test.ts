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
