/** The forms of answers: what surrounds an object, and what stands where there is none. */
import { beforeEach, describe, expect, it, test } from "vitest";
import { configMaps } from "../api/kinds/config-map.ts";
import { endpoints } from "../api/kinds/endpoints.ts";
import { services } from "../api/kinds/service.ts";
import type { Stream } from "./exchange.ts";
import { type ServedApi, servedApi } from "./testing/served-api.ts";

const DEFAULT = "/api/v1/namespaces/default";
const CONFIG_MAPS = `${DEFAULT}/configmaps`;
const ENDPOINTS = `${DEFAULT}/endpoints`;

let served: ServedApi;

beforeEach(() => {
  served = servedApi();
  served.api.create(configMaps, "default", { metadata: { name: "a" }, data: { html: "<b> & </b>" } });
});

describe("an object goes out", () => {
  test.each([
    ["to a program", {}, ""],
    ["to curl", { userAgent: "curl/8.5.0" }, ""],
    ["to Wget", { userAgent: "Wget/1.21" }, ""],
    ["to a browser", { userAgent: "Mozilla/5.0 (X11)", accept: "text/html,*/*;q=0.8" }, ""],
    ["to who asks for it", {}, "?pretty=true"],
    ["to who asks for it shortly", {}, "?pretty=1"],
    ["to curl that does not want it", { userAgent: "curl/8.5.0" }, "?pretty=false"],
    ["to who asks in the header", { accept: "application/json;pretty=1" }, ""],
  ])("as JSON %s", async (who, extras, query) => {
    const { body, contentType } = await served.text("GET", `${CONFIG_MAPS}/a${query}`, extras);
    const isIndented = !["to a program", "to curl that does not want it"].includes(who);
    expect(contentType).toBe("application/json");
    expect(
      body.startsWith(
        isIndented
          ? '{\n  "kind": "ConfigMap",\n  "apiVersion": "v1",'
          : '{"kind":"ConfigMap","apiVersion":"v1","metadata":',
      ),
    ).toBe(true);
    expect(body.endsWith(isIndented ? "\n}" : "}\n")).toBe(true);
    expect(body).toContain("\\u003cb\\u003e \\u0026 \\u003c/b\\u003e");
  });

  test.each([`${CONFIG_MAPS}/a`, CONFIG_MAPS, `${CONFIG_MAPS}/nobody`, "/apis/apps/v1"])(
    "as YAML: %s",
    async (path) => {
      const { body, contentType } = await served.text("GET", path, { accept: "application/yaml" });
      expect(contentType).toBe("application/yaml");
      expect(body).toMatch(/^apiVersion: v1\n/);
    },
  );

  it("in no form that the server lacks, and nothing happens", async () => {
    const words =
      "only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf";
    const body = { metadata: { name: "b" } };
    expect(await served.ask("POST", CONFIG_MAPS, { accept: "text/csv", body })).toMatchObject({
      status: 406,
      body: { reason: "NotAcceptable", message: words, code: 406 },
    });
    expect(served.api.find(configMaps, "default", "b")).toBeUndefined();
    expect(await served.text("GET", `${CONFIG_MAPS}?watch=1`, { accept: "application/yaml" })).toMatchObject({
      status: 406,
      body: expect.stringContaining("are accepted: application/json;stream=watch,"),
    });
  });
});

