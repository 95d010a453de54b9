// Drives the real kubectl, every version found on this machine, against a served cluster.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cluster, createCluster } from "../cluster.ts";
import { findRealKubectls, type Run, type RunOptions, runnerOf } from "./testing/real-kubectl.ts";

const found = findRealKubectls();
const newest = found.at(-1);

it("is on this machine; CI must have one", (context) => {
  if (found.length === 0 && process.env.CI === undefined)
    context.skip("no kubectl in PATH: install one to measure the served API with it");
  expect(found).not.toEqual([]);
});

let cluster: Cluster;
let kubeconfig: string;
let kubectl: Run;

beforeAll(async () => {
  cluster = await createCluster();
  ({ kubeconfig } = await cluster.serve());
  if (newest !== undefined) kubectl = runnerOf(newest, kubeconfig);
});
afterAll(() => cluster.close());

/** What a terminal shows of a command that succeeds. */
async function out(args: string | readonly string[], options?: RunOptions): Promise<string> {
  const { stdout, stderr, exitCode } = await kubectl(args, options);
  expect({ exitCode, stderr: exitCode === 0 ? "" : stderr }).toEqual({ exitCode: 0, stderr: "" });
  return stdout + stderr;
}

/** What a terminal shows of a command that fails. */
async function failure(args: string | readonly string[], options?: RunOptions): Promise<string> {
  const { stdout, stderr, exitCode } = await kubectl(args, options);
  expect(exitCode, stdout).not.toBe(0);
  return stdout + stderr;
}

const manifest = (...objects: object[]): string =>
  objects.map((object) => JSON.stringify(object)).join("\n---\n");
const configMap = (name: string, data: object): object => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name },
  data,
});
const apply = (objects: readonly object[], ...flags: string[]) =>
  [["apply", "-f", "-", ...flags], { stdin: manifest(...objects) }] as const;

