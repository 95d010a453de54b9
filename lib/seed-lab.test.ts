/** The study note's lab, from the first command to the last: as repaired, and as written with its slips. */
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { type Cluster, type ClusterOptions, createCluster } from "./cluster.ts";

const manifest = (name: string): string =>
  readFileSync(new URL(`../notebooks/files/${name}`, import.meta.url), "utf8");
const files = {
  "http-go-deploy-v1.yml": manifest("http-go-deploy-v1.yml"),
  "http-go-svc.yaml": manifest("http-go-svc.yaml"),
  "my-service-endpoints.yaml": manifest("my-service-endpoints.yaml"),
};

const open: Cluster[] = [];
afterEach(async () => {
  for (const cluster of open.splice(0)) await cluster.close();
});

type Run = (script: string) => Promise<{ stdout: string; stderr: string; exitCode: number }>;

async function start(options: ClusterOptions = {}): Promise<Run> {
  const cluster = await createCluster(options);
  open.push(cluster);
  return (script) => cluster.run(script, { files });
}

const field = (description: string, name: string): string =>
  new RegExp(`^${name}:[ ]*(.*)$`, "m").exec(description)?.[1] ?? "no such field";
const lines = (text: string): string[] => text.trimEnd().split("\n");
const welcomes = (text: string): string[] => lines(text).filter((line) => line.startsWith("Welcome!"));

const TEN_WGETS = `kubectl run -i --rm --image=busybox bash <<EOF
for i in 1 2 3 4 5 6 7 8 9 10; do wget -O- -q $IP:80; done
EOF`;
const STICK = `KUBE_EDITOR="sed -i 's/sessionAffinity: None/sessionAffinity: ClientIP/'" kubectl edit svc http-go-svc`;
const READ_IP = "IP=$(kubectl get svc http-go-svc -o jsonpath='{.spec.clusterIP}')";
const ASK_OUTSIDE = "for i in 1 2 3 4; do kubectl exec deploy/http-go -- curl -s my-service; done";

const WHOLE_LAB = `
kubectl create -f http-go-svc.yaml
kubectl describe svc http-go-svc
kubectl scale deploy http-go --replicas=5
kubectl describe svc http-go-svc
${READ_IP}
${TEN_WGETS}
${STICK}
${TEN_WGETS}
kubectl apply -f my-service-endpoints.yaml
${ASK_OUTSIDE}
`;

describe.each([1, 7, 42])("the repaired lab, seed %i", (seed) => {
  it("shows what the note promises", async () => {
    const run = await start({ seed });
    const created = await run("kubectl create -f http-go-svc.yaml");
    expect(created).toEqual({
      stdout: "service/http-go-svc created\ndeployment.apps/http-go created\n",
      stderr: "",
      exitCode: 0,
    });
    await run("kubectl rollout status deploy/http-go");

    const one = (await run("kubectl describe svc http-go-svc")).stdout;
    expect(field(one, "Endpoints")).toMatch(/^10\.244\.\d+\.\d+:8080$/);

    await run("kubectl scale deploy http-go --replicas=5; kubectl rollout status deploy/http-go");
    const five = (await run("kubectl describe svc http-go-svc")).stdout;
    expect(field(five, "Endpoints")).toMatch(
      /^(10\.244\.\d+\.\d+:8080,){2}10\.244\.\d+\.\d+:8080 \+ 2 more\.\.\.$/,
    );
    expect(field(five, "IP")).toBe(field(one, "IP"));

    const balanced = welcomes((await run(`${READ_IP}\n${TEN_WGETS}`)).stdout);
    expect(balanced).toHaveLength(10);
    expect(new Set(balanced).size).toBe(5);
    expect(new Set(balanced.slice(0, 5))).toEqual(new Set(balanced.slice(5)));

    expect(await run(STICK)).toEqual({ stdout: "service/http-go-svc edited\n", stderr: "", exitCode: 0 });
    const sticky = welcomes((await run(`${READ_IP}\n${TEN_WGETS}`)).stdout);
    expect(sticky).toHaveLength(10);
    expect(new Set(sticky).size).toBe(1);

    const applied = await run("kubectl apply -f my-service-endpoints.yaml");
    expect(applied.stdout).toBe("service/my-service created\nendpoints/my-service created\n");
    expect(applied.stderr).toBe(
      "Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice\n",
    );
    const outside = (await run(ASK_OUTSIDE)).stdout;
    const titles = [...outside.matchAll(/<title>(.*)<\/title>/g)].map(([, title]) => title);
    expect(titles).toHaveLength(4);
    expect(new Set(titles)).toEqual(new Set(["302 Found", "301 Moved Permanently"]));
    expect(titles[0]).toBe(titles[2]);
    expect(titles[0]).not.toBe(titles[1]);
    expect(outside).toContain("Apache/2.4.52 (Ubuntu) Server at my-service Port 80");
  });
});

