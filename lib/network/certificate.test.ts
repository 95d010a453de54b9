import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { distrustOf, parseCertificates } from "./certificate.ts";

/** Made by openssl 3.0, as the file says of each. */
const [selfSigned, authority, server] = parseCertificates(
  readFileSync(join(import.meta.dirname, "testdata/certificates.pem"), "utf8"),
);
if (selfSigned === undefined || authority === undefined || server === undefined)
  throw new Error("three certificates stand in testdata/certificates.pem");
const now = Date.UTC(2026, 0, 5);
const trusting = (...trusted: readonly (typeof server)[]) => ({ trusted, now });

test("a certificate is read as openssl shows it", () => {
  expect(selfSigned).toMatchObject({
    subject: "CN = my-nginx, O = my-nginx",
    issuer: "CN = my-nginx, O = my-nginx",
    hosts: ["my-nginx"],
    hasAlternativeNames: false,
  });
  expect(server).toMatchObject({
    subject: "CN = kube-apiserver",
    issuer: "CN = kubernetes",
    hosts: ["kubernetes", "kubernetes.default", "*.svc.cluster.local", "10.96.0.1"],
    hasAlternativeNames: true,
    notBefore: Date.UTC(2025, 0, 1),
    notAfter: Date.UTC(2124, 11, 31, 23, 59, 59),
  });
});

describe("a client", () => {
  test.each([
    ["trusts nobody", selfSigned, "my-nginx", trusting(), "self-signed"],
    ["trusts another one", server, "kubernetes", trusting(selfSigned), "unknown issuer"],
    ["trusts the certificate itself", selfSigned, "my-nginx", trusting(selfSigned), undefined],
    ["trusts its issuer", server, "kubernetes.default", trusting(authority), undefined],
    ["asks by its address", server, "10.96.0.1", trusting(authority), undefined],
    [
      "asks one label below a wildcard",
      server,
      "kubernetes.svc.cluster.local",
      trusting(authority),
      undefined,
    ],
    ["asks two labels below", server, "a.b.svc.cluster.local", trusting(authority), "other host"],
    ["asks by another name", selfSigned, "web", trusting(selfSigned), "other host"],
    ["lives later", server, "kubernetes", { trusted: [authority], now: Date.UTC(2125, 0, 1) }, "expired"],
    ["lives earlier", server, "kubernetes", { trusted: [authority], now: 0 }, "not yet valid"],
  ])("that %s", (_, certificate, host, client, distrust) => {
    expect(distrustOf(certificate, host, client)).toBe(distrust);
  });
});

test("what is no certificate is passed over", () => {
  const text = "-----BEGIN CERTIFICATE-----\nVGhpcyBpcyBub25l\n-----END CERTIFICATE-----\n";
  expect(parseCertificates(`hello\n${text}`)).toEqual([]);
  const cut = `-----BEGIN CERTIFICATE-----\n${server.base64.slice(0, 200)}\n-----END CERTIFICATE-----\n`;
  expect(parseCertificates(cut)).toEqual([]);
});
