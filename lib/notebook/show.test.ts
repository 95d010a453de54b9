import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Lab, openLab } from "./lab.ts";
import * as pictures from "./pictures/index.ts";

let lab: Lab;
let stdout = "";
let stderr = "";

beforeEach(async () => {
  stdout = "";
  stderr = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    stdout += text;
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    stderr += text;
    return true;
  });
  lab = await openLab({ seed: 7, lang: "en" });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await lab.cluster.close();
});

test("show has a method for each picture of the list", () => {
  expect(Object.keys(lab.show)).toEqual(Object.keys(pictures));
});

test("a picture is of the requests of the last sh", async () => {
  await lab.sh`kubectl create deployment web --image=gasbugs/http-go --port=8080
    kubectl expose deploy web --port=80 --target-port=8080
    kubectl run client --image=busybox -- sleep 1d
    kubectl rollout status deploy/web`;
  await lab.sh`for i in 1 2 3; do kubectl exec client -- wget -qO- web; done`;
  stdout = "";
  await lab.show.whoAnswered();
  expect(stdout).toMatch(/^Who answered 3 requests: a web-\S+ 3\. In order: a a a\. 09:00:\d\d\.\n$/);
  await lab.sh`kubectl get pods`;
  stdout = "";
  await lab.show.whoAnswered();
  expect(stdout).toMatch(/^Who answered: 0 requests\. The last sh sent no request\./);
});

test("the share of each server counts what was sent to an address without anybody", async () => {
  lab.cluster.mockHost("203.0.113.7", { body: "here" });
  await lab.sh`kubectl run client --image=busybox -- sleep 1d
    kubectl apply -f - <<END
apiVersion: v1
kind: Service
metadata: { name: far }
spec: { ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Endpoints
metadata: { name: far }
subsets: [{ addresses: [{ ip: 203.0.113.7 }, { ip: 203.0.113.8 }], ports: [{ port: 80 }] }]
END`;
  await lab.sh`for i in 1 2 3 4; do kubectl exec client -- wget -T 2 -qO- far; done`;
  stdout = "";
  await lab.show.whoAnswered();
  expect(stdout).toMatch(/203\.0\.113\.7 2, .*an equal share, 2\./);
});

test("a picture lets what was begun come to its end first", async () => {
  await lab.sh`kubectl create deployment web --image=gasbugs/http-go --port=8080
    kubectl expose deploy web --port=80 --target-port=8080`;
  await lab.sh`kubectl scale deploy web --replicas=4`;
  stdout = "";
  await lab.show.service("web");
  expect(stdout.match(/10\.244\.\d+\.\d+:8080/g)).toHaveLength(4);
});

test("a loop that never ends does not hold a picture for long", async () => {
  await lab.sh`while true; do sleep 1; done &`;
  const before = lab.cluster.now;
  await lab.show.dns("web").catch(() => {});
  expect(lab.cluster.now - before).toBeLessThanOrEqual(61_000);
});

test("a picture of a Service that is not there is kubectl's sentence about it", async () => {
  await lab.show.service("web", "shop");
  expect(stderr).toBe('Error from server (NotFound): services "web" not found\n');
  expect(stdout).toBe("");
});
