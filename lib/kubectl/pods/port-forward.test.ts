// Texts and codes as the real kubectl 1.33 gave them on a served cluster, timestamps aside.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cluster, createCluster } from "../../cluster.ts";

const OBJECTS = `apiVersion: v1
kind: Pod
metadata: {name: named, labels: {app: named}}
spec: {containers: [{name: c, image: nginx, ports: [{name: http, containerPort: 80}, {name: dns, containerPort: 53, protocol: UDP}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: named}
spec: {selector: {app: named}, ports: [{name: web, port: 8000, targetPort: http}, {name: other, port: 8001, targetPort: nope}, {name: same, port: 90}]}
---
apiVersion: v1
kind: Service
metadata: {name: headless}
spec: {clusterIP: None, selector: {app: named}, ports: [{name: web, port: 8000, targetPort: http}]}
---
apiVersion: v1
kind: Service
metadata: {name: empty}
spec: {selector: {app: nobody}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: nosel}
spec: {ports: [{port: 80}]}
`;

async function newCluster(): Promise<Cluster> {
  const made = await createCluster({ seed: 8, pace: 0 });
  await made.run(
    "kubectl create deployment web --image=gasbugs/http-go --replicas=2 --port=8080; kubectl expose deployment web --port=80 --target-port=8080; kubectl run site --image=nginx --port=80; kubectl apply -f objects.yaml; kubectl wait pods --all --for=condition=Ready --timeout=60s",
    { files: { "objects.yaml": OBJECTS } },
  );
  return made;
}

const listening = (local: string, remote: string): string =>
  `Forwarding from 127.0.0.1:${local} -> ${remote}\nForwarding from [::1]:${local} -> ${remote}\n`;
const taken = (port: number, ...ends: string[]): string =>
  `Unable to listen on port ${port}: Listeners failed to create with the following errors: [${ends.map((end) => `unable to create listener: Error listen ${end}: bind: address already in use`).join(" ")}]\n`;
const both = (port: number): string[] => [`tcp4 127.0.0.1:${port}`, `tcp6 [::1]:${port}`];

