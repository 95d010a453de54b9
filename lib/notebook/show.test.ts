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
  lab.show.whoAnswered();
  expect(stdout).toMatch(/^Who answered 3 requests, in order. a web-.* 3\. An equal share is 3\.\n$/);
  await lab.sh`kubectl get pods`;
  stdout = "";
  lab.show.whoAnswered();
  expect(stdout).toBe("Who answered: 0 requests. No request yet. Send some first.\n");
});

test("a picture of a Service that is not there is kubectl's sentence about it", () => {
  lab.show.service("web", "shop");
  expect(stderr).toBe('Error from server (NotFound): services "web" not found\n');
  expect(stdout).toBe("");
});
