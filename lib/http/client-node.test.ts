// A client of another make against the served API: what programs such as k9s do, list and watch everything and stay in step.
import { PassThrough, Readable, Writable } from "node:stream";
import * as k8s from "@kubernetes/client-node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { configMaps } from "../api/kinds/config-map.ts";
import { type Cluster, createCluster } from "../cluster.ts";

/** What a client writes, as text. */
class Collected extends Writable {
  text = "";
  override _write(bytes: Buffer, _: string, done: () => void): void {
    this.text += bytes;
    done();
  }
}

let cluster: Cluster;
const config = new k8s.KubeConfig();

beforeAll(async () => {
  cluster = await createCluster();
  config.loadFromFile((await cluster.serve()).kubeconfig);
});
afterAll(() => cluster.close());

const make = (name: string, data: Record<string, string> = {}) =>
  cluster.api.create(configMaps, "default", { metadata: { name }, data });
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

it("creates, reads, patches and deletes", async () => {
  const core = config.makeApiClient(k8s.CoreV1Api);
  const body = { metadata: { name: "web" }, spec: { selector: { app: "web" }, ports: [{ port: 80 }] } };
  expect((await core.createNamespacedService({ namespace: "default", body })).spec?.type).toBe("ClusterIP");
  const patch = [{ op: "replace", path: "/spec/ports/0/port", value: 81 }];
  expect(
    (await core.patchNamespacedService({ namespace: "default", name: "web", body: patch })).spec?.ports?.[0]
      ?.port,
  ).toBe(81);
  await core.deleteNamespacedService({ namespace: "default", name: "web" });
  await expect(core.readNamespacedService({ namespace: "default", name: "web" })).rejects.toMatchObject({
    code: 404,
  });
});

it("resumes a watch where a list or another watch stood", async () => {
  const core = config.makeApiClient(k8s.CoreV1Api);
  make("before");
  const { metadata } = await core.listNamespacedConfigMap({ namespace: "default" });
  make("while-away");
  const seen: string[] = [];
  const watch = new k8s.Watch(config);
  const query = { resourceVersion: metadata?.resourceVersion };
  const note = (
    type: string,
    { metadata: { name } }: k8s.V1ConfigMap & { metadata: { name: string } },
  ): void => void seen.push(`${type} ${name}`);
  const request = await watch.watch("/api/v1/namespaces/default/configmaps", query, note, () => {});
  make("live");
  await expect.poll(() => seen).toEqual(["ADDED while-away", "ADDED live"]);
  request.abort();
});

it("keeps an informer in step through churn", async () => {
  const core = config.makeApiClient(k8s.CoreV1Api);
  const list = () => core.listNamespacedConfigMap({ namespace: "default" });
  const informer = new k8s.ListWatch<k8s.V1ConfigMap>(
    "/api/v1/namespaces/default/configmaps",
    new k8s.Watch(config),
    list,
    false,
  );
  await informer.start();
  for (let round = 0; round < 400; round++) {
    const name = `churn-${round % 40}`;
    const there = cluster.api.find(configMaps, "default", name);
    if (there === undefined) make(name, { round: String(round) });
    else if (round % 3 === 0) cluster.api.delete(configMaps, "default", name);
    else cluster.api.update(configMaps, { ...there, data: { round: String(round) } });
    if (round % 20 === 0) await pause(10);
  }
  const state = (items: readonly { metadata?: { name?: string; resourceVersion?: string } }[]): string[] =>
    items.map(({ metadata }) => `${metadata?.name} ${metadata?.resourceVersion}`).sort();
  const wanted = state(cluster.api.list(configMaps, { namespace: "default" }).items);
  await expect.poll(() => state(informer.list("default")), { timeout: 5000 }).toEqual(wanted);
  await informer.stop();
});

it("runs a program in a container, and tells its exit code", async () => {
  await cluster.run(
    "kubectl run client --image=busybox -- sleep 1d; kubectl wait --for=condition=Ready pod/client",
  );
  const printed = { stdout: new Collected(), stderr: new Collected() };
  const status = await new Promise<k8s.V1Status>((resolve) => {
    const command = ["sh", "-c", "cat; echo oops >&2; exit 3"];
    const { stdout, stderr } = printed;
    const stdin = Readable.from(["typed\n"]);
    new k8s.Exec(config).exec("default", "client", "client", command, stdout, stderr, stdin, false, resolve);
  });
  expect([printed.stdout.text, printed.stderr.text]).toEqual(["typed\n", "oops\n"]);
  expect(status).toMatchObject({ status: "Failure", reason: "NonZeroExitCode" });
});

it("forwards a port, and hears why it cannot", async () => {
  await cluster.run("kubectl run web --image=nginx; kubectl wait --for=condition=Ready pod/web");
  const ask = async (port: number): Promise<Record<"output" | "error", string>> => {
    const [output, error, input] = [new Collected(), new Collected(), new PassThrough()];
    const socket = await new k8s.PortForward(config, false).portForward(
      "default",
      "web",
      [port],
      output,
      error,
      input,
    );
    input.write("GET / HTTP/1.1\r\nHost: web\r\nConnection: close\r\n\r\n");
    await expect.poll(() => output.text + error.text).not.toBe("");
    if (typeof socket !== "function") socket.close();
    return { output: output.text, error: error.text };
  };
  expect(await ask(80)).toEqual({
    output: expect.stringMatching(/^HTTP\/1\.1 200 OK\r\nServer: nginx/),
    error: "",
  });
  expect(await ask(81)).toEqual({ output: "", error: expect.stringContaining("connection refused") });
});
