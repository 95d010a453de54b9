import { afterEach, describe, expect, test } from "vitest";
import { type Cluster, createCluster } from "./cluster.ts";
import type { Hop } from "./network/http.ts";

/** Requests fail by what the Pods do, never by the client's patience: it sends one every 10 ms for a minute. */
const LOAD = { from: "pod/client", to: "web", count: 6_000, every: 10 } as const;

let cluster: Cluster;
afterEach(() => cluster.close());

interface App {
  readonly image?: string;
  readonly container?: string;
  readonly strategy?: string;
}

const READINESS = "readinessProbe: { httpGet: { path: /, port: 8080 }, periodSeconds: 1 }";
const PRE_STOP = "lifecycle: { preStop: { sleep: { seconds: 5 } } }";
const GENTLE = "rollingUpdate: { maxUnavailable: 0, maxSurge: 1 }";

const deploymentOf = ({ image = "gasbugs/http-go", container = "", strategy = GENTLE }: App): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 3
  strategy: { ${strategy} }
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
      - name: main
        image: ${image}
        ${container.replaceAll("\n", "\n        ")}
`;

/** Restarts a Deployment of three Pods under load. @returns the requests that got no answer. */
async function lostInUpdate(app: App): Promise<readonly Hop[]> {
  cluster = await createCluster({ seed: 7 });
  await cluster.run(`kubectl apply -f - <<'EOF'${deploymentOf(app)}EOF
kubectl expose deploy web --port=80 --target-port=8080; kubectl run client --image=busybox -- sleep 1d; kubectl rollout status deploy/web`);
  await cluster.advance("60s");
  const before = await cluster.traffic({ ...LOAD, count: 30 });
  const sent = cluster.traffic(LOAD);
  await cluster.run("kubectl rollout restart deploy/web");
  const hops = await sent;
  const elders = new Set(before.map(({ servedBy }) => servedBy));
  expect(elders.size).toBe(3);
  expect(hops.slice(-100).some(({ servedBy }) => elders.has(servedBy))).toBe(false);
  return hops.filter(({ error }) => error !== undefined);
}

describe("a rolling update under load", () => {
  test("loses nothing when Pods are ready before they get traffic, and serve until nobody sends them any more", async () => {
    expect(await lostInUpdate({ container: `${READINESS}\n${PRE_STOP}` })).toEqual([]);
  });

  test("loses requests to Pods that end at once, until every node has heard of it", async () => {
    const lost = await lostInUpdate({ container: READINESS });
    expect(new Set(lost.map(({ error }) => error))).toEqual(new Set(["ECONNREFUSED"]));
    // Three Pods end; each is known for 70 ms more, and one request of two or three goes to it.
    expect(lost.length).toBeGreaterThanOrEqual(3);
    expect(lost.length).toBeLessThanOrEqual(12);
  });

  test("loses far more when Pods count as ready before they listen", async () => {
    const slow = {
      image: "bootcamp/slow-start",
      strategy: "rollingUpdate: { maxUnavailable: 1, maxSurge: 1 }",
    };
    const careless = await lostInUpdate({ ...slow, container: PRE_STOP });
    expect(careless.length).toBeGreaterThan(1_000);
    await cluster.close();
    const careful = { ...slow, container: `${READINESS.replace("path: /", "path: /healthz")}\n${PRE_STOP}` };
    expect(await lostInUpdate(careful)).toEqual([]);
  });

  test("that takes all Pods away first is seen by everybody", async () => {
    const lost = await lostInUpdate({ container: `${READINESS}\n${PRE_STOP}`, strategy: "type: Recreate" });
    const seconds = new Set(lost.map(({ at }) => Math.floor(at / 1_000)));
    expect(seconds.size).toBeGreaterThan(2);
  });
});
