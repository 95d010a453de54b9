/** The API server as a host of the network: what stands behind the Service `kubernetes`. */
import type { Certificate } from "../network/certificate.ts";
import type { HttpHandler, HttpReply, HttpRequest } from "../network/http.ts";
import type { Host } from "../network/topology.ts";

const PORT = 6443;
const NOT_PLAIN = "Client sent an HTTP request to an HTTPS server.\n";

/** @param addresses at which clients reach it. @param answer to who speaks TLS. */
export function apiServerHost(
  addresses: readonly [own: string, service: string],
  answer: (request: HttpRequest) => Promise<HttpReply>,
): Host {
  const [ip] = addresses;
  const certificate: Certificate = {
    subject: "CN = kube-apiserver",
    // Who has the certificate of this authority in their ServiceAccount folder believes it.
    issuer: "CN = kubernetes",
    hosts: [
      "kubernetes",
      "kubernetes.default",
      "kubernetes.default.svc",
      "kubernetes.default.svc.cluster.local",
      ...addresses,
    ],
    hasAlternativeNames: true,
    notBefore: Date.UTC(2025, 0, 1),
    notAfter: Date.UTC(2124, 11, 31),
    base64: "",
  };
  const handler: HttpHandler = Object.assign((request: HttpRequest) => answer(request), {
    tls: {
      certificate,
      answerPlain: () => ({ status: 400, headers: {}, body: NOT_PLAIN }),
    },
  });
  const sockets = { at: (port: number) => (port === PORT ? handler : undefined) };
  return { ip, server: { kind: "node", name: "kube-apiserver", ip }, node: "", sockets };
}
