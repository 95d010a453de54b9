import { beforeEach, describe, expect, it } from "vitest";
import { Loop } from "../sim/loop.ts";
import { Random } from "../sim/random.ts";
import type { ObjectList } from "./api.ts";
import { ApiServer } from "./api-server.ts";
import { type ConfigMap, configMaps } from "./kinds/config-map.ts";
import { namespaces } from "./kinds/namespace.ts";
import { failure } from "./testing/failure.ts";

let api: ApiServer;

beforeEach(() => {
  api = new ApiServer({ loop: new Loop(), random: new Random("test"), epochMs: Date.UTC(2026, 0, 5, 9) });
  api.create(namespaces, "", { metadata: { name: "default" } });
});

const create = (name: string, data: Record<string, string> = {}) =>
  api.create(configMaps, "default", { metadata: { name }, data });

describe("listing", () => {
  it("goes in the order of names, in pages that lose nothing", () => {
    for (const name of ["d", "a", "c", "b", "e"]) create(name);
    const seen: string[] = [];
    let token: string | undefined = "";
    while (token !== undefined) {
      const page: ObjectList<ConfigMap> = api.list(configMaps, {
        namespace: "default",
        limit: 2,
        continue: token,
      });
      seen.push(...page.items.map(({ metadata }) => metadata.name));
      token = page.continue;
    }
    expect(seen).toEqual(["a", "b", "c", "d", "e"]);
  });

  describe("at a version that is past", () => {
    const names = (list: ObjectList<ConfigMap>) =>
      list.items.map(({ metadata, data }) => `${metadata.name}${data?.x ?? ""}`);
    const churn = (times: number) => {
      for (let at = 0; at < times; at++)
        api.update(configMaps, { ...api.get(configMaps, "default", "a"), data: { x: String(at) } });
    };

    it("goes on in the pages of one list, whatever happens meanwhile", () => {
      for (const name of ["a", "c", "d"]) create(name);
      const first = api.list(configMaps, { limit: 1 });
      create("b");
      api.delete(configMaps, "default", "d");
      api.update(configMaps, { ...api.get(configMaps, "default", "c"), data: { x: "!" } });
      const second = api.list(configMaps, { limit: 5, continue: first.continue ?? "" });
      expect(names(second)).toEqual(["c", "d"]);
      expect(second.resourceVersion).toBe(first.resourceVersion);
      expect(names(api.list(configMaps))).toEqual(["a", "b", "c!"]);
    });

    it("is asked for by resourceVersionMatch Exact", () => {
      const { resourceVersion } = create("a").metadata;
      create("b");
      expect(names(api.list(configMaps, { resourceVersion, resourceVersionMatch: "Exact" }))).toEqual(["a"]);
      expect(names(api.list(configMaps, { resourceVersion, resourceVersionMatch: "NotOlderThan" }))).toEqual([
        "a",
        "b",
      ]);
    });

    it("is refused when it is forgotten, with a token that goes on regardless", () => {
      const { resourceVersion } = create("a").metadata;
      create("c");
      const token = api.list(configMaps, { limit: 1 }).continue ?? "";
      churn(2100);
      create("b");
      expect(
        failure(() => api.list(configMaps, { resourceVersion, resourceVersionMatch: "Exact" })),
      ).toMatchObject({
        code: 410,
        reason: "Expired",
        message: "The resourceVersion for the provided list is too old.",
      });
      const rest = failure(() => api.list(configMaps, { limit: 1, continue: token }));
      expect(rest).toMatchObject({
        code: 410,
        reason: "Expired",
        message: expect.stringContaining("The provided continue parameter is too old to display"),
      });
      expect(names(api.list(configMaps, { continue: rest.metadata.continue ?? "" }))).toEqual(["b", "c"]);
    });

    it("cannot be in the future, nor combined with a token", () => {
      expect(failure(() => api.list(configMaps, { resourceVersion: "9999" }))).toMatchObject({
        code: 504,
        reason: "Timeout",
        message: expect.stringMatching(/^Timeout: Too large resource version: 9999, current: \d+$/),
      });
      for (const name of ["a", "b"]) create(name);
      const token = api.list(configMaps, { limit: 1 }).continue ?? "";
      expect(failure(() => api.list(configMaps, { continue: token, resourceVersion: "5" })).message).toBe(
        "specifying resource version is not allowed when using continue",
      );
    });

    it("is any version for 0, which knows no pages", () => {
      for (const name of ["a", "b"]) create(name);
      expect(names(api.list(configMaps, { limit: 1, resourceVersion: "0" }))).toEqual(["a", "b"]);
    });

    it("counts what remains only where no selector hides some", () => {
      for (const name of ["a", "b"]) create(name);
      expect(api.list(configMaps, { limit: 1 }).remainingItemCount).toBe(1);
      expect(api.list(configMaps, { limit: 1, labelSelector: "!x" })).not.toHaveProperty(
        "remainingItemCount",
      );
    });
  });

  it.each([
    [{ fieldSelector: "spec.foo=1" }, "field label not supported: spec.foo"],
    [{ continue: "nonsense", limit: 1 }, "continue key is not valid: illegal base64 data"],
  ])("refuses %j", (options, message) => {
    expect(failure(() => api.list(configMaps, options))).toMatchObject({ code: 400, message });
  });
});
