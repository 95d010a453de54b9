/** Servers that speak TLS, as the clients of a cluster meet them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cluster, createCluster } from "./cluster.ts";
import type { Image } from "./images/image.ts";
import { type Certificate, parseCertificates } from "./network/certificate.ts";

const pem = readFileSync(join(import.meta.dirname, "network/testdata/certificates.pem"), "utf8");
const [selfSigned, , signed] = parseCertificates(pem) as [Certificate, Certificate, Certificate];

/** `tls` on port 443 with a self-signed certificate, on 8443 with one of an authority; plain HTTP on 80. */
const server: Image = {
  repository: "example/tls",
  tags: ["latest"],
  cmd: ["/serve"],
  workingDir: "/",
  commands: [],
  flavour: "busybox",
  sizeBytes: 1,
  programs: {
    "/serve": () => {
      const answer = () => ({ status: 200, headers: { "Content-Length": "3" }, body: "hi\n" });
      const secure = (certificate: Certificate) =>
        Object.assign(() => answer(), {
          tls: { certificate, answerPlain: () => ({ status: 400, headers: {}, body: "speak TLS\n" }) },
        });
      return { listen: { 80: answer, 443: secure(selfSigned), 8443: secure(signed) } };
    },
  },
};

const manifest = `apiVersion: v1
kind: Pod
metadata: {name: server, labels: {app: server}}
spec:
  containers:
  - name: server
    image: example/tls
    readinessProbe: {httpGet: {port: 443, scheme: HTTPS}}
---
apiVersion: v1
kind: Service
metadata: {name: my-nginx}
spec:
  selector: {app: server}
  ports: [{name: http, port: 80}, {name: https, port: 443}, {name: api, port: 8443}]
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: server}, ports: [{port: 443}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: certificates}
data:
  all.pem: |
${pem.replace(/^/gm, "    ")}
---
apiVersion: v1
kind: Pod
metadata: {name: client}
spec:
  volumes: [{name: trust, configMap: {name: certificates}}]
  containers:
  - name: client
    image: nicolaka/netshoot
    command: [sleep, 1d]
    volumeMounts: [{name: trust, mountPath: /trust}]
  - name: busybox
    image: busybox
    command: [sleep, 1d]
  - name: echo
    image: hashicorp/http-echo
    args: [-text=plain, "-listen=:443"]
`;

let cluster: Cluster;
beforeAll(async () => {
  cluster = await createCluster({ seed: 1, images: [server] });
  const ready = "kubectl wait --for=condition=Ready pod/server pod/client";
  const { exitCode, stderr } = await cluster.run(`kubectl apply -f m.yaml && ${ready}`, {
    files: { "m.yaml": manifest },
  });
  expect([exitCode, stderr]).toEqual([0, ""]);
});
afterAll(() => cluster.close());

const typed = async (command: string, container = "client") => {
  const { stdout, stderr, exitCode } = await cluster.run(`kubectl exec client -c ${container} -- ${command}`);
  return { stdout, stderr: stderr.replace(/command terminated.*\n/, ""), exitCode };
};
const ADVICE = `More details here: https://curl.se/docs/sslcerts.html

curl failed to verify the legitimacy of the server and therefore could not
establish a secure connection to it. To learn more about this situation and
how to fix it, please visit the webpage mentioned above.
`;

describe("curl", () => {
  test.each([
    ["trusts nobody", "curl -sS https://my-nginx", 60, `SSL certificate problem: self-signed certificate`],
    [
      "does not know the issuer",
      "curl -sS https://my-nginx:8443",
      60,
      "SSL certificate problem: unable to get local issuer certificate",
    ],
    [
      "asks by another name",
      "curl -sS --cacert /trust/all.pem https://web",
      60,
      "SSL: certificate subject name 'my-nginx' does not match target host name 'web'",
    ],
  ])("that %s stops", async (_, command, exitCode, message) => {
    expect(await typed(command)).toEqual({
      stdout: "",
      stderr: `curl: (${exitCode}) ${message}\n${ADVICE}`,
      exitCode,
    });
  });

  test.each([
    ["-k", "curl -sSk https://web"],
    ["the certificate itself", "curl -sS --cacert /trust/all.pem https://my-nginx"],
    [
      "its issuer",
      "curl -sS --cacert /trust/all.pem --resolve kubernetes:8443:$(kubectl get svc my-nginx -o jsonpath={.spec.clusterIP}) https://kubernetes:8443",
    ],
  ])("is content with %s", async (_, command) => {
    expect(await typed(command)).toEqual({ stdout: "hi\n", stderr: "", exitCode: 0 });
  });

  test("says when its file holds no certificate, and when the server speaks no TLS", async () => {
    expect((await typed("curl -sS --cacert /etc/hosts https://web")).stderr).toBe(
      "curl: (77) error setting certificate file: /etc/hosts\n",
    );
    expect((await typed("curl -sS https://web:443 --resolve web:443:127.0.0.1")).stderr).toMatch(
      /^curl: \(35\) .*wrong version number\n$/,
    );
  });

  test("shows the certificate with -v", async () => {
    const { stderr } = await typed("curl -sv -k https://my-nginx");
    expect(stderr).toContain(`* ALPN: offers h2,http/1.1
* TLSv1.3 (OUT), TLS handshake, Client hello (1):
* TLSv1.3 (IN), TLS handshake, Server hello (2):
* TLSv1.3 (IN), TLS handshake, Encrypted Extensions (8):
* TLSv1.3 (IN), TLS handshake, Certificate (11):
* TLSv1.3 (IN), TLS handshake, CERT verify (15):
* TLSv1.3 (IN), TLS handshake, Finished (20):
* TLSv1.3 (OUT), TLS change cipher, Change cipher spec (1):
* TLSv1.3 (OUT), TLS handshake, Finished (20):
* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384
* ALPN: server accepted http/1.1
* Server certificate:
*  subject: CN=my-nginx; O=my-nginx
*  start date: Jan  1 00:00:00 2025 GMT
*  expire date: Dec 31 23:59:59 2124 GMT
*  issuer: CN=my-nginx; O=my-nginx
*  SSL certificate verify result: self-signed certificate (18), continuing anyway.
* using HTTP/1.1
> GET / HTTP/1.1`);
  });
});

test("a client that speaks no TLS gets the server's answer to that", async () => {
  expect((await typed("curl -s http://my-nginx:443")).stdout).toBe("speak TLS\n");
});

test("busybox's wget checks no certificate, and needs TLS", async () => {
  expect(await typed("wget -qO- https://web", "busybox")).toEqual({
    stdout: "hi\n",
    stderr: "wget: note: TLS certificate validation not implemented\n",
    exitCode: 0,
  });
  expect((await typed("wget -qO- https://my-nginx:80", "busybox")).stderr).toMatch(
    /\nwget: got bad TLS record \(len:103\) while expecting handshake record\n 48 54 54 50 .*\nwget: error getting response\n$/,
  );
});
