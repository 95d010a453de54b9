/**
 * What curl says of TLS, with OpenSSL 3 and a server that speaks HTTP/1.1. Measured with 7.88.1. Leaves out how many bytes
 * a handshake takes, and session tickets.
 */
import type { Certificate, Distrust } from "../../network/certificate.ts";
import type { TlsClient } from "../commands/tls-client.ts";
import { type Failure, isAtLeast } from "./words.ts";

interface VerifyResult {
  /** X509_V_ERR, and its text. */
  readonly code: number;
  readonly text: string;
  /** What the client sends instead of going on. */
  readonly alert: string;
}

const RESULTS: Readonly<Record<Exclude<Distrust, "other host">, VerifyResult>> = {
  "self-signed": { code: 18, text: "self-signed certificate", alert: "unknown CA (560)" },
  "unknown issuer": { code: 20, text: "unable to get local issuer certificate", alert: "unknown CA (560)" },
  expired: { code: 10, text: "certificate has expired", alert: "certificate expired (557)" },
  "not yet valid": { code: 9, text: "certificate is not yet valid", alert: "bad certificate (554)" },
};

export function untrustedFile(file: string): Failure {
  return { code: 77, message: `error setting certificate file: ${file}` };
}

/** Why no TLS connection came about. */
export function tlsFailure(version: string, host: string, { certificate, distrust }: TlsClient): Failure {
  if (certificate === undefined || distrust === undefined) return noTls(version);
  return { code: 60, message: `${problemOf(distrust, certificate, host)}\n${advice(version)}` };
}

/** Lines of -v, without `* `, until TLS stands or fails. None for a host outside, whose certificate is not simulated. */
export function tlsLines(host: string, client: TlsClient, file: string | undefined): readonly string[] {
  const { certificate, distrust, isInsecure } = client;
  if (certificate === undefined) return [];
  const isAccepted = isInsecure || distrust === undefined;
  const begun = [
    ...helloLines(file, isInsecure),
    ...["Server hello (2)", "Encrypted Extensions (8)"].map(received),
  ];
  if (!isAccepted && distrust !== "other host")
    return [...begun, received("Certificate (11)"), `TLSv1.3 (OUT), TLS alert, ${RESULTS[distrust].alert}:`];
  return [
    ...begun,
    ...["Certificate (11)", "CERT verify (15)", "Finished (20)"].map(received),
    "TLSv1.3 (OUT), TLS change cipher, Change cipher spec (1):",
    "TLSv1.3 (OUT), TLS handshake, Finished (20):",
    "SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384",
    "ALPN: server accepted http/1.1",
    ...certificateLines(certificate, host, client),
    ...(isAccepted ? ["using HTTP/1.1"] : []),
  ];
}

/** The same for a server that answers the greeting with text. */
export function helloLines(
  file = "/etc/ssl/certs/ca-certificates.crt",
  isInsecure = false,
): readonly string[] {
  const authorities = isInsecure ? [] : [` CAfile: ${file}`, " CApath: /etc/ssl/certs"];
  return ["ALPN: offers h2,http/1.1", "TLSv1.3 (OUT), TLS handshake, Client hello (1):", ...authorities];
}

function received(message: string): string {
  return `TLSv1.3 (IN), TLS handshake, ${message}:`;
}

function certificateLines(
  certificate: Certificate,
  host: string,
  { distrust, isInsecure }: TlsClient,
): readonly string[] {
  const { subject, issuer, notBefore, notAfter, hasAlternativeNames } = certificate;
  const lines = [
    "Server certificate:",
    ` subject: ${nameText(subject)}`,
    ` start date: ${dateText(notBefore)}`,
    ` expire date: ${dateText(notAfter)}`,
  ];
  if (distrust === "other host" && !isInsecure)
    return hasAlternativeNames ? [...lines, ` subjectAltName does not match ${host}`] : lines;
  return [
    ...lines,
    ...(isInsecure ? [] : [matchLine(certificate, host)]),
    ` issuer: ${nameText(issuer)}`,
    distrust === undefined || distrust === "other host"
      ? " SSL certificate verify ok."
      : ` SSL certificate verify result: ${RESULTS[distrust].text} (${RESULTS[distrust].code}), continuing anyway.`,
  ];
}

function matchLine({ hasAlternativeNames, hosts }: Certificate, host: string): string {
  const name = hosts.find((known) => known === host) ?? hosts.find((known) => known.startsWith("*."));
  return hasAlternativeNames
    ? ` subjectAltName: host "${host}" matched cert's "${name}"`
    : ` common name: ${name} (matched)`;
}

function nameText(name: string): string {
  return name.replaceAll(" = ", "=").replaceAll(", ", "; ");
}

function problemOf(distrust: Distrust, { hasAlternativeNames, hosts }: Certificate, host: string): string {
  if (distrust !== "other host") return `SSL certificate problem: ${RESULTS[distrust].text}`;
  return hasAlternativeNames
    ? `SSL: no alternative certificate subject name matches target host name '${host}'`
    : `SSL: certificate subject name '${hosts[0]}' does not match target host name '${host}'`;
}

function advice(version: string): string {
  const page = isAtLeast(version, "8.11") ? "webpage" : "web page";
  return `More details here: https://curl.se/docs/sslcerts.html

curl failed to verify the legitimacy of the server and therefore could not
establish a secure connection to it. To learn more about this situation and
how to fix it, please visit the ${page} mentioned above.`;
}

function noTls(version: string): Failure {
  const words = isAtLeast(version, "7.70")
    ? "OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number"
    : "error:140770FC:SSL routines:SSL23_GET_SERVER_HELLO:unknown protocol";
  return { code: 35, message: words };
}

/** `Jan  1 00:00:00 2025 GMT` */
function dateText(at: number): string {
  const [, day = "", month = "", year = "", time = ""] = new Date(at).toUTCString().split(/[, ]+/);
  return `${month} ${String(Number(day)).padStart(2)} ${time} ${year} GMT`;
}