describe("the note as written", () => {
  it.each([
    [
      "kubectl run --it --rm --image=busybox --bash",
      "error: unknown flag: --it\nSee 'kubectl run --help' for usage.\n",
    ],
    [
      "kubectl run -it --rm --image=busybox --bash",
      "error: unknown flag: --bash\nSee 'kubectl run --help' for usage.\n",
    ],
    [
      "kubectl run -it --rm --image=busybox",
      "error: NAME is required for run\nSee 'kubectl run -h' for help and examples\n",
    ],
    ["kubectl edit http-go-svc", 'error: the server doesn\'t have a resource type "http-go-svc"\n'],
    [
      "kubectl exec -it http-go -- curl my-service",
      'Error from server (NotFound): pods "http-go" not found\n',
    ],
    [
      "kubectl exec http-go curl x",
      "error: exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\nSee 'kubectl exec -h' for help and examples\n",
    ],
  ])("%s", async (command, stderr) => {
    const run = await start();
    await run("kubectl create -f http-go-svc.yaml");
    expect(await run(command)).toEqual({ stdout: "", stderr, exitCode: 1 });
  });

  it("part D on top of part B: the Service is made, the Deployment is refused, and nobody stands behind the Service", async () => {
    const run = await start();
    await run("kubectl create -f http-go-deploy-v1.yml; kubectl expose deploy http-go");
    expect(await run("kubectl create -f http-go-svc.yaml")).toEqual({
      stdout: "service/http-go-svc created\n",
      stderr:
        'Error from server (AlreadyExists): error when creating "http-go-svc.yaml": deployments.apps "http-go" already exists\n',
      exitCode: 1,
    });
    expect(field((await run("kubectl describe svc http-go-svc")).stdout, "Endpoints")).toBe("");
    await run("kubectl run client --image=busybox -- sleep 1d");
    const refused = await run("kubectl exec client -- wget -O- -q http-go-svc");
    expect(refused.stderr).toMatch(
      /^wget: can't connect to remote host \(10\.\d+\.\d+\.\d+\): Connection refused\ncommand terminated with exit code 1\n$/,
    );
    expect(refused.exitCode).toBe(1);
  });

  it("a Pod called my-service finds itself first", async () => {
    const run = await start();
    await run("kubectl apply -f my-service-endpoints.yaml; kubectl run my-service --image=gasbugs/http-go");
    expect(await run("kubectl exec my-service -- curl -sS my-service")).toEqual({
      stdout: "",
      stderr:
        "curl: (7) Failed to connect to my-service port 80: Connection refused\ncommand terminated with exit code 7\n",
      exitCode: 7,
    });
    expect((await run("kubectl exec my-service -- curl -s my-service.default")).stdout).toContain("<title>");
  });
});

describe("time", () => {
  it("moves for a script that polls without a pause", async () => {
    const run = await start({ pace: 0 });
    const { stdout } = await run(
      "kubectl create -f http-go-svc.yaml >/dev/null; until kubectl get pods | grep -q Running; do :; done; kubectl get pods --no-headers",
    );
    expect(stdout).toMatch(/^http-go-\S+ +1\/1 +Running +0 +\ds\n$/);
  });

  it("shows the race that a person is too slow to see", async () => {
    const run = await start({ pace: 0 });
    const { stdout } = await run(
      "kubectl create -f http-go-svc.yaml >/dev/null; sleep 0.3; kubectl get pods --no-headers",
    );
    expect(stdout).toMatch(/0\/1 +(Pending|ContainerCreating)/);
  });
});

describe("one seed is one history", () => {
  it("prints the same bytes twice, and other names and addresses for another seed", async () => {
    const print = async (seed: number): Promise<string> => {
      const run = await start({ seed });
      const { stdout, stderr, exitCode } = await run(
        `${WHOLE_LAB}\nkubectl get all,ep,endpointslices,events -A -o wide`,
      );
      expect(exitCode).toBe(0);
      return `${stdout}\n---\n${stderr}`;
    };
    const [first, again, other] = [await print(7), await print(7), await print(8)];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(welcomes(other)).toHaveLength(welcomes(first).length);
  });
});
