// Every real kubectl forwards ports: through a WebSocket from 1.31 on, over SPDY alone before and where it is told to.
import { execFile } from "node:child_process";
import { createConnection } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Cluster, createCluster } from "../cluster.ts";
import {
  findRealKubectls,
  type RealKubectl,
  type Run,
  runnerOf,
  type Started,
  startKubectl,
} from "./testing/real-kubectl.ts";

const found = findRealKubectls();
const newest = found.at(-1);
const carriers = found.flatMap((kubectl) => {
  const alone = {
    ...kubectl,
    carrier: "SPDY alone",
    isTunnel: false,
    env: { KUBECTL_PORT_FORWARD_WEBSOCKETS: "false" },
  };
  const isNew = Number(kubectl.version.split(".")[1]) >= 31;
  return isNew ? [{ ...alone, carrier: "SPDY in a WebSocket", isTunnel: true, env: {} }, alone] : [alone];
});

let cluster: Cluster;
let kubeconfig: string;
let kubectl: Run;
const started: Started[] = [];

beforeAll(async () => {
  cluster = await createCluster();
  ({ kubeconfig } = await cluster.serve());
  if (newest === undefined) return;
  kubectl = runnerOf(newest, kubeconfig);
  await Promise.all([
    kubectl("create deployment web --image=gasbugs/http-go --replicas=2 --port=8080"),
    kubectl("run site --image=nginx --port=80"),
    kubectl("run client --image=registry.k8s.io/e2e-test-images/agnhost:2.53 -- netexec"),
  ]);
  await kubectl("expose deployment web --port=80 --target-port=8080");
  await kubectl("wait pods --all --for=condition=Ready --timeout=20s");
});
afterAll(() => cluster.close());
// A test that fails leaves no process behind either.
afterEach(() => Promise.all(started.splice(0).map((one) => one.stop())));

function forward(version: RealKubectl, args: string, env: Readonly<Record<string, string>> = {}): Started {
  const one = startKubectl(version, kubeconfig, ["port-forward", ...args.split(" ")], env);
  started.push(one);
  return one;
}

/** @returns the port of this machine that leads to a port of the Pod. */
async function localPort(one: Started, remote: number): Promise<number> {
  const [, port] = await one.prints(new RegExp(`Forwarding from 127\\.0\\.0\\.1:(\\d+) -> ${remote}\\n`));
  return Number(port);
}

function curl(args: string): Promise<string> {
  return new Promise((resolve) => {
    execFile("curl", ["-s", "-m", "10", ...args.split(" ")], { encoding: "utf8" }, (error, stdout) =>
      resolve(error === null ? stdout : `exit code ${error.code}`),
    );
  });
}