describe.runIf(newest !== undefined).sequential(`kubectl ${newest?.version}`, () => {
  it("creates from flags, and what it creates becomes ready", async () => {
    expect(await out("create deployment web --image=nginx --replicas=2 --port=80")).toBe(
      "deployment.apps/web created\n",
    );
    expect(await out("create service clusterip web --tcp=80:80")).toBe("service/web created\n");
    expect(await out("create service nodeport np --tcp=80 --node-port=30080")).toBe("service/np created\n");
    expect(await out("create service externalname en --external-name=example.com")).toBe(
      "service/en created\n",
    );
    expect(await out("create namespace shop")).toBe("namespace/shop created\n");
    expect(await out("create configmap words --from-literal=a=b")).toBe("configmap/words created\n");
    expect(await out("create secret generic quiet --from-literal=a=b")).toBe("secret/quiet created\n");
    expect(await out("create serviceaccount robot")).toBe("serviceaccount/robot created\n");
    expect(await out(["create", "ingress", "way", "--class=nginx", "--rule=shop.example/=web:80"])).toBe(
      "ingress.networking.k8s.io/way created\n",
    );
    expect(await failure("create service clusterip web --tcp=80:80")).toBe(
      'error: failed to create ClusterIP service: services "web" already exists\n',
    );
    expect(await out("rollout status deployment/web --timeout=20s")).toMatch(
      /deployment "web" successfully rolled out\n$/,
    );
    expect(await out("wait deployment/web --for=condition=Available --timeout=10s")).toBe(
      "deployment.apps/web condition met\n",
    );
    expect(await out("wait deployment/web --for=jsonpath={.status.readyReplicas}=2 --timeout=10s")).toBe(
      "deployment.apps/web condition met\n",
    );
  });

  it("stores what flags did not say as the real server does: not at all, or as a default", async () => {
    const { spec } = JSON.parse(await out("get deployment web -o json"));
    expect(Object.keys(spec)).toEqual([
      "progressDeadlineSeconds",
      "replicas",
      "revisionHistoryLimit",
      "selector",
      "strategy",
      "template",
    ]);
    expect(spec.template.spec.containers).toEqual([
      {
        image: "nginx",
        imagePullPolicy: "Always",
        name: "nginx",
        ports: [{ containerPort: 80, protocol: "TCP" }],
        resources: {},
        terminationMessagePath: "/dev/termination-log",
        terminationMessagePolicy: "File",
      },
    ]);
  });

  it("gets objects in every form", async () => {
    expect(await out("get service web -o wide")).toMatch(
      /^NAME +TYPE +CLUSTER-IP +EXTERNAL-IP +PORT\(S\) +AGE +SELECTOR\nweb +ClusterIP +10\.\S+ +<none> +80\/TCP +\d+s +app=web\n$/,
    );
    expect(await out("get pods -l app=web -o name")).toMatch(/^(pod\/web-\w+-\w{5}\n){2}$/);
    expect(await out("get service np -o yaml")).toMatch(
      /^apiVersion: v1\nkind: Service\nmetadata:\n {2}creationTimestamp: "/,
    );
    expect(JSON.parse(await out("get services -o json"))).toMatchObject({
      kind: "List",
      items: expect.any(Array),
    });
    expect(await out("get service en -o jsonpath={.spec.externalName}")).toBe("example.com");
    expect(
      await out(["get", "svc", "np", "-o", "go-template={{range .spec.ports}}{{.nodePort}}{{end}}"]),
    ).toBe("30080");
    expect(await out("get svc web np -o custom-columns=N:.metadata.name,T:.spec.type")).toBe(
      "N     T\nweb   ClusterIP\nnp    NodePort\n",
    );
    expect(await out("get pods --show-labels --sort-by=.metadata.name")).toContain(
      "app=web,pod-template-hash=",
    );
    expect(await out("get all")).toMatch(
      /pod\/web-[\s\S]*service\/web [\s\S]*deployment\.apps\/web [\s\S]*replicaset\.apps\/web-/,
    );
    expect(await out("get pods -A --field-selector=metadata.namespace=default --no-headers")).toMatch(
      /^(default +web-.*\n){2}$/,
    );
    expect(await out("get deploy,svc --chunk-size=1")).toContain("service/web");
    expect(await out("get ingress way")).toMatch(/way +nginx +shop\.example +80 /);
    expect(await failure("get pod nobody")).toBe('Error from server (NotFound): pods "nobody" not found\n');
    expect(await failure("get wombats")).toBe('error: the server doesn\'t have a resource type "wombats"\n');
    expect(await out("get pods -n shop")).toBe("No resources found in shop namespace.\n");
  });

  it("describes objects with what belongs to them", async () => {
    expect(await out("describe service web")).toMatch(
      /Endpoints: +10\.244\.\d+\.\d+:80,10\.244\.\d+\.\d+:80\nSession Affinity: +None/,
    );
    expect(await out("describe deployment web")).toMatch(
      /2 desired \| 2 updated \| 2 total \| 2 available[\s\S]*Scaled up replica set web-\w+ from 0 to 2/,
    );
    expect(await out("describe pods -l app=web")).toMatch(
      /Controlled By: +ReplicaSet\/web-[\s\S]*Successfully pulled image "nginx"[\s\S]*Started container/,
    );
    expect(await out("describe node node-1")).toMatch(
      /Conditions:[\s\S]*Ready +True[\s\S]*Non-terminated Pods/,
    );
    expect(await out("events --for=deployment/web")).toContain("ScalingReplicaSet");
  });

  it("edits what the editor leaves, and nothing when it leaves all as it is", async () => {
    expect(
      await out("edit service web", {
        editor: "sed -i s/sessionAffinity:.None/sessionAffinity:\\ ClientIP/",
      }),
    ).toBe("service/web edited\n");
    expect(
      await out("get service web -o jsonpath={.spec.sessionAffinityConfig.clientIP.timeoutSeconds}"),
    ).toBe("10800");
    expect(await out("edit service web", { editor: "true" })).toBe("Edit cancelled, no changes made.\n");
    const refused = await failure("edit service web", {
      editor: "sed -i s/clusterIP:.*/clusterIP:\\ 10.96.7.7/",
    });
    expect(refused).toMatch(
      /^error: services "web" is invalid\nA copy of your changes has been stored to ".*"\nerror: Edit cancelled, no valid changes were saved\.\n$/,
    );
  });

  it("applies: creates, leaves alone, merges three ways, and reads Lists", async () => {
    expect(await out(...apply([configMap("one", { a: "1", b: "2" }), configMap("two", {})]))).toBe(
      "configmap/one created\nconfigmap/two created\n",
    );
    expect(await out(...apply([configMap("one", { a: "1", b: "2" })]))).toBe("configmap/one unchanged\n");
    await out(["patch", "configmap", "one", "--type=merge", "-p", '{"data":{"c":"3"}}']);
    expect(await out(...apply([configMap("one", { a: "9" })]))).toBe("configmap/one configured\n");
    expect(await out("get configmap one -o jsonpath={.data}")).toBe('{"a":"9","c":"3"}');
    const list = {
      apiVersion: "v1",
      kind: "List",
      items: [configMap("two", { x: "y" }), configMap("three", {})],
    };
    expect(await out(...apply([list]))).toBe("configmap/two configured\nconfigmap/three created\n");
    expect(await out(...apply([configMap("four", {})], "--dry-run=server"))).toBe(
      "configmap/four created (server dry run)\n",
    );
    expect(await failure(["diff", "-f", "-"], { stdin: manifest(configMap("one", { a: "10" })) })).toMatch(
      /- {2}a: "9"\n\+ {2}a: "10"/,
    );
  });

  it("hears what is wrong with a manifest in the words of the server", async () => {
    const wombat = { apiVersion: "example.com/v1", kind: "Wombat", metadata: { name: "w" } };
    expect(await failure(...apply([wombat]))).toBe(
      'error: resource mapping not found for name: "w" namespace: "" from "STDIN": no matches for kind "Wombat" in version "example.com/v1"\nensure CRDs are installed first\n',
    );
    const typo = {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "typo" },
      spec: { selectr: {}, ports: [{ port: 80 }] },
    };
    expect(await failure(...apply([typo]))).toBe(
      'Error from server (BadRequest): error when creating "STDIN": Service in version "v1" cannot be handled as a Service: strict decoding error: unknown field "spec.selectr"\n',
    );
    expect(await out(...apply([typo], "--validate=warn"))).toBe(
      'service/typo created\nWarning: unknown field "spec.selectr"\n',
    );
    const wrong = { ...typo, metadata: { name: "wrong" }, spec: { ports: [{ port: 0, targetPort: 80 }] } };
    expect(await failure(...apply([wrong]))).toBe(
      'The Service "wrong" is invalid: spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive\n',
    );
  });

  it("patches in three ways", async () => {
    const patch = (type: string, body: object) =>
      out(["patch", "service", "np", `--type=${type}`, "-p", JSON.stringify(body)]);
    expect(
      await patch("strategic", {
        spec: {
          ports: [
            { port: 81, name: "more" },
            { port: 80, name: "web" },
          ],
        },
      }),
    ).toBe("service/np patched\n");
    expect(await out("get service np -o jsonpath={.spec.ports[*].port}")).toBe("81 80");
    expect(await patch("merge", { metadata: { labels: { tier: "front" } } })).toBe("service/np patched\n");
    expect(await patch("merge", { metadata: { labels: { tier: "front" } } })).toBe(
      "service/np patched (no change)\n",
    );
    expect(
      await patch("json", [{ op: "replace", path: "/metadata/labels/tier", value: "back" }] as never),
    ).toBe("service/np patched\n");
    expect(await out("label service np tier- kind=test")).toMatch(/service\/np (un)?labeled\n/);
    expect(await out("annotate service np note=hello")).toBe("service/np annotated\n");
    expect(await failure("label service np kind=other")).toContain(
      "'kind' already has a value (test), and --overwrite is false",
    );
  });

  it("scales, exposes, rolls out and rolls back", async () => {
    expect(await out("scale deployment web --replicas=3")).toBe("deployment.apps/web scaled\n");
    expect(await failure("scale deployment web --replicas=4 --current-replicas=9")).toBe(
      "error: Expected replicas to be 9, was 3\n",
    );
    expect(await out("expose deployment web --name=shown --port=8080 --target-port=80")).toBe(
      "service/shown exposed\n",
    );
    expect(await out("set image deployment/web nginx=nginx:1.27")).toBe(
      "deployment.apps/web image updated\n",
    );
    expect(await out("rollout status deployment/web --timeout=30s")).toMatch(/successfully rolled out\n$/);
    expect(await out("rollout history deployment/web")).toMatch(
      /^deployment\.apps\/web \nREVISION {2}CHANGE-CAUSE\n1 +<none>\n2 +<none>\n/,
    );
    expect(await out("rollout history deployment/web --revision=2")).toMatch(/Image:\tnginx:1\.27/);
    expect(await out("rollout undo deployment/web")).toBe("deployment.apps/web rolled back\n");
    expect(await out("rollout restart deployment/web")).toBe("deployment.apps/web restarted\n");
    expect(await out("rollout pause deployment/web")).toBe("deployment.apps/web paused\n");
    expect(await out("rollout resume deployment/web")).toBe("deployment.apps/web resumed\n");
    expect(await out("rollout status deployment/web --timeout=30s")).toMatch(/successfully rolled out\n$/);
  });

  it("explains fields, in words and with what is required", async () => {
    expect(await out("explain service.spec.type")).toMatch(
      /^KIND: {7}Service\nVERSION: {4}v1\n\nFIELD: type <string>\nENUM:\n {4}ClusterIP\n/,
    );
    expect(await out("explain service.spec.ports")).toMatch(/ {2}port\t<integer> -required-\n {4}\w/);
    expect(await out("explain deployments --recursive")).toMatch(/ {2}spec\t<DeploymentSpec>\n/);
    expect(await failure("explain service.spec.wombat")).toMatch(/error: field "wombat" does not exist\n$/);
  });

  it("knows the server: versions, kinds, and that its user may do everything", async () => {
    expect(await out("version")).toMatch(/Server Version: v1\.33\./);
    expect(await out("api-resources --api-group=apps")).toMatch(
      /^NAME +SHORTNAMES +APIVERSION +NAMESPACED +KIND\n[\s\S]*deployments +deploy +apps\/v1 +true +Deployment\n/,
    );
    expect(await out("api-versions")).toContain("discovery.k8s.io/v1\n");
    expect(await out("auth can-i delete pods")).toBe("yes\n");
    expect(await out("auth whoami")).toMatch(/Username +learner/);
    expect(await out("get --raw /readyz")).toBe("ok");
    expect(await out("cluster-info")).toContain("https://127.0.0.1:");
    expect(await failure("get pods --token=wrong")).toContain("You must be logged in to the server");
  });
});
