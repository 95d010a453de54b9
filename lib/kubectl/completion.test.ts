import { beforeAll, describe, expect, it } from "vitest";
import { ApiServer } from "../api/api-server.ts";
import { namespaces } from "../api/kinds/namespace.ts";
import { pods } from "../api/kinds/pod.ts";
import { services } from "../api/kinds/service.ts";
import { Loop } from "../sim/loop.ts";
import { Random } from "../sim/random.ts";
import { completeKubectl } from "./completion.ts";

const api = new ApiServer({ loop: new Loop(), random: new Random("tab"), epochMs: 0 });

beforeAll(() => {
  for (const name of ["default", "shop"]) api.create(namespaces, "", { metadata: { name } });
  for (const name of ["web", "http-go-svc"])
    api.create(services, "default", { metadata: { name }, spec: { ports: [{ port: 80 }] } });
  api.create(services, "shop", { metadata: { name: "cart" }, spec: { ports: [{ port: 80 }] } });
  api.create(pods, "default", {
    metadata: { name: "client" },
    spec: { containers: [{ name: "client", image: "busybox" }] },
  });
});

describe("TAB on a kubectl command line", () => {
  it.each([
    ["kub", ["kubectl"]],
    ["kubectl des", ["describe"]],
    ["k ro", ["rollout"]],
    ["kubectl rollout sta", ["status"]],
    ["kubectl get servic", ["serviceaccounts", "services"]],
    ["kubectl get svc ", ["http-go-svc", "web"]],
    ["kubectl describe svc ht", ["http-go-svc"]],
    ["kubectl edit svc/w", ["svc/web"]],
    ["kubectl -n shop get svc ", []],
    ["kubectl get svc -n shop c", ["cart"]],
    ["kubectl get pods -n s", ["shop"]],
    ["kubectl exec -it cl", ["client"]],
    ["kubectl scale --repl", ["--replicas"]],
    ["ls a", []],
  ])("%s", (line, expected) => {
    expect(completeKubectl(api, "default", line)).toEqual(expected);
  });
});
