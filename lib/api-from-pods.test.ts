/** The API server as Pods meet it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cluster, createCluster } from "./cluster.ts";

let cluster: Cluster;
beforeAll(async () => {
  cluster = await createCluster({ seed: 1 });
  await cluster.run(
    "kubectl run client --image=nicolaka/netshoot -- sleep 1d; kubectl run box --image=busybox -- sleep 1d; kubectl wait --for=condition=Ready pod/client pod/box",
  );
});
afterAll(() => cluster.close());

const FOLDER = "/var/run/secrets/kubernetes.io/serviceaccount";
const inPod = async (command: string, pod = "client") => {
  const { stdout, stderr } = await cluster.run(`kubectl exec ${pod} -- ${command}`);
  return stdout + stderr.replace(/command terminated.*\n/, "");
};

describe("without credentials", () => {
  test("its version and its health are there", async () => {
    expect(JSON.parse(await inPod("curl -sk https://kubernetes.default/version"))).toMatchObject({
      major: "1",
      minor: "33",
    });
    for (const path of ["healthz", "livez", "readyz"])
      expect(await inPod(`curl -sk https://kubernetes.default.svc/${path}`)).toBe("ok");
    expect(await inPod("wget -qO- --no-check-certificate https://10.96.0.1/healthz", "box")).toMatch(/^ok/);
  });

  test.each([
    ["/", 'forbidden: User \\"system:anonymous\\" cannot get path \\"/\\"'],
    [
      "/api/v1/namespaces/default/pods",
      'pods is forbidden: User \\"system:anonymous\\" cannot list resource \\"pods\\" in API group \\"\\" in the namespace \\"default\\"',
    ],
    ["/apis", 'forbidden: User \\"system:anonymous\\" cannot get path \\"/apis\\"'],
  ])("all else is forbidden: %s", async (path, message) => {
    const answer = await inPod(`curl -sk -w '%{http_code}' https://kubernetes.default${path}`);
    expect(answer).toContain(message);
    expect(answer).toMatch(/"code": 403\n\}\n?403$/);
  });
});

describe("with the token of the service account", () => {
  const ask = (path: string) =>
    inPod(
      `sh -c 'curl -s --cacert ${FOLDER}/ca.crt -H "Authorization: Bearer $(cat ${FOLDER}/token)" https://kubernetes.default${path}'`,
    );

  test("it says what there is, and refuses by name", async () => {
    expect(JSON.parse(await ask("/api"))).toMatchObject({ kind: "APIVersions", versions: ["v1"] });
    expect(await ask("/api/v1/namespaces/default/secrets")).toContain(
      'secrets is forbidden: User \\"system:serviceaccount:default:default\\" cannot list resource \\"secrets\\" in API group \\"\\" in the namespace \\"default\\"',
    );
  });

  const review = async (kind: string, spec: object, group = "authorization.k8s.io") => {
    const body = JSON.stringify({ apiVersion: `${group}/v1`, kind, spec }).replaceAll('"', '\\"');
    const header = "-H 'Content-Type: application/json'".replaceAll("'", '"');
    return JSON.parse(await ask(`/apis/${group}/v1/${kind.toLowerCase()}s ${header} -d "${body}"`)) as {
      readonly status: Readonly<Record<string, unknown>>;
    };
  };

  test.each<[object, object]>([
    [{ resourceAttributes: { verb: "list", resource: "secrets", namespace: "default" } }, { allowed: false }],
    [
      { nonResourceAttributes: { verb: "get", path: "/api" } },
      {
        allowed: true,
        reason:
          'RBAC: allowed by ClusterRoleBinding "system:discovery" of ClusterRole "system:discovery" to Group "system:authenticated"',
      },
    ],
    [{ nonResourceAttributes: { verb: "get", path: "/metrics" } }, { allowed: false }],
  ])("it learns whether it may: %j", async (spec, status) => {
    expect(await review("SelfSubjectAccessReview", spec)).toMatchObject({ spec, status });
  });

  test("it learns all that it may, and who it is", async () => {
    const { status: rules } = await review("SelfSubjectRulesReview", { namespace: "default" });
    expect(rules.resourceRules).toContainEqual({
      verbs: ["create"],
      apiGroups: ["authentication.k8s.io"],
      resources: ["selfsubjectreviews"],
    });
    expect((await review("SelfSubjectReview", {}, "authentication.k8s.io")).status).toMatchObject({
      userInfo: {
        username: "system:serviceaccount:default:default",
        groups: ["system:serviceaccounts", "system:serviceaccounts:default", "system:authenticated"],
        extra: { "authentication.kubernetes.io/pod-name": ["client"] },
      },
    });
  });

  test("of nobody it takes none", async () => {
    expect(await inPod('curl -sk -H "Authorization: Bearer x" https://kubernetes.default/version')).toMatch(
      /"message": "Unauthorized"/,
    );
  });
});

describe("its certificate", () => {
  test("is believed with ca.crt, by each of its names and addresses", async () => {
    for (const host of ["kubernetes", "kubernetes.default.svc.cluster.local", "10.96.0.1", "172.18.0.2:6443"])
      expect(await inPod(`curl -s --cacert ${FOLDER}/ca.crt https://${host}/healthz`)).toBe("ok");
  });

  test("is doubted without it", async () => {
    expect(await inPod("curl -sS https://kubernetes.default/healthz")).toMatch(
      /^curl: \(60\) SSL certificate problem: unable to get local issuer certificate\n/,
    );
  });

  test("is not shown to who speaks plain HTTP", async () => {
    expect(await inPod("curl -s http://kubernetes.default:443/healthz")).toBe(
      "Client sent an HTTP request to an HTTPS server.\n",
    );
  });
});
