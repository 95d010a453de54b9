import { beforeEach, describe, expect, it } from "vitest";
import type { ApiServer } from "../api/api-server.ts";
import { configMaps } from "../api/kinds/config-map.ts";
import { services } from "../api/kinds/service.ts";
import type { Stream } from "./exchange.ts";
import { type ServedApi, servedApi } from "./testing/served-api.ts";

const TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

let api: ApiServer;
let timers: ServedApi["timers"];
let ask: ServedApi["ask"];
let send: ServedApi["send"];

beforeEach(() => {
  ({ api, timers, ask, send } = servedApi());
});

const service = (name: string) => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name },
  spec: { selector: { run: name }, ports: [{ port: 80 }] },
});
const SERVICES = "/api/v1/namespaces/default/services";

describe("discovery", () => {
  it("names every kind in the old form and in the aggregated one", async () => {
    const old = (await ask("GET", "/api/v1")).body.resources as { name: string }[];
    expect(old.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["pods", "pods/exec", "services", "services/status", "endpoints"]),
    );
    const accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";
    const groups = (await ask("GET", "/apis", { accept })).body as {
      kind: string;
      items: { metadata: { name: string } }[];
    };
    expect(groups.kind).toBe("APIGroupDiscoveryList");
    expect(groups.items.map(({ metadata }) => metadata.name)).toEqual(
      expect.arrayContaining(["apps", "discovery.k8s.io"]),
    );
  });

  it("says that it is Kubernetes 1.33", async () => {
    expect((await ask("GET", "/version")).body).toMatchObject({
      major: "1",
      minor: "33",
      gitVersion: "v1.33.1",
    });
  });
});

describe("objects", () => {
  it("are created, read, listed, replaced and deleted", async () => {
    expect((await ask("POST", SERVICES, { body: service("web") })).status).toBe(201);
    const stored = (await ask("GET", `${SERVICES}/web`)).body as { metadata: { uid: string } };
    expect(stored).toMatchObject({ kind: "Service", spec: { type: "ClusterIP", sessionAffinity: "None" } });
    expect((await ask("GET", SERVICES)).body).toMatchObject({
      kind: "ServiceList",
      items: [{ metadata: { name: "web" } }],
    });
    const changed = { ...stored, metadata: { ...stored.metadata, labels: { a: "b" } } };
    expect((await ask("PUT", `${SERVICES}/web`, { body: changed })).body).toMatchObject({
      metadata: { labels: { a: "b" } },
    });
    expect((await ask("DELETE", `${SERVICES}/web`)).body).toMatchObject({
      kind: "Service",
      metadata: { name: "web", uid: stored.metadata.uid },
    });
    expect(api.find(services, "default", "web")).toBeUndefined();
  });

  it("come as a table when the client asks for columns", async () => {
    await ask("POST", SERVICES, { body: service("web") });
    const table = (await ask("GET", SERVICES, { accept: TABLE })).body as {
      kind: string;
      columnDefinitions: { name: string; priority: number }[];
      rows: { cells: string[]; object: { kind: string } }[];
    };
    expect(table.kind).toBe("Table");
    expect(table.columnDefinitions.map(({ name }) => name)).toEqual([
      "Name",
      "Type",
      "Cluster-IP",
      "External-IP",
      "Port(s)",
      "Age",
      "Selector",
    ]);
    expect(table.columnDefinitions.at(-1)?.priority).toBe(1);
    expect(table.rows[0]?.cells.slice(0, 2)).toEqual(["web", "ClusterIP"]);
    expect(table.rows[0]?.object.kind).toBe("PartialObjectMetadata");
  });

  it("are patched by content type", async () => {
    await ask("POST", SERVICES, { body: service("web") });
    const patch = (contentType: string, body: unknown) =>
      ask("PATCH", `${SERVICES}/web`, { contentType, body });
    expect(
      (
        await patch("application/strategic-merge-patch+json", {
          spec: { ports: [{ port: 80, name: "http" }] },
        })
      ).body,
    ).toMatchObject({
      spec: { ports: [{ port: 80, name: "http", targetPort: 80 }] },
    });
    expect(
      (await patch("application/merge-patch+json", { spec: { sessionAffinity: "ClientIP" } })).body,
    ).toMatchObject({
      spec: { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } } },
    });
    expect(
      (
        await patch("application/json-patch+json", [
          { op: "add", path: "/metadata/labels", value: { a: "b" } },
        ])
      ).body,
    ).toMatchObject({
      metadata: { labels: { a: "b" } },
    });
    expect((await patch("text/plain", "x")).status).toBe(415);
  });

  it("warn as a header says", async () => {
    const body = {
      apiVersion: "v1",
      kind: "Endpoints",
      metadata: { name: "web" },
      subsets: [{ addresses: [{ ip: "1.2.3.4" }], ports: [{ port: 80 }] }],
    };
    expect((await ask("POST", "/api/v1/namespaces/default/endpoints", { body })).warnings).toEqual([
      "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
    ]);
  });

  it("scale through their sub-resource", async () => {
    const template = {
      metadata: { labels: { app: "web" } },
      spec: { containers: [{ name: "web", image: "nginx" }] },
    };
    const at = "/apis/apps/v1/namespaces/default/deployments";
    await ask("POST", at, {
      body: {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "web" },
        spec: { selector: { matchLabels: { app: "web" } }, template },
      },
    });
    const scaled = await ask("PATCH", `${at}/web/scale`, {
      contentType: "application/merge-patch+json",
      body: { spec: { replicas: 5 } },
    });
    expect(scaled.body).toMatchObject({
      kind: "Scale",
      spec: { replicas: 5 },
      status: { selector: "app=web" },
    });
  });
});

