/** What GNU wget says of TLS, as Debian builds it: with GnuTLS. Measured with 1.21.3. */
import type { Certificate, Distrust } from "../../network/certificate.ts";

export const NO_TLS = "GnuTLS: An unexpected TLS packet was received.\nUnable to establish SSL connection.\n";

const REASONS: Readonly<Record<Exclude<Distrust, "other host">, string>> = {
  "self-signed": "doesn't have a known issuer",
  "unknown issuer": "doesn't have a known issuer",
  expired: "has expired",
  "not yet valid": "is not yet activated",
};

/** @param insists whether the distrust ends the attempt; else it is a warning */
export function distrustText(
  distrust: Distrust,
  { hosts }: Certificate,
  host: string,
  insists: boolean,
): string {
  const level = insists ? "ERROR" : "WARNING";
  const mismatch = hosts.includes(host) ? "" : `The certificate's owner does not match hostname '${host}'\n`;
  if (distrust === "other host") return mismatch;
  const about = `${level}: The certificate of '${host}'`;
  return `${about} is not trusted.\n${about} ${REASONS[distrust]}.\n${mismatch}`;
}

/** @param file of --ca-certificate; undefined: none was named */
export function authorityText(file: string | undefined, isReadable: boolean): string {
  if (file === undefined) return "";
  return isReadable ? `Loaded CA certificate '${file}'\n` : `ERROR: Failed to open cert ${file}: (0).\n`;
}
