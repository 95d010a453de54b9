import { expect, test } from "vitest";
import { ContainerRecord } from "./container-record.ts";

const image = {
  reference: { name: "docker.io/library/nginx:latest" },
  imageID: "docker.io/library/nginx@sha256:0",
} as never;
const mounts = [
  { name: "data", mountPath: "/data" },
  { name: "token", mountPath: "/token", readOnly: true },
];

test("a container tells what it mounts before it runs, and what it was given when the runtime has it", () => {
  const requests = { cpu: "100m" };
  const record = new ContainerRecord(
    { name: "web", image: "nginx", volumeMounts: mounts, resources: { requests } },
    "ContainerCreating",
  );
  const volumeMounts = [mounts[0], { ...mounts[1], recursiveReadOnly: "Disabled" }];
  const waiting = record.status(false, false);
  expect(waiting).toMatchObject({ image: "nginx", imageID: "", volumeMounts });
  expect(waiting).not.toHaveProperty("resources");
  record.create(image, "containerd://1");
  record.run("2026-01-05T09:00:00Z");
  expect(record.status(true, true)).toMatchObject({
    containerID: "containerd://1",
    volumeMounts,
    resources: { requests },
    allocatedResources: requests,
  });
});

test("a container that asks for nothing and mounts nothing says so only where the server does", () => {
  const record = new ContainerRecord({ name: "web", resources: {} }, "ContainerCreating");
  record.create(image, "containerd://1");
  const status = record.status(true, true);
  expect(status.resources).toEqual({});
  expect(status).not.toHaveProperty("volumeMounts");
  expect(status).not.toHaveProperty("allocatedResources");
});
