import { describe, expect, it } from "vitest";
import { lanes } from "./lanes.ts";
import { letterOf, shorten } from "./picture.ts";
import { topology } from "./topology.ts";
import { whoAnswered } from "./who-answered.ts";

const pods = ["http-go-a", "http-go-b", "http-go-c"];
const answers = [{ servedBy: "http-go-a" }, { servedBy: "http-go-b" }, { servedBy: "http-go-a" }, {}];
const scene = { hops: answers, backends: pods, language: "ko" } as const;
const nothing = { hops: [], backends: [], language: "en" } as const;
const service = { name: "web", clusterIP: "10.96.7.7", ports: ["80 → 8080"], selector: "run=http-go" };

describe("a picture", () => {
  it.each(["ko", "en"] as const)("says its data in words (%s)", (language) => {
    const { alt, svg } = whoAnswered({ ...scene, language });
    for (const fact of ["4", "a http-go-a 2", "b http-go-b 1", "c http-go-c 0"]) expect(alt).toContain(fact);
    expect(alt.length).toBeGreaterThanOrEqual(50);
    expect(alt.length).toBeLessThanOrEqual(250);
    expect(svg).toContain("<title>");
  });

  it("shows what a learner wrote as text, never as markup", () => {
    const name = `<script>alert("x")</script>`;
    for (const { svg } of [
      whoAnswered({ hops: [{ servedBy: name }], backends: [name], language: "en" }),
      topology({ ...service, selector: name }, [{ name, address: "", labels: name, out: "selector" }], "en"),
      lanes({
        hops: [{ from: { ip: "1.1.1.1", pod: { namespace: "default", name } }, servedBy: name }],
        backends: [name],
        language: "en",
      }),
    ]) {
      expect(svg).not.toContain("<script");
    }
  });

  it("is made of nothing but its data: the same twice", () => {
    expect(whoAnswered(scene)).toEqual(whoAnswered(scene));
  });

  it("copes with no request, no backend, and many of both", () => {
    expect(whoAnswered(nothing).alt).toContain("No request yet");
    expect(lanes(nothing).alt).toContain("No request yet");
    expect(topology(service, [], "en").alt).toContain("with endpoints: none");
    const names = Array.from({ length: 30 }, (_, at) => `pod-${at}`);
    const hops = [...names, ...names].map((servedBy) => ({ servedBy }));
    expect(whoAnswered({ hops, backends: names, language: "en" }).alt).toContain("+24");
    const backends = names.map((name, at) => ({ name, address: `10.0.0.${at}:80`, labels: "" }));
    expect(topology(service, backends, "en").svg).toContain("and 20 more");
  });

  it("names the reason why a Pod is out", () => {
    const { alt, svg } = topology(
      service,
      [{ name: "old", address: "10.0.0.1", labels: "app=http-go", out: "selector" }],
      "ko",
    );
    expect(alt).toContain("old (≠ 셀렉터)");
    expect(svg).toContain("stroke-dasharray");
  });
});

describe("letters and names", () => {
  it("go on behind z", () => {
    expect([0, 25, 26, 51, 52].map(letterOf)).toEqual(["a", "z", "aa", "az", "ba"]);
  });

  it("shorten in the middle, keeping both ends", () => {
    expect(shorten("http-go-7d9f5c6b8-x2x4z", 15)).toBe("http-go…8-x2x4z");
    expect(shorten("short", 15)).toBe("short");
  });
});
