import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as pictures from "./index.ts";
import type { Picture } from "./picture.ts";
import { layoutFaults, textSizes } from "./testing/layout.ts";
import { Stage } from "./testing/stage.ts";

const WEB = `kubectl create deployment web --image=gasbugs/http-go:v1 --port=8080 --replicas=3
kubectl expose deploy web --port=80 --target-port=8080
kubectl run client --image=busybox -- sleep 1d
kubectl run other --image=gasbugs/http-go --labels=run=web
kubectl rollout status deploy/web`;
const NAME = "a-very-long-service-name-for-the-checkout-team";
const MANY = `
apiVersion: v1
kind: Service
metadata: { name: ${NAME} }
spec:
  type: NodePort
  selector: { app.kubernetes.io/name: checkout-frontend-application, tier: frontend, environment: production }
  ports:
  - { name: http, port: 80, targetPort: 8080 }
  - { name: metrics-endpoint, port: 9090, targetPort: 8080 }
  - { name: admin, port: 8443, targetPort: 8080 }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: checkout-frontend-application-blue }
spec:
  replicas: 12
  selector: { matchLabels: { app.kubernetes.io/name: checkout-frontend-application } }
  template:
    metadata:
      labels: { app.kubernetes.io/name: checkout-frontend-application, tier: frontend, environment: production }
    spec: { containers: [{ name: http-go, image: "gasbugs/http-go:v1" }] }
`;
const CLIENT = "client-of-the-payment-team";

/** Each picture of a stage in both languages. */
type Drawn = readonly (readonly [string, Picture])[];
let small: Drawn = [];
let again: Drawn = [];
let large: Drawn = [];
const stages: Stage[] = [];

async function drawSmall(): Promise<Drawn> {
  const stage = await Stage.open();
  stages.push(stage);
  const drawn: (readonly [string, Picture])[] = [];
  const draw = (name: string, picture: (scene: ReturnType<Stage["scene"]>) => Picture): void => {
    for (const language of ["en", "ko"] as const)
      drawn.push([`${name} ${language}`, picture(stage.scene(language))]);
  };
  await stage.sh(WEB);
  draw("service", (scene) => pictures.service(scene, "web"));
  draw("none", pictures.whoAnswered);
  await stage.sh("kubectl scale deploy web --replicas=2");
  draw("changes", (scene) => pictures.changes(scene, "web"));
  await stage.sh("for i in 1 2 3 4 5; do kubectl exec client -- wget -qO- web; done");
  draw("whoAnswered", pictures.whoAnswered);
  draw("path", (scene) => pictures.path(scene));
  draw("lanes", (scene) => pictures.lanes(scene));
  draw("chain", (scene) => pictures.chain(scene));
  draw("proxy", (scene) => pictures.proxy(scene, "web"));
  draw("modes", (scene) => pictures.modes(scene, "web"));
  draw("dns", (scene) => pictures.dns(scene, "web"));
  draw("dns nowhere", (scene) => pictures.dns(scene, "wbe.shop"));
  await stage.traffic(
    { from: "pod/client", to: "web", count: 40, every: "500ms" },
    "kubectl set image deploy/web http-go=gasbugs/http-go:v2",
  );
  draw("timeline", (scene) => pictures.timeline(scene));
  draw("race", (scene) => pictures.race(scene));
  return drawn;
}

async function drawLarge(): Promise<Drawn> {
  const stage = await Stage.open({ proxyMode: "iptables" });
  stages.push(stage);
  const drawn: (readonly [string, Picture])[] = [];
  await stage.sh(`kubectl apply -f many.yaml; kubectl run ${CLIENT} --image=busybox -- sleep 1d; sleep 20`, {
    "many.yaml": MANY,
  });
  await stage.traffic(
    { from: `pod/${CLIENT}`, to: NAME, count: 200, every: "100ms" },
    "kubectl set image deploy/checkout-frontend-application-blue http-go=gasbugs/http-go:v2",
  );
  for (const language of ["en", "ko"] as const) {
    const scene = stage.scene(language);
    const all = {
      service: pictures.service(scene, NAME),
      changes: pictures.changes(scene, NAME),
      whoAnswered: pictures.whoAnswered(scene),
      path: pictures.path(scene),
      lanes: pictures.lanes(scene),
      timeline: pictures.timeline(scene),
      race: pictures.race(scene),
      dns: pictures.dns(scene, NAME, { from: CLIENT }),
      proxy: pictures.proxy(scene, NAME),
      modes: pictures.modes(scene, NAME),
      chain: pictures.chain(scene),
    };
    for (const [name, picture] of Object.entries(all)) drawn.push([`${name} ${language}`, picture]);
  }
  return drawn;
}