describe.runIf(found.length > 0).each(carriers)(
  "kubectl $version port-forward, $carrier",
  ({ env, isTunnel, ...version }) => {
    it("leads to one Pod, to one of a Deployment, to one of a Service", async () => {
      for (const [target, remote, port] of [
        ["deployment/web", "8080", 8080],
        ["service/web", "80", 8080],
      ] as const) {
        const one = forward(version, `${target} :${remote}`, env);
        const local = await localPort(one, port);
        const answers = await Promise.all([1, 2, 3, 4].map(() => curl(`http://127.0.0.1:${local}/`)));
        expect(answers[0]).toMatch(/^Welcome! web-\w+-\w{5}\n$/);
        expect(new Set(answers).size).toBe(1);
        expect(one.printed().match(new RegExp(`Handling connection for ${local}\n`, "g"))).toHaveLength(4);
        await one.stop();
      }
    });

    it("carries what curl can think of, on one connection and on many", async () => {
      const one = forward(version, "pod/site :80 -v=4", env);
      const url = `http://127.0.0.1:${await localPort(one, 80)}/`;
      // It would try the one way when the other fails, and say so to nobody who does not ask.
      expect(one.printed().includes("negotiated protocol: portforward.k8s.io")).toBe(isTunnel);
      expect(one.printed()).not.toContain("fallback");
      expect(await curl(`-i ${url}`)).toMatch(
        /^HTTP\/1\.1 200 OK\r\nServer: nginx\/[\d.]+\r\nDate: [^\r]+\r\nContent-Type: text\/html\r\nContent-Length: \d+\r\n.*<\/html>\n$/s,
      );
      expect(await curl(`-I ${url}`)).toMatch(/^HTTP\/1\.1 200 OK\r\n.*\r\n\r\n$/s);
      expect(await curl(`-o /dev/null -o /dev/null -w %{http_code}/%{num_connects}, ${url} ${url}nope`)).toBe(
        "200/1,404/0,",
      );
      expect(
        await curl(
          `-w %{http_code} -o /dev/null -X POST -H Expect:100-continue -d ${"x".repeat(100_000)} ${url}`,
        ),
      ).toBe("405");
    });

    it("opens two ports at a time, each with a number of its own on this machine, at the address that was asked for", async () => {
      const one = forward(version, "--address=127.0.0.1 pod/client :8080 :8081", env);
      const local = await localPort(one, 8080);
      await one.prints(/Forwarding from 127\.0\.0\.1:\d+ -> 8081\n/);
      expect(one.printed()).not.toContain("::1");
      expect(await curl(`http://127.0.0.1:${local}/clientip`)).toMatch(/^127\.0\.0\.1:\d+$/);
    });

    it("says in the words of the container runtime that nothing listens, and ends", async () => {
      const one = forward(version, "pod/site :81", env);
      expect(await curl(`http://127.0.0.1:${await localPort(one, 81)}/`)).toMatch(/^exit code 5[26]$/); // an empty reply, or a reset, whichever curl sees first
      expect(await one.ended).toBe(1);
      const words = one.printed().replaceAll('\\"', '"');
      expect(words).toMatch(
        /an error occurred forwarding (\d+) -> 81: error forwarding port 81 to pod [0-9a-f]{64}, uid : failed to execute portforward/,
      );
      expect(words).toContain(
        "IPv4: dial tcp4 127.0.0.1:81: connect: connection refused IPv6 dial tcp6 [::1]:81: connect: connection refused",
      );
      expect(words).toMatch(/\nerror: lost connection to pod\n$/);
    });
  },
);

describe.runIf(newest !== undefined)(`kubectl ${newest?.version} port-forward`, () => {
  const version = newest as RealKubectl;

  it("learns from its next connection that the Pod is gone, and ends", async () => {
    await kubectl("run gone --image=nginx");
    await kubectl("wait pod/gone --for=condition=Ready --timeout=20s");
    const one = forward(version, "pod/gone :80");
    const url = `http://127.0.0.1:${await localPort(one, 80)}/`;
    expect(await curl(url)).toContain("Welcome to nginx!");
    await kubectl("delete pod gone --grace-period=1");
    expect(await curl(url)).toMatch(/^exit code 5[26]$/); // an empty reply, or a reset, whichever curl sees first
    expect(await one.ended).toBe(1);
    expect(one.printed()).toMatch(
      /uid : network namespace for sandbox \\"[0-9a-f]{64}\\" is closed"\nerror: lost connection to pod\n$/,
    );
  });

  it("is cut when the listener closes", async () => {
    const other = await cluster.serve();
    const one = startKubectl(version, other.kubeconfig, ["port-forward", "pod/site", ":80"]);
    await localPort(one, 80);
    await other.close();
    expect(await one.ended).toBe(1);
    expect(one.printed()).toMatch(/error: lost connection to pod\n$/);
  });

  it("answers what is no HTTP as the Pod's server would, and goes on", async () => {
    const one = forward(version, "pod/site :80");
    const port = await localPort(one, 80);
    const answer = await new Promise<string>((resolve) => {
      let text = "";
      const socket = createConnection(port, "127.0.0.1", () => socket.write("rubbish\r\n\r\n"));
      socket.on("data", (piece) => {
        text += piece;
      });
      socket.on("close", () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(await curl(`http://127.0.0.1:${port}/`)).toContain("Welcome to nginx!");
  });

  it("refuses what the API server refuses, in its words", async () => {
    const run = async (args: string): Promise<string> => (await kubectl(`port-forward ${args}`)).stderr;
    expect(await run("pod/nobody 80")).toBe('Error from server (NotFound): pods "nobody" not found\n');
    expect(await run("service/web 8080")).toBe("error: Service web does not have a service port 8080\n");
    await kubectl(["run", "later", "--image=nginx", '--overrides={"spec":{"nodeSelector":{"no":"where"}}}']);
    expect(await run("pod/later 80")).toBe(
      "error: unable to forward port because pod is not running. Current status=Pending\n",
    );
  });
});
