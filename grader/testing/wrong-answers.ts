/** Wrong answers as learners give them, with what each must be told. */

export interface WrongAnswer {
  readonly exercise: "01-scale-to-five" | "06-session-affinity" | "09-outside-endpoints";
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly cause: string;
  /** What the feedback has to name, in both languages. */
  readonly says: readonly string[];
}

const run = (commands: string, files: Readonly<Record<string, string>> = {}) => ({
  "commands.sh": `${commands}\n`,
  ...files,
});

const deployment = (
  replicas: number,
  labels: string,
  container: string,
  namespace = "default",
) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: http-go, namespace: ${namespace}}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {${labels}}}
  template:
    metadata: {labels: {${labels}}}
    spec: {containers: [{name: http-go, ${container}}]}
`;

const scale: readonly WrongAnswer[] = [
  {
    name: "four Pods",
    files: run("kubectl scale deploy http-go --replicas=4"),
    cause: "replicas",
    says: ["Deployment http-go: spec.replicas 4", "5"],
  },
  {
    name: "another label",
    files: run("kubectl delete deploy http-go; kubectl apply -f web.yaml", {
      "web.yaml": deployment(5, "app: http-go", "image: gasbugs/http-go"),
    }),
    cause: "selector-without-pods",
    says: ["run=http-go", "app=http-go", "app", "run"],
  },
  {
    name: "a Deployment in another namespace",
    files: run("kubectl create ns prod; kubectl apply -f web.yaml", {
      "web.yaml": deployment(5, "run: http-go", "image: gasbugs/http-go", "prod"),
    }),
    cause: "pods-in-other-namespace",
    says: ["5", "run=http-go", "prod", "default"],
  },
  {
    name: "another Deployment",
    files: run("kubectl create deploy http-go-2 --image=gasbugs/http-go --replicas=5"),
    cause: "pods-not-selected",
    says: ["run=http-go", "app=http-go-2", "1", "5"],
  },
  {
    name: "a wrong targetPort",
    files: run(
      `kubectl scale deploy http-go --replicas=5; kubectl patch svc http-go-svc -p '{"spec":{"ports":[{"port":80,"targetPort":80}]}}'`,
    ),
    cause: "target-port",
    says: ["targetPort", "80", "8080"],
  },
  {
    name: "another port",
    files: run(
      `kubectl scale deploy http-go --replicas=5; kubectl patch svc http-go-svc --type=json -p '[{"op":"replace","path":"/spec/ports/0/port","value":8080}]'`,
    ),
    cause: "service-port",
    says: ["80", "8080"],
  },
  {
    name: "a scaled ReplicaSet",
    files: run("kubectl scale rs -l run=http-go --replicas=5"),
    cause: "scaled-replica-set",
    says: ["http-go", "spec.replicas", "1"],
  },
  {
    name: "bare Pods",
    files: run(
      "for n in 2 3 4 5; do kubectl run http-go-$n --image=gasbugs/http-go --labels=run=http-go; done",
    ),
    cause: "pod-not-replaced",
    says: ["http-go-2", "Deployment http-go: spec.replicas 1", "5"],
  },
  {
    name: "an image that does not exist",
    files: run(
      "kubectl scale deploy http-go --replicas=5; kubectl set image deploy/http-go http-go=gasbugs/http-go:v99",
    ),
    cause: "image-not-pulled",
    says: ["gasbugs/http-go:v99", "ImagePullBackOff"],
  },
  {
    name: "a probe at a wrong port",
    files: run("kubectl delete deploy http-go; kubectl apply -f web.yaml", {
      "web.yaml": deployment(
        5,
        "run: http-go",
        "image: gasbugs/http-go, readinessProbe: {httpGet: {path: /, port: 9090}}",
      ),
    }),
    cause: "readiness-probe",
    says: ["readinessProbe", "9090", "8080"],
  },
  {
    name: "a command that does not exist in the image",
    files: run("kubectl delete deploy http-go; kubectl apply -f web.yaml", {
      "web.yaml": deployment(
        5,
        "run: http-go",
        'image: busybox, command: ["sh", "-c", "echo no such file; exit 3"]',
      ),
    }),
    cause: "crash-loop",
    says: ["3", "no such file"],
  },
  {
    name: "nodes that take no Pod",
    files: run(
      "kubectl cordon node-1 node-2 node-3; kubectl scale deploy http-go --replicas=5; kubectl uncordon node-9",
    ),
    cause: "unschedulable",
    says: ["3", "cordon", "Pending"],
  },
  {
    name: "a NetworkPolicy",
    files: run("kubectl scale deploy http-go --replicas=5; kubectl apply -f deny.yaml", {
      "deny.yaml":
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny-all}\nspec: {podSelector: {}}\n",
    }),
    cause: "network-policy",
    says: ["deny-all", "8080"],
  },
  {
    name: "a slip in the selector",
    files: run(
      `kubectl scale deploy http-go --replicas=5; kubectl patch svc http-go-svc -p '{"spec":{"selector":{"run":"htpp-go"}}}'`,
    ),
    cause: "selector-without-pods",
    says: ["run=htpp-go", "run=http-go"],
  },
  {
    name: "a name that is not there",
    files: run("kubectl scale deploy http-go-svc --replicas=5"),
    cause: "replicas",
    says: ["http-go-svc", "Deployment http-go: spec.replicas 1"],
  },
  {
    name: "a local traffic policy",
    files: run(
      `kubectl scale deploy http-go --replicas=5; kubectl patch svc http-go-svc -p '{"spec":{"internalTrafficPolicy":"Local"}}'`,
    ),
    cause: "local-traffic-policy",
    says: ["internalTrafficPolicy", "Local", "node-"],
  },
].map((answer) => ({ exercise: "01-scale-to-five", ...answer }) as const);

const patch = (service: string, body: string) => run(`kubectl patch svc ${service} -p '${body}'`);
const sticky = '{"spec":{"sessionAffinity":"ClientIP"}}';

const affinity: readonly WrongAnswer[] = [
  {
    name: "a value in the wrong case",
    files: patch("http-go-svc", '{"spec":{"sessionAffinity":"Clientip"}}'),
    cause: "affinity-off",
    says: ["None", "spec.sessionAffinity", '"ClientIP", "None"', "Clientip"],
  },
  {
    name: "a patch at the wrong level",
    files: patch("http-go-svc", '{"sessionAffinity":"ClientIP"}'),
    cause: "affinity-off",
    says: ["None", "sessionAffinity", "spec.sessionAffinity"],
  },
  {
    name: "the field in the Deployment",
    files: run("kubectl apply -f web.yaml", {
      "web.yaml": deployment(5, "run: http-go", "image: gasbugs/http-go").replace(
        "  replicas",
        "  sessionAffinity: ClientIP\n  replicas",
      ),
    }),
    cause: "affinity-off",
    says: ["spec.sessionAffinity", "None"],
  },
  {
    name: "the other Service",
    files: patch("http-go-balanced", sticky),
    cause: "affinity-off",
    says: ["http-go-svc", "None", "http-go-balanced", "ClientIP"],
  },
  {
    name: "both Services",
    files: run(
      ["http-go-svc", "http-go-balanced"]
        .map((name) => `kubectl patch svc ${name} -p '${sticky}'`)
        .join("\n"),
    ),
    cause: "affinity-on",
    says: ["http-go-balanced", "ClientIP"],
  },
  {
    name: "a short timeout",
    files: patch(
      "http-go-svc",
      '{"spec":{"sessionAffinity":"ClientIP","sessionAffinityConfig":{"clientIP":{"timeoutSeconds":60}}}}',
    ),
    cause: "affinity-forgets",
    says: ["60", "3600", "timeoutSeconds"],
  },
  {
    name: "one Pod alone",
    files: run("kubectl scale deploy http-go --replicas=1"),
    cause: "replicas",
    says: ["Deployment http-go: spec.replicas 1", "5"],
  },
].map((answer) => ({ exercise: "06-session-affinity", ...answer }) as const);

const service = (spec: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: my-service}\nspec: {${spec}}\n---\n`;
const endpoints = (ips: readonly string[], port = "port: 80", name = "my-service") =>
  `apiVersion: v1\nkind: Endpoints\nmetadata: {name: ${name}}\nsubsets: [{addresses: [${ips.map((ip) => `{ip: ${ip}}`).join(", ")}], ports: [{${port}}]}]\n`;
