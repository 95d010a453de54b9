import { expect, test } from "vitest";
import { sceneWith } from "../testing/scene.ts";

const SITE = "http://web";

const web = (settings: string) => `apiVersion: v1
kind: ConfigMap
metadata: {name: conf}
data: {default.conf: 'server { listen 80; ${settings} return 200 ok; }'}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: nginx, image: nginx, volumeMounts: [{name: conf, mountPath: /etc/nginx/conf.d}]}]
      volumes: [{name: conf, configMap: {name: conf}}]
`;

test("a client that keeps its connection meets one server until the server closes it", async () => {
  const kept = await sceneWith(web(""));
  await expect(kept.expect((await kept.client("till")).to(SITE)).to.spread(3)).rejects.toThrow(
    "and 1 server answered, one of them 120",
  );
  const closed = await sceneWith(web("keepalive_requests 10;"));
  const route = (await closed.client("till")).to(SITE);
  await closed.expect(route).to.spread(3);
  await expect(closed.expect(route).to.spread(4)).rejects.toThrow("and 3 servers answered");
});

test("a request that fails is the reason", async () => {
  const scene = await sceneWith(web("").replace("return 200", "return 500"));
  await expect(scene.expect((await scene.client("till")).to(SITE)).to.spread(3)).rejects.toThrow(
    `120 of 120 requests to ${SITE} on a kept connection failed`,
  );
});

test("servers are counted by who they are, and only behind the Service that was asked", async () => {
  const scene = await sceneWith(web("keepalive_requests 10;"));
  const route = (await scene.client("till")).to(SITE);
  const ip = scene.service("web").object?.spec.clusterIP;
  await scene.cluster.run(`kubectl scale deploy web --replicas=0
kubectl create deployment thief --image=gasbugs/http-go --replicas=3 --port=8080
kubectl expose deploy thief --port=80 --target-port=8080 --external-ip=${ip}
kubectl delete svc web; kubectl create svc clusterip web --tcp=81 --clusterip=${ip}`);
  await scene.cluster.settle();
  const stolen =
    /did not go through Service web, but through default\/thief|connection failed|kept connection failed/;
  await expect(scene.expect(route).to.spread(3)).rejects.toThrow(stolen);
  await expect(scene.expect(route).to.loseAtMost(100, { of: "1s" })).rejects.toThrow(stolen);
});