beforeAll(async () => {
  [small, again, large] = [await drawSmall(), await drawSmall(), await drawLarge()];
});
afterAll(async () => {
  for (const { cluster } of stages) await cluster.close();
});

const altOf = (name: string): string => small.find(([each]) => each === name)?.[1].alt ?? "";

describe("every picture", () => {
  test("keeps each text in its box, and none lies over another", () => {
    const faults = [...small, ...large].flatMap(([name, { svg }]) =>
      layoutFaults(svg).map((fault) => `${name}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });

  test("has no letter below 12 px when it is shown 600 px wide", () => {
    for (const [, { svg, moving }] of [...small, ...large])
      for (const drawn of [svg, moving?.svg ?? svg]) {
        expect(drawn).toContain('viewBox="0 0 600 ');
        expect(Math.min(...textSizes(drawn))).toBeGreaterThanOrEqual(12);
      }
  });

  test("says its facts in 70 to 250 characters", () => {
    const lengths = [...small, ...large].filter(([, { alt }]) => alt.length < 70 || alt.length > 250);
    expect(lengths.map(([name, { alt }]) => `${name}: ${alt}`)).toEqual([]);
  });

  test("is the same for the same history", () => {
    expect(again).toEqual(small);
  });

  test("carries the simulated clock", () => {
    for (const [, { svg }] of small) expect(svg).toMatch(/>09:0\d:\d\d</);
  });

  test("has the moving twin end with all that the still one shows", () => {
    const moving = small.filter(([, picture]) => picture.moving !== undefined);
    expect(moving.map(([name]) => name.split(" ")[0])).toEqual(["path", "path", "timeline", "timeline"]);
    const textsOf = (svg: string): string[] => (svg.match(/<text [^>]*>[^<]*/g) ?? []).sort();
    for (const [, { svg, moving: twin }] of moving) expect(textsOf(twin?.svg ?? "")).toEqual(textsOf(svg));
  });
});

describe("a picture says", () => {
  test.each([
    [
      "service en",
      /Service web \(10\.\d+\.\d+\.\d+; 80 → 8080; selector app=web\) .*(?:10\.244\.\d\.\d+:8080(?:, )?){3}.*other \(≠ selector\)/,
    ],
    ["changes en", /went from 3 to 2 endpoints\. gone 1: \w web-\S+; unchanged 2: /],
    [
      "whoAnswered en",
      /Who answered 5 requests: [a-c] web-\S+ [23], \w web-\S+ [23]\..*In order: (?:[a-c] ){4}[a-c]\./,
    ],
    ["whoAnswered ko", /요청 5개에 응답한 곳: [a-c] web-\S+ [23], .*순서: (?:[a-c] ){4}[a-c]\./],
    [
      "path en",
      /from client to web:80: 1 web\? → CoreDNS, 2 10\.\S+ → client, 3 dst 10\.\S+:80 → ipvs, 4 dst 10\.244\.\S+:8080 → web-\S+, 5 HTTP 200 → client/,
    ],
    ["lanes en", /client 10\.244\.\d\.\d+ node-\d: (?:[a-c] [\d.]+ s, ){4}[a-c] [\d.]+ s/],
    ["dns en", /0 dots < ndots 5: .* 1 web\.default\.svc\.cluster\.local → 10\.\S+; not asked: 3/],
    ["dns nowhere en", /1 dot < ndots 5.*1 …\.default\.svc\.cluster\.local NXDOMAIN; 2 .* 4 wbe\.shop /],
    [
      "proxy en",
      /Rules of node-1, mode ipvs: connections to Service web \(10\.\S+:80\) go to \w 10\.244\.\S+:8080, \w 10\.244\.\S+:8080\./,
    ],
    ["modes en", /iptables \(at random, all alike\) .*ipvs \(in turn \(round robin\)\) .*10.*10.*nftables/],
    ["timeline en", /Requests to Service web: v1 \d+, v2 \d+.*ready .*\d+(?:\.\d+)?–\d+/],
    [
      "race en",
      /off the list \+0\.\d+ s, off the nodes' rules \+0\.\d+ s, kubelet begins to stop it \+\d.* s, program has ended \+\d/,
    ],
    ["chain en", /name ✓ web → Service ✓ 10\.\S+ → list ✓ 2 ready → port ✓ 80 → 8080 → Pod ✓/],
  ])("%s", (name, facts) => {
    expect(altOf(name)).toMatch(facts);
  });
});