describe("kubectl port-forward", () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await newCluster();
  });
  afterAll(() => cluster.close());
  const forward = async (args: string) => cluster.run(`timeout 2 kubectl port-forward ${args}`);

  test.each([
    ["svc/web 38080:80", listening("38080", "8080")],
    ["svc/named 38081:web", listening("38081", "80")],
    ["svc/named 38081:90", listening("38081", "90")],
    ["svc/named web", listening("8000", "80")],
    ["svc/headless 38081:8000", listening("38081", "8000")],
    ["pod/named 38082:http", listening("38082", "80")],
    ["named 38083:80 38084:81", listening("38083", "80") + listening("38084", "81")],
    ["deployment/web 38085:8080", listening("38085", "8080")],
    ["pod/named 8085:80:3", listening("8085", "8085")],
    ["pod/named 38085:80 --address localhost", listening("38085", "80")],
    ["pod/named 38085:80 --address 0.0.0.0", "Forwarding from 0.0.0.0:38085 -> 80\n"],
    ["pod/named 38085:80 --address 127.0.0.1,localhost", listening("38085", "80")],
    ["pod/named 38085:80 --address ::1", "Forwarding from [::1]:38085 -> 80\n"],
  ])("%s", async (args, stdout) => {
    expect(await forward(args)).toEqual({ stdout, stderr: "", exitCode: 124 });
  });

  test.each([
    ["svc/web 38080:http", "error: Service 'web' does not have a named port 'http'\n"],
    ["svc/named 38081:other", "error: Pod 'named' does not have a named port 'nope'\n"],
    ["svc/named 38081", "error: Service named does not have a service port 38081\n"],
    [
      "svc/nosel 38080:80",
      "error: cannot attach to *v1.Service: invalid service 'nosel': Service is defined without a selector\n",
    ],
    ["svc/empty 38080:80 --pod-running-timeout=1s", "error: timed out waiting for the condition\n"],
    ["pod/named 38082:nope", "error: Pod 'named' does not have a named port 'nope'\n"],
    ["pod/named 38082:dns", "error: UDP protocol is not supported for dns\n"],
    [
      "deployment/web 99999:80",
      `error: error parsing local port '99999': strconv.ParseUint: parsing "99999": value out of range\n`,
    ],
    [
      "pod/named 38085:99999",
      `error: error parsing remote port '99999': strconv.ParseUint: parsing "99999": value out of range\n`,
    ],
    ["pod/named 38085:0", "error: remote port must be > 0\n"],
    ["pod/named 80a", "error: Pod 'named' does not have a named port '80a'\n"],
    ["pod/named :", "error: Pod 'named' does not have a named port ''\n"],
    [
      "pod/named",
      "error: TYPE/NAME and list of ports are required for port-forward\nSee 'kubectl port-forward -h' for help and examples\n",
    ],
    ["nope 80", 'Error from server (NotFound): pods "nope" not found\n'],
    ["pod/named 38085:80 --address foo", "error: foo is not a valid IP\n"],
    ["pod/named 38085:80 --address=", "error: you must specify at least 1 address\n"],
    [
      "pod/named 38085:80 --pod-running-timeout=0s",
      "error: --pod-running-timeout must be higher than zero\nSee 'kubectl port-forward -h' for help and examples\n",
    ],
    [
      "pod/named 38085:80 --address 10.9.9.9",
      "Unable to listen on port 38085: Listeners failed to create with the following errors: [unable to create listener: Error listen tcp4 10.9.9.9:38085: bind: cannot assign requested address]\nerror: unable to listen on any of the requested ports: [{38085 80}]\n",
    ],
  ])("%s fails", async (args, stderr) => {
    expect(await forward(args)).toEqual({ stdout: "", stderr, exitCode: 1 });
  });

  test("takes any free port, the same one with the same seed", async () => {
    const first = (await forward("pod/named :http")).stdout;
    const [, port = ""] = /^Forwarding from 127\.0\.0\.1:(\d+) -> 80\n/.exec(first) ?? [];
    expect(first).toBe(listening(port, "80"));
    expect(Number(port)).toBeGreaterThanOrEqual(32_768);
    const again = await newCluster();
    expect((await again.run("timeout 2 kubectl port-forward pod/named :http")).stdout).toBe(first);
    await again.close();
  });

  test("says which ports somebody else has, and goes on with the others", async () => {
    const { stdout, stderr } = await cluster.run(
      "kubectl port-forward named 38090:80 & sleep 1; kubectl port-forward svc/web 38090:80; echo $?; timeout 2 kubectl port-forward site 38090:80 38091:80; echo $?; timeout 2 kubectl port-forward named 38092:80 38092:81; kill %1",
    );
    expect(stdout).toBe(
      `${listening("38090", "80")}1\n${listening("38091", "80")}124\n${listening("38092", "80")}`,
    );
    expect(stderr).toBe(
      `${taken(38_090, ...both(38_090))}error: unable to listen on any of the requested ports: [{38090 8080}]\n${taken(38_090, ...both(38_090))}${taken(38_092, ...both(38_092))}`,
    );
  });

  test("reaches one Pod of the Service, and stays with it", async () => {
    const { stdout } = await cluster.run(
      "kubectl port-forward svc/web 8080:80 >/dev/null & sleep 1; for i in 1 2 3 4; do curl -s localhost:8080; curl -s 127.0.0.1:8080; done | sort | uniq -c; kill $!; wait $!; echo $?; curl -s localhost:8080; echo $?",
    );
    expect(stdout).toMatch(/^ +8 Welcome! web-\w+-\w+\n143\n7\n$/);
  });

  test("counts connections, not requests, and is there for this machine alone", async () => {
    const { stdout } = await cluster.run(
      "kubectl port-forward site 8080:80 & sleep 1; curl -s -o /dev/null localhost:8080 -o /dev/null localhost:8080; kubectl exec site -- curl -s -m 2 localhost:8080; echo $?; kubectl exec site -- curl -s -m 2 172.18.0.1:8080; echo $?; kill %1",
    );
    expect(stdout).toBe(`${listening("8080", "80")}Handling connection for 8080\n7\n7\n`);
    expect(
      (
        await cluster.run(
          "kubectl port-forward site 8080:80 --address 0.0.0.0 >/dev/null & sleep 1; kubectl exec site -- curl -s 172.18.0.1:8080; kill %1",
        )
      ).stdout,
    ).toContain("Welcome to nginx!");
  });

  test("fills the file behind it while it goes on", async () => {
    const { stdout } = await cluster.run(
      "kubectl port-forward site 8080:80 > pf.log 2>&1 & sleep 1; curl -s -o /dev/null localhost:8080; cat pf.log; kill %1; wait; cat pf.log",
    );
    const log = `${listening("8080", "80")}Handling connection for 8080\n`;
    expect(stdout).toBe(log + log);
  });

  test("needs more rights for the low ports", async () => {
    expect((await forward("site 80")).stderr).toContain(
      "Error listen tcp4 127.0.0.1:80: bind: permission denied unable to create listener",
    );
  });

  test("ends when nothing listens on the Pod's port", async () => {
    const { stdout, stderr } = await cluster.run(
      "kubectl port-forward site 38092:81 & sleep 1; curl -sS localhost:38092; echo $?; wait $!; echo $?",
    );
    expect(stdout).toBe(`${listening("38092", "81")}Handling connection for 38092\n52\n1\n`);
    expect(stderr).toMatch(
      /^E\d{4} [\d:.]+ +\d+ portforward\.go:424\] "Unhandled Error" err="an error occurred forwarding 38092 -> 81: error forwarding port 81 to pod [0-9a-f]{64}, uid : failed to execute portforward in network namespace \\"\/var\/run\/netns\/cni-[-0-9a-f]+\\": failed to connect to localhost:81 inside namespace \\"[0-9a-f]{64}\\", IPv4: dial tcp4 127\.0\.0\.1:81: connect: connection refused IPv6 dial tcp6 \[::1\]:81: connect: connection refused "\n(?:error: lost connection to pod\ncurl: \(52\) Empty reply from server\n|curl: \(52\) Empty reply from server\nerror: lost connection to pod\n)$/,
    );
  });

  test("without & a script waits for it no longer than a command may, and is told what to do", async () => {
    const { stderr, exitCode } = await cluster.run("kubectl port-forward site 8080:80");
    expect(stderr).toMatch(
      /^error: stopped after 1h0m0s of simulated time \(waitMax\): .*; put & behind the command, and the script goes on beside it\n$/,
    );
    expect(exitCode).toBe(1);
  });

  test("at a terminal Ctrl-C ends it", async () => {
    let written = "";
    const keys = ["x", "\u0003"];
    const terminal = {
      write: (text: string) => {
        written += text;
      },
      read: async () => keys.shift(),
    };
    expect(await cluster.run("kubectl port-forward site 8080:80", { terminal })).toMatchObject({
      stdout: listening("8080", "80"),
      exitCode: 0,
    });
    expect(written).toBe("^C\r\n");
    expect((await cluster.run("curl -s localhost:8080")).exitCode).toBe(7);
  });
});

test("a forwarded port does not follow the Service: when its Pod is deleted, the next connection is the last", async () => {
  const cluster = await newCluster();
  const { stdout, stderr } = await cluster.run(`kubectl port-forward svc/web 8080:80 &
sleep 1
first=$(curl -s localhost:8080 | cut -d' ' -f2)
kubectl delete pod $first --wait
kubectl rollout status deployment/web >/dev/null
kill -0 $! && echo still there
curl -sS localhost:8080
echo $?
wait $!
echo $?
curl -s localhost:8080
echo $?`);
  expect(stdout).toMatch(
    /Handling connection for 8080\npod "web-\S+" deleted\nstill there\nHandling connection for 8080\n52\n1\n7\n$/,
  );
  expect(stderr).toMatch(/network namespace for sandbox \\"[0-9a-f]{64}\\" is closed"\n/);
  await cluster.close();
});
