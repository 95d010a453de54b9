import { describe, expect, it } from "vitest";
import { prepared, ruleContext } from "../testing/faults.ts";
import { type Deployment, deployments } from "./deployment.ts";
import { type Pod, pods } from "./pod.ts";
import { admitPod } from "./pod-admission.ts";

const pod = (spec: object) =>
  prepared<Pod>(pods, {
    metadata: { name: "x" },
    spec: { containers: [{ name: "web", image: "nginx" }], ...spec },
  });
const container = (fields: object) =>
  pod({ automountServiceAccountToken: false, containers: [{ name: "web", image: "nginx", ...fields }] }).spec
    .containers[0];

// As `kubectl get -o yaml` of a 1.33 cluster shows them.
describe("what a server stores of a bare Deployment", () => {
  it("is its template with every default, an empty time, and nothing that only Pods have", () => {
    const manifest = {
      spec: {
        selector: { matchLabels: { a: "b" } },
        template: {
          metadata: { labels: { a: "b" } },
          spec: { containers: [{ name: "web", image: "nginx" }] },
        },
      },
    };
    expect(prepared<Deployment>(deployments, manifest).spec).toEqual({
      progressDeadlineSeconds: 600,
      replicas: 1,
      revisionHistoryLimit: 10,
      selector: { matchLabels: { a: "b" } },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
      template: {
        metadata: { creationTimestamp: null, labels: { a: "b" } },
        spec: {
          containers: [
            {
              name: "web",
              image: "nginx",
              imagePullPolicy: "Always",
              resources: {},
              terminationMessagePath: "/dev/termination-log",
              terminationMessagePolicy: "File",
            },
          ],
          dnsPolicy: "ClusterFirst",
          restartPolicy: "Always",
          schedulerName: "default-scheduler",
          securityContext: {},
          terminationGracePeriodSeconds: 30,
        },
      },
    });
  });
});

describe("a container", () => {
  it.each([
    ["nginx", "Always"],
    ["nginx:latest", "Always"],
    ["nginx:1.27", "IfNotPresent"],
    ["localhost:5000/nginx", "Always"],
    ["localhost:5000/nginx:v1", "IfNotPresent"],
    ["nginx@sha256:0123", "IfNotPresent"],
  ])("of image %s is pulled %s", (image, policy) => {
    expect(container({ image })?.imagePullPolicy).toBe(policy);
  });

  it("has ports over TCP, and probes with their usual patience", () => {
    const probe = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };
    expect(
      container({
        ports: [{ containerPort: 80 }],
        readinessProbe: { httpGet: { port: 80 } },
        livenessProbe: { grpc: { port: 1 }, periodSeconds: 5 },
      }),
    ).toMatchObject({
      ports: [{ containerPort: 80, protocol: "TCP" }],
      readinessProbe: { httpGet: { path: "/", port: 80, scheme: "HTTP" }, ...probe },
      livenessProbe: { grpc: { port: 1, service: "" }, ...probe, periodSeconds: 5 },
    });
  });

  it("asks for what it is limited to", () => {
    expect(
      container({ resources: { limits: { cpu: "1", memory: "1Gi" }, requests: { cpu: "0.5" } } })?.resources
        ?.requests,
    ).toEqual({
      cpu: "500m",
      memory: "1Gi",
    });
  });

  it("reads fields of version v1", () => {
    expect(
      container({ env: [{ name: "A", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }] })?.env?.[0]
        ?.valueFrom?.fieldRef,
    ).toEqual({
      apiVersion: "v1",
      fieldPath: "metadata.name",
    });
  });
});

describe("a Pod", () => {
  it("has the ports of its host when it uses the host's network", () => {
    expect(
      pod({ hostNetwork: true, containers: [{ name: "a", image: "b", ports: [{ containerPort: 80 }] }] }).spec
        .containers[0]?.ports?.[0]?.hostPort,
    ).toBe(80);
  });

  it("has volumes of the usual mode, and an empty directory for one without source", () => {
    const { volumes } = pod({
      automountServiceAccountToken: false,
      volumes: [
        { name: "a" },
        { name: "b", configMap: { name: "c" } },
        { name: "d", hostPath: { path: "/" } },
      ],
    }).spec;
    expect(volumes).toEqual([
      { name: "a", emptyDir: {} },
      { name: "b", configMap: { name: "c", defaultMode: 420 } },
      { name: "d", hostPath: { path: "/", type: "" } },
    ]);
  });

  it("gets its token, tolerations and priority from admission", () => {
    const { spec, status } = pod({});
    const [volume] = spec.volumes ?? [];
    expect(volume?.name).toMatch(/^kube-api-access-[a-z0-9]{5}$/);
    expect(spec.containers[0]?.volumeMounts).toEqual([
      { name: volume?.name, readOnly: true, mountPath: "/var/run/secrets/kubernetes.io/serviceaccount" },
    ]);
    expect(spec).toMatchObject({
      enableServiceLinks: true,
      serviceAccount: "default",
      serviceAccountName: "default",
      priority: 0,
      preemptionPolicy: "PreemptLowerPriority",
      tolerations: [
        {
          key: "node.kubernetes.io/not-ready",
          operator: "Exists",
          effect: "NoExecute",
          tolerationSeconds: 300,
        },
        {
          key: "node.kubernetes.io/unreachable",
          operator: "Exists",
          effect: "NoExecute",
          tolerationSeconds: 300,
        },
      ],
    });
    expect(status).toEqual({ phase: "Pending", qosClass: "BestEffort" });
  });

  it("may decline the token and tolerate everything itself", () => {
    const { spec } = pod({ automountServiceAccountToken: false, tolerations: [{ operator: "Exists" }] });
    expect([spec.volumes, spec.tolerations]).toEqual([undefined, [{ operator: "Exists" }]]);
  });

  it("of an unknown priority class is forbidden", () => {
    expect(() => pod({ priorityClassName: "high" })).toThrow(
      'pods "x" is forbidden: no PriorityClass with name high was found',
    );
    expect(pod({ priorityClassName: "system-node-critical" }).spec.priority).toBe(2_000_001_000);
  });

  it("takes no random number from others", () => {
    const context = ruleContext();
    const before = ruleContext().random.next();
    admitPod(pod({}), context.random);
    expect(context.random.next()).toBe(before);
  });
});
