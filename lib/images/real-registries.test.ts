import { expect, test } from "vitest";
import { createImageRegistry } from "./index.ts";

const registry = createImageRegistry();

function whyMissing(name: string): string {
  const found = registry.find(name);
  return "why" in found ? found.why : JSON.stringify(found);
}

const SIMULATION = (name: string) => `this simulation has no image "${name}"`;
const NEAREST = (name: string) => `. The nearest image of the simulation is "${name}"`;

test.each([
  ["mysql:8", "docker.io/library/mysql:8", "docker.io", "redis"],
  ["grafana/grafana", "docker.io/grafana/grafana:latest", "docker.io", "nginx"],
  ["centos:7", "docker.io/library/centos:7", "docker.io", "debian"],
  ["mirror.gcr.io/library/postgres", "mirror.gcr.io/library/postgres:latest", "mirror.gcr.io", "redis"],
  [
    "gcr.io/google-samples/hello-app-tls:1.0",
    "gcr.io/google-samples/hello-app-tls:1.0",
    "gcr.io",
    "gcr.io/google-samples/hello-app",
  ],
  ["praqma/network-multitool", "docker.io/praqma/network-multitool:latest", "docker.io", "nicolaka/netshoot"],
])("%s exists, but not here", (written, name, host, nearest) => {
  expect(whyMissing(written)).toBe(
    `${SIMULATION(name)}; a real cluster pulls it from ${host}${NEAREST(nearest)}`,
  );
});

test.each([
  ["acme/shop:v1", "docker.io/acme/shop:v1", "docker.io", "nginx"],
  ["gasbugs/http-goo", "docker.io/gasbugs/http-goo:latest", "docker.io", "gasbugs/http-go"],
  ["ghcr.io/acme/whoami", "ghcr.io/acme/whoami:latest", "ghcr.io", "traefik/whoami"],
  ["quay.io/acme/my-busybox:1", "quay.io/acme/my-busybox:1", "quay.io", "busybox"],
])("whether %s exists is not known", (written, name, host, nearest) => {
  expect(whyMissing(written)).toBe(
    `${SIMULATION(name)}; a real cluster pulls it if ${host} has it, and fails likewise if not${NEAREST(nearest)}`,
  );
});

test.each([
  ["ngnix", "docker.io/library/ngnix:latest"],
  ["docker.io/library/nosuch:1", "docker.io/library/nosuch:1"],
])("%s does not exist anywhere, and the real words say so", (written, name) => {
  expect(whyMissing(written)).toBe(
    `failed to pull and unpack image "${name}": failed to resolve reference "${name}": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`,
  );
});

test.each([
  [
    "localhost:5000/web:v1",
    'Head "http://localhost:5000/v2/web/manifests/v1": dial tcp [::1]:5000: connect: connection refused',
  ],
  [
    "registry.default.svc.cluster.local:5000/a/web",
    'Head "https://registry.default.svc.cluster.local:5000/v2/a/web/manifests/latest": dial tcp: lookup registry.default.svc.cluster.local on 172.18.0.1:53: no such host',
  ],
  ["registry.example.com/web", "lookup registry.example.com on 172.18.0.1:53: no such host"],
])("the registry of %s does not answer a node", (written, ending) => {
  expect(whyMissing(written).endsWith(ending)).toBe(true);
});

test.each([
  "nginx:1.161",
  "nginx:latst",
  "nginx:1.99",
  "busybox:v1.36",
  "ubuntu:99.04",
  "redis:99",
  "python:3.99",
  "gasbugs/http-go:v9",
  "debian:99",
])("%s has a tag that its repository lacks", (written) => {
  expect(whyMissing(written)).toMatch(/^rpc error: code = NotFound desc = .*: not found$/);
});

test.each([
  ["k8s.gcr.io/pause:3.2", "registry.k8s.io/pause"],
  ["k8s.gcr.io/echoserver:1.4", "registry.k8s.io/echoserver"],
  ["gcr.io/google_containers/echoserver:1.10", "registry.k8s.io/echoserver"],
  ["gcr.io/kubernetes-e2e-test-images/agnhost:2.8", "registry.k8s.io/e2e-test-images/agnhost"],
  ["registry.k8s.io/e2e-test-images/agnhost:2.32", "registry.k8s.io/e2e-test-images/agnhost"],
  ["registry.k8s.io/busybox", "busybox"],
  ["registry.k8s.io/e2e-test-images/busybox:1.29-4", "busybox"],
  ["mirror.gcr.io/library/busybox:1.36-musl", "busybox"],
  ["public.ecr.aws/docker/library/nginx:1.27-alpine", "nginx"],
  ["docker.io/library/nginx:1.27.3-alpine3.20-slim", "nginx"],
  ["index.docker.io/library/nginx:stable-perl", "nginx"],
  ["containous/whoami:v1.5.0", "traefik/whoami"],
  ["quay.io/curl/curl:8.9.1", "curlimages/curl"],
  ["us-docker.pkg.dev/google-samples/containers/gke/hello-app:2.0", "gcr.io/google-samples/hello-app"],
  ["httpd:2.4-alpine", "httpd"],
  ["ubuntu:24.04", "ubuntu"],
  ["ubuntu:jammy-20240111", "ubuntu"],
  ["debian:bookworm-slim", "debian"],
  ["debian:12.5", "debian"],
])("%s is the image %s", (written, repository) => {
  expect(registry.find(written)).toMatchObject({ image: { repository } });
});

test("a tag can hold other programs than the rest", () => {
  expect(registry.find("nginx:alpine")).toMatchObject({ image: { flavour: "busybox" } });
  expect(registry.find("nginx:latest")).toMatchObject({ image: { flavour: "debian" } });
});
