/** The manifests of the course's lab, as objects that tests may vary. */

/** A Pod template with one container `http-go`. */
export function podTemplate(
  labels: Readonly<Record<string, string>> = { app: "http-go" },
  image = "gasbugs/http-go:v1",
) {
  return {
    metadata: { labels },
    spec: { containers: [{ name: "http-go", image, ports: [{ name: "http", containerPort: 8080 }] }] },
  };
}

/** Deployment `http-go`, or a ReplicaSet of that name. @param spec fields besides replicas, selector and template. */
export function workload(replicas: number, spec: object = {}) {
  return {
    metadata: { name: "http-go", labels: { app: "http-go" } },
    spec: { replicas, selector: { matchLabels: { app: "http-go" } }, template: podTemplate(), ...spec },
  };
}

/** Service `http-go`, port 80 to 8080. */
export function service(spec: object = {}, metadata: object = {}) {
  return {
    metadata: { name: "http-go", ...metadata },
    spec: { selector: { app: "http-go" }, ports: [{ port: 80, targetPort: 8080 }], ...spec },
  };
}

/** A Pod that no controller owns. */
export function barePod(
  name: string,
  spec: object = {},
  labels: Readonly<Record<string, string>> = { app: "http-go" },
) {
  return { metadata: { name, labels }, spec: { ...podTemplate().spec, ...spec } };
}
