/** Causes in addresses that a person writes, each with a cluster that shows it. */
import { type CauseCase, PORTS, service } from "./cause-case.ts";
import { withoutSelector, workload } from "./scene.ts";

const HOSTS = ["223.130.195.200", "199.201.110.204"];
const slice = (metadata: string, rest: string): string =>
  `apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: hand${metadata}}\n${rest}\n`;
const BELONGS = ", labels: {kubernetes.io/service-name: http-go-svc}";

export const addressCauses: readonly CauseCase[] = [
  {
    cause: "overwritten-endpoints",
    manifests: service(`selector: {app: web}, ${PORTS}`),
    commands: `kubectl apply -f - <<E\napiVersion: v1\nkind: Endpoints\nmetadata: {name: http-go-svc}\nsubsets: [{addresses: [{ip: 192.0.2.1}], ${PORTS}}]\nE`,
    says: ["app=web"],
  },
  { cause: "endpoints-name", manifests: withoutSelector(HOSTS, "other"), says: ["other", "http-go-svc"] },
  {
    cause: "endpoints-name",
    manifests: `apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\n${withoutSelector(HOSTS).replace("kind: Endpoints\nmetadata: {", "kind: Endpoints\nmetadata: {namespace: shop, ")}`,
    says: ["shop", "default"],
  },
  {
    cause: "slice-label",
    manifests:
      service(PORTS) + slice("", `addressType: IPv4\n${PORTS}\nendpoints: [{addresses: [192.0.2.1]}]`),
    says: ["hand", "kubernetes.io/service-name", "http-go-svc"],
  },
  {
    cause: "slice-label",
    manifests:
      service(PORTS) +
      slice(
        ", labels: {kubernetes.io/service-name: http-go}",
        `addressType: IPv4\n${PORTS}\nendpoints: [{addresses: [192.0.2.1]}]`,
      ),
    says: ["kubernetes.io/service-name=http-go", "http-go-svc"],
  },
  {
    cause: "no-addresses",
    manifests: service(PORTS) + workload(1).split("---\n")[1],
    says: ["http-go-svc", "run=http-go", "kubernetes.io/service-name=http-go-svc"],
  },
  {
    cause: "slice-address-type",
    manifests:
      service(PORTS) +
      slice(BELONGS, `addressType: FQDN\n${PORTS}\nendpoints: [{addresses: [www.naver.com]}]`),
    says: ["FQDN", "IPv4"],
  },
  {
    cause: "unused-addresses",
    manifests:
      service(PORTS) +
      slice(BELONGS, `addressType: IPv4\n${PORTS}\nendpoints: [{addresses: [${HOSTS.join(", ")}]}]`),
    says: ["199.201.110.204"],
  },
  {
    cause: "addresses-not-ready",
    manifests: withoutSelector(HOSTS).replace("addresses", "notReadyAddresses"),
    says: HOSTS,
  },
  {
    cause: "port-names",
    manifests: withoutSelector(HOSTS).replace("ports: [{port: 80}]", "ports: [{name: web, port: 80}]"),
    asked: { port: 80 },
    says: ["web", "80"],
  },
  {
    cause: "outside-address",
    manifests: withoutSelector(["223.130.195.20", "199.201.110.204"]),
    asked: { port: 80, outside: HOSTS },
    says: ["223.130.195.20", "223.130.195.200", " 200"],
  },
  {
    cause: "outside-address",
    manifests: withoutSelector(["199.201.110.204", "192.0.2.1"]),
    asked: { port: 80, outside: HOSTS },
    says: ["223.130.195.200"],
  },
  {
    cause: "outside-address",
    manifests: withoutSelector([...HOSTS, "192.0.2.1"]),
    asked: { port: 80, outside: HOSTS },
    says: ["192.0.2.1"],
  },
  {
    cause: "outside-port",
    manifests: withoutSelector(HOSTS).replace(/80}\]}\]\n$/, "8080}]}]\n"),
    asked: { port: 80, outside: HOSTS },
    says: ["8080", "80", "223.130.195.200"],
  },
  {
    cause: "dead-address",
    manifests: withoutSelector(["192.0.2.1"]),
    asked: { port: 80 },
    says: ["192.0.2.1:80"],
  },
];