test("the version and the paths are indented for everybody", async () => {
  expect((await served.text("GET", "/version")).body).toMatch(/^\{\n {2}"major": "1",\n/);
  const { paths } = (await served.ask("GET", "/")).body as { paths: string[] };
  expect(paths).toEqual([...paths].sort());
  expect(paths).toEqual(expect.arrayContaining(["/api/v1", "/apis/apps/v1", "/healthz", "/version"]));
});

describe("a path that leads nowhere", () => {
  test.each(["/nonsense", "/apis/nope.io", "/apis/nope.io/v1/things", "/apis/batch/v1/jobs"])(
    "%s: as any web server says it",
    async (path) => {
      expect(await served.text("GET", path)).toMatchObject({ status: 404, body: "404 page not found\n" });
    },
  );

  test.each([
    ["GET", `${DEFAULT}/wombats`],
    ["GET", `${CONFIG_MAPS}/a/scale`],
    ["PATCH", `${CONFIG_MAPS}/a/nonsense`],
    ["GET", "/apis/apps/v2/deployments"],
  ])("%s %s: with empty details", async (method, path) => {
    expect((await served.ask(method, path)).body).toEqual({
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Failure",
      message: "the server could not find the requested resource",
      reason: "NotFound",
      details: {},
      code: 404,
    });
  });

  test.each([
    ["POST", `${CONFIG_MAPS}/a`],
    ["PUT", CONFIG_MAPS],
    ["PATCH", CONFIG_MAPS],
    ["DELETE", `${DEFAULT}/pods/a/log`],
    ["POST", "/version"],
  ])("%s %s: by this method", async (method, path) => {
    expect((await served.ask(method, path)).body).toMatchObject({ code: 405, details: {} });
  });
});

describe("every answer about v1 Endpoints warns, and only those", () => {
  const WARNING = "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice";
  const patch = { contentType: "application/merge-patch+json", body: {} };

  test.each([
    ["GET", ENDPOINTS, {}, 200],
    ["GET", "/api/v1/endpoints", {}, 200],
    ["GET", `${ENDPOINTS}?limit=many`, {}, 400],
    ["GET", `${ENDPOINTS}/a`, {}, 200],
    ["GET", `${ENDPOINTS}/nobody`, {}, 404],
    ["POST", ENDPOINTS, { body: { metadata: { name: "a" } } }, 409],
    ["POST", ENDPOINTS, { body: "{" }, 400],
    ["POST", "/api/v1/namespaces/nowhere/endpoints", { body: { metadata: { name: "b" } } }, 404],
    ["PUT", `${ENDPOINTS}/nobody`, { body: { metadata: { name: "nobody" } } }, 404],
    ["PATCH", `${ENDPOINTS}/a`, patch, 200],
    ["PATCH", `${ENDPOINTS}/nobody`, patch, 404],
    ["DELETE", `${ENDPOINTS}/nobody`, {}, 404],
    ["DELETE", `${ENDPOINTS}/a`, {}, 200],
    ["DELETE", ENDPOINTS, {}, 200],
  ])("%s %s", async (method, path, extras, status) => {
    served.api.create(endpoints, "default", { metadata: { name: "a" } });
    expect(await served.ask(method, path, extras)).toMatchObject({ status, warnings: [WARNING] });
  });

  test.each([
    `${ENDPOINTS}?watch=True`,
    "/api/v1/watch/endpoints",
    `/api/v1/watch/namespaces/default/endpoints/a`,
  ])("a watch: %s", async (path) => {
    const stream = (await served.send("GET", path)) as Stream;
    expect(stream.start).toBeTypeOf("function");
    expect(stream.warnings).toEqual([WARNING]);
  });

  test.each([
    ["PUT", ENDPOINTS],
    ["GET", `${ENDPOINTS}/a/status`],
    ["GET", "/apis/discovery.k8s.io/v1/endpointslices"],
  ])("%s %s does not", async (method, path) => {
    expect((await served.ask(method, path)).warnings).toEqual([]);
  });
});

describe("a boolean of the query", () => {
  test.each([
    ["watch=True", true],
    ["watch=1", true],
    ["watch=yes", true],
    ["watch", true],
    ["watch=", true],
    ["watch=FALSE", false],
    ["watch=False", false],
    ["watch=0", false],
    ["", false],
  ])("%s", async (query, isSet) => {
    const answer = await served.send("GET", `${CONFIG_MAPS}?${query}`);
    expect("start" in answer).toBe(isSet);
  });

  test.each([
    ["force=True", 200],
    ["force=yes", 200],
    ["force=False", 409],
    ["", 409],
  ])("%s of an apply", async (query, status) => {
    const apply = (manager: string, value: string, extra = "") =>
      served.ask("PATCH", `${CONFIG_MAPS}/owned?fieldManager=${manager}&${extra}`, {
        contentType: "application/apply-patch+yaml",
        body: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "owned" }, data: { key: value } },
      });
    await apply("one", "1");
    expect((await apply("two", "2", query)).status).toBe(status);
  });

  test.each([
    ["orphanDependents=True&propagationPolicy=Orphan", 422],
    ["orphanDependents=False", 200],
  ])("%s of a DELETE", async (query, status) => {
    expect((await served.ask("DELETE", `${CONFIG_MAPS}/a?${query}`)).status).toBe(status);
  });
});

