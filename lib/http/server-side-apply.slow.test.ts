// `apply --server-side` of every real kubectl on this machine, against a served cluster.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cluster, createCluster } from "../cluster.ts";
import { findRealKubectls, type RealKubectl, type Run, runnerOf } from "./testing/real-kubectl.ts";

const found = findRealKubectls();

let cluster: Cluster;
let kubeconfig: string;

beforeAll(async () => {
  cluster = await createCluster();
  ({ kubeconfig } = await cluster.serve());
});
afterAll(() => cluster.close());

const service = (name: string, spec: object): string =>
  JSON.stringify({ apiVersion: "v1", kind: "Service", metadata: { name }, spec });

describe
  .runIf(found.length > 0)
  .sequential.each(found.map((each): [string, RealKubectl] => [each.version, each]))(
  "kubectl %s",
  (version, real) => {
    const name = `web-${version.replace(".", "-")}`;
    let kubectl: Run;
    const apply = (spec: object, ...flags: string[]) =>
      kubectl(["apply", "-f", "-", ...flags], { stdin: service(name, spec) });

    beforeAll(() => {
      kubectl = runnerOf(real, kubeconfig);
    });

    it("applies on the server's side, as often as it likes", async () => {
      const spec = {
        ports: [
          { port: 80, name: "a" },
          { port: 81, name: "b" },
        ],
      };
      expect((await apply(spec, "--server-side")).stdout).toBe(`service/${name} serverside-applied\n`);
      const before = await kubectl(`get service ${name} -o jsonpath={.metadata.resourceVersion}`);
      expect((await apply(spec, "--server-side")).stdout).toBe(`service/${name} serverside-applied\n`);
      expect(await kubectl(`get service ${name} -o jsonpath={.metadata.resourceVersion}`)).toEqual(before);
    });

    it("takes away what it says no more", async () => {
      await apply({ ports: [{ port: 81, name: "b" }] }, "--server-side");
      expect((await kubectl(`get service ${name} -o jsonpath={.spec.ports[*].port}`)).stdout).toBe("81");
    });

    it("is told who else manages a field, until it insists", async () => {
      await apply({ sessionAffinity: "None" }, "--server-side", "--field-manager=you");
      const refused = await apply(
        { sessionAffinity: "ClientIP", ports: [{ port: 81, name: "b" }] },
        "--server-side",
      );
      expect(refused.stderr).toMatch(
        /^error: Apply failed with 1 conflict: conflict with "you": \.spec\.sessionAffinity\nPlease review the fields above/,
      );
      expect(refused.exitCode).toBe(1);
      const forced = await apply(
        { sessionAffinity: "ClientIP", ports: [{ port: 81, name: "b" }] },
        "--server-side",
        "--force-conflicts",
      );
      expect(forced.stdout).toBe(`service/${name} serverside-applied\n`);
    });

    it("shows managers only to whoever asks", async () => {
      expect((await kubectl(`get service ${name} -o yaml`)).stdout).not.toContain("managedFields");
      expect((await kubectl(`get service ${name} -o yaml --show-managed-fields`)).stdout).toContain(
        "f:sessionAffinity: {}",
      );
    });
  },
);