describe("what is wrong gets a Status and hurts nobody", () => {
  it.each([
    ["GET", "/api/v1/namespaces/default/services/web", {}, 404, "NotFound", 'services "web" not found'],
    ["GET", "/api/v2/pods", {}, 404, "NotFound", "the server could not find the requested resource"],
    [
      "GET",
      "/api/v1/namespaces/default/wombats",
      {},
      404,
      "NotFound",
      "the server could not find the requested resource",
    ],
    [
      "POST",
      SERVICES,
      { body: "{" },
      400,
      "BadRequest",
      "the object provided is unrecognized (must be of type Service): couldn't get version/kind; json parse error: unexpected end of JSON input ({)",
    ],
    [
      "POST",
      SERVICES,
      { body: "x", contentType: "text/csv" },
      415,
      "UnsupportedMediaType",
      expect.stringContaining("accepted media types"),
    ],
    [
      "POST",
      SERVICES,
      { body: "garbage", contentType: "application/vnd.kubernetes.protobuf" },
      400,
      "BadRequest",
      expect.stringContaining("protobuf"),
    ],
    [
      "TRACE",
      SERVICES,
      {},
      405,
      "MethodNotAllowed",
      "the server does not allow this method on the requested resource",
    ],
    [
      "PUT",
      `${SERVICES}/other`,
      { body: service("web") },
      400,
      "BadRequest",
      "the name of the object (web) does not match the name on the URL (other)",
    ],
    [
      "POST",
      `${SERVICES}?dryRun=Some`,
      { body: service("web") },
      422,
      "Invalid",
      'CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: "Some": supported values: "All"',
    ],
    [
      "POST",
      `${SERVICES}?fieldValidation=Loose`,
      { body: service("web") },
      422,
      "Invalid",
      'CreateOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: "Loose": supported values: "", "Ignore", "Strict", "Warn"',
    ],
    [
      "DELETE",
      `${SERVICES}/web?propagationPolicy=Maybe`,
      {},
      422,
      "Invalid",
      'DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Unsupported value: "Maybe": supported values: "Foreground", "Background", "Orphan", "nil"',
    ],
    [
      "DELETE",
      `${SERVICES}/web`,
      { body: { propagationPolicy: "Orphan", orphanDependents: true } },
      422,
      "Invalid",
      expect.stringContaining("orphanDependents and deletionPropagation cannot be both set"),
    ],
    [
      "DELETE",
      "/api/v1/namespaces",
      {},
      405,
      "MethodNotAllowed",
      "the server does not allow this method on the requested resource",
    ],
    [
      "GET",
      `${SERVICES}?resourceVersionMatch=Exact`,
      {},
      422,
      "Invalid",
      'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
    ],
    [
      "GET",
      `${SERVICES}?sendInitialEvents=true`,
      {},
      422,
      "Invalid",
      'ListOptions.meta.k8s.io "" is invalid: sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list',
    ],
    [
      "GET",
      `${SERVICES}?watch=1&sendInitialEvents=true`,
      {},
      422,
      "Invalid",
      'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    ],
    [
      "GET",
      `${SERVICES}?resourceVersion=99999`,
      {},
      504,
      "Timeout",
      expect.stringContaining("Too large resource version: 99999, current: "),
    ],
  ])("%s %s", async (method, target, extras, status, reason, message) => {
    const answer = await ask(method, target, extras);
    expect(answer).toMatchObject({
      status,
      body: { kind: "Status", status: "Failure", reason, message, code: status },
    });
    expect((await ask("GET", "/healthz".replace("healthz", "version"))).status).toBe(200);
  });
});

describe("a watch", () => {
  async function open(target: string) {
    const stream = (await send("GET", target)) as Stream;
    const events: {
      type: string;
      object: { metadata: { name: string; resourceVersion: string; annotations?: Record<string, string> } };
    }[] = [];
    let ended = false;
    const stop = stream.start(
      (text) => events.push(JSON.parse(text)),
      () => {
        ended = true;
      },
    );
    return { events, stop, hasEnded: () => ended };
  }
  const CONFIG_MAPS = "/api/v1/namespaces/default/configmaps?watch=true";
  const create = (name: string) => api.create(configMaps, "default", { metadata: { name } });

  it("streams one event a line, and stops when the client leaves", async () => {
    create("a");
    const { events, stop } = await open(CONFIG_MAPS);
    create("b");
    stop();
    create("c");
    expect(events.map(({ type, object }) => `${type} ${object.metadata.name}`)).toEqual([
      "ADDED a",
      "ADDED b",
    ]);
    expect(timers).toEqual([]);
  });

  it("marks the end of the initial events, and sends bookmarks from time to time", async () => {
    create("a");
    const { events } = await open(
      `${CONFIG_MAPS}&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`,
    );
    expect(events.at(-1)).toMatchObject({
      type: "BOOKMARK",
      object: { metadata: { annotations: { "k8s.io/initial-events-end": "true" } } },
    });
    timers.find(({ delayMs }) => delayMs === 60_000)?.call();
    expect(events.at(-1)?.type).toBe("BOOKMARK");
  });

  it("ends after the time that the client asked for", async () => {
    const { hasEnded } = await open(`${CONFIG_MAPS}&timeoutSeconds=7`);
    timers.find(({ delayMs }) => delayMs === 7000)?.call();
    expect(hasEnded()).toBe(true);
    expect(timers).toEqual([]);
  });
});