const slice = (metadata: string, endpointsText: string, type = "IPv4") =>
  `apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: my-service-1${metadata}}\naddressType: ${type}\nports: [{port: 80}]\nendpoints: [${endpointsText}]\n`;
const PLAIN = service("ports: [{port: 80}]");
const HOSTS = ["223.130.195.200", "199.201.110.204"];
const BOTH = HOSTS.map((host) => `{addresses: [${host}]}`).join(", ");

const outside: readonly WrongAnswer[] = [
  {
    name: "a slip in an address",
    files: { "a.yaml": PLAIN + endpoints(["222.130.195.220", "199.201.110.204"]) },
    cause: "outside-address",
    says: ["222.130.195.220", "223.130.195.200", "222", "220"],
  },
  {
    name: "port names that differ",
    files: { "a.yaml": service("ports: [{name: http, port: 80}]") + endpoints(HOSTS) },
    cause: "port-names",
    says: ["http", "80"],
  },
  {
    name: "Endpoints of another name",
    files: { "a.yaml": PLAIN + endpoints(HOSTS, "port: 80", "my-endpoints") },
    cause: "endpoints-name",
    says: ["my-endpoints", "my-service"],
  },
  {
    name: "a slice without the label",
    files: { "a.yaml": PLAIN + slice("", BOTH) },
    cause: "slice-label",
    says: ["my-service-1", "kubernetes.io/service-name", "my-service"],
  },
  {
    name: "a slip in the label",
    files: { "a.yaml": PLAIN + slice(", labels: {kubernetes.io/service-name: myservice}", BOTH) },
    cause: "slice-label",
    says: ["kubernetes.io/service-name=myservice", "my-service"],
  },
  {
    name: "a selector beside the Endpoints",
    files: { "a.yaml": service("selector: {app: my-service}, ports: [{port: 80}]") + endpoints(HOSTS) },
    cause: "overwritten-endpoints",
    says: ["app=my-service"],
  },
  {
    name: "both addresses in one endpoint",
    files: {
      "a.yaml":
        PLAIN +
        slice(", labels: {kubernetes.io/service-name: my-service}", `{addresses: [${HOSTS.join(", ")}]}`),
    },
    cause: "unused-addresses",
    says: ["199.201.110.204"],
  },
  {
    name: "a port at which nobody listens",
    files: { "a.yaml": PLAIN + endpoints(HOSTS, "port: 8080") },
    cause: "outside-port",
    says: ["8080", "80"],
  },
  {
    name: "one host alone",
    files: { "a.yaml": PLAIN + endpoints(["199.201.110.204"]) },
    cause: "outside-address",
    says: ["223.130.195.200"],
  },
  {
    name: "a headless Service",
    files: { "a.yaml": service("clusterIP: None, ports: [{port: 80}]") + endpoints(HOSTS) },
    cause: "headless",
    says: ["clusterIP: None"],
  },
  {
    name: "an alias",
    files: { "a.yaml": service("type: ExternalName, externalName: www.naver.com") },
    cause: "external-name",
    says: ["ExternalName", "www.naver.com"],
  },
  {
    name: "session affinity that nobody asked for",
    files: { "a.yaml": service("sessionAffinity: ClientIP, ports: [{port: 80}]") + endpoints(HOSTS) },
    cause: "affinity-on",
    says: ["ClientIP"],
  },
  {
    name: "nothing but the Service",
    files: { "a.yaml": PLAIN },
    cause: "no-addresses",
    says: ["my-service", "kubernetes.io/service-name=my-service"],
  },
  {
    name: "Endpoints with a field of another name",
    files: {
      "a.yaml": PLAIN + endpoints(HOSTS).replace("ports:", "port:"),
    },
    cause: "no-addresses",
    says: ["subsets[0].port"],
  },
  {
    name: "YAML that is none",
    files: { "a.yaml": PLAIN.replace("spec:", " spec:") },
    cause: "missing-service",
    says: ["a.yaml", "my-service"],
  },
].map((answer) => ({ exercise: "09-outside-endpoints", ...answer }) as const);

export const answers: readonly WrongAnswer[] = [...scale, ...affinity, ...outside];