describe("a DELETE answers", () => {
  it("with the Service that went, and of other kinds with a Status", async () => {
    const spec = { ports: [{ port: 80 }] };
    served.api.create(services, "default", { metadata: { name: "web" }, spec });
    expect((await served.ask("DELETE", `${DEFAULT}/services/web`)).body).toMatchObject({
      kind: "Service",
      metadata: { name: "web" },
    });
    expect((await served.ask("DELETE", `${CONFIG_MAPS}/a`)).body).toMatchObject({
      kind: "Status",
      status: "Success",
      details: { name: "a", kind: "configmaps" },
    });
  });
});

test("Endpoints without subsets have no such field", async () => {
  const { body } = await served.ask("POST", ENDPOINTS, { body: { metadata: { name: "none" }, subsets: [] } });
  expect(body).toMatchObject({ kind: "Endpoints" });
  expect(Object.keys(body)).toEqual(["kind", "apiVersion", "metadata"]);
});

test("who creates what is going hears of it", async () => {
  const metadata = { name: "kept", finalizers: ["example.com/wait"] };
  served.api.create(configMaps, "default", { metadata });
  served.api.delete(configMaps, "default", "kept");
  expect((await served.ask("POST", CONFIG_MAPS, { body: { metadata } })).body).toMatchObject({
    reason: "AlreadyExists",
    message: 'object is being deleted: configmaps "kept" already exists',
  });
});

describe("a body that cannot be read is refused in the server's words", () => {
  const unrecognized = "the object provided is unrecognized (must be of type ConfigMap): ";
  const noType = `${unrecognized}couldn't get version/kind; json parse error: `;
  test.each([
    ["nothing", "", `${noType}unexpected end of JSON input (<empty>)`],
    ["words", "hello", `${noType}invalid character 'h' looking for beginning of value (68656c6c6f)`],
    [
      "a trailing comma",
      '{"a":1,}',
      `${noType}invalid character '}' looking for beginning of object key string ({"a":1,})`,
    ],
    ["two values", "{} {}", `${noType}invalid character '{' after top-level value ({} {})`],
    [
      "a list",
      "[]",
      `${noType}json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" } (5b5d)`,
    ],
    [
      "a kind that is a number",
      '{"kind":1}',
      `${noType}json: cannot unmarshal number into Go struct field .kind of type string ({"kind":1})`,
    ],
  ])("%s", async (_what, body, message) => {
    expect((await served.ask("POST", CONFIG_MAPS, { body })).body).toMatchObject({ code: 400, message });
  });

  test.each([
    ["a: b: c", `${unrecognized}yaml: mapping values are not allowed in this context (613a20623a2063)`],
    ["- a", expect.stringContaining("json: cannot unmarshal array into Go value of type struct")],
  ])("YAML: %s", async (body, message) => {
    const answer = await served.ask("POST", CONFIG_MAPS, { body, contentType: "application/yaml" });
    expect(answer.body).toMatchObject({ code: 400, message });
  });

  it("of a DELETE without a word around it", async () => {
    expect((await served.ask("DELETE", `${CONFIG_MAPS}/a`, { body: "{" })).body).toMatchObject({
      message: "couldn't get version/kind; json parse error: unexpected end of JSON input",
    });
  });

  it("a field of the wrong type", async () => {
    expect((await served.ask("POST", CONFIG_MAPS, { body: { data: [] } })).body).toMatchObject({
      message: expect.stringContaining(
        'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot',
      ),
    });
  });
});
