/**
 * X.509 certificates, as far as a client looks at them: RFC 5280 in PEM (RFC 7468).
 *
 * Leaves out keys and signatures: an issuer whose certificate the client trusts is believed to have signed.
 */
import { bytesOfBase64, latin1, textOfUtf8 } from "../bytes.ts";
import { parseIPv4 } from "./ip-address.ts";

export interface Certificate {
  /** As openssl writes them: `CN = my-nginx, O = my-nginx`. */
  readonly subject: string;
  readonly issuer: string;
  /** Names and addresses that it is for; `*.example.org` is for one more label. */
  readonly hosts: readonly string[];
  /** Whether `hosts` are its alternative names, and not its common name in their stead. */
  readonly hasAlternativeNames: boolean;
  /** Unix milliseconds. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** Its bytes, in base64: equal for equal certificates. */
  readonly base64: string;
}

/** @returns all certificates of a PEM file in their order; other parts, and what cannot be read, are passed over. */
export function parseCertificates(pem: string): readonly Certificate[] {
  const blocks = pem.matchAll(/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----([\s\S]*?)-----END/g);
  return [...blocks].flatMap(([, body = ""]) => parseCertificate(body.replace(/\s+/g, "")) ?? []);
}

/** Why a client does not believe a server. */
export type Distrust = "self-signed" | "unknown issuer" | "expired" | "not yet valid" | "other host";

/**
 * @param trusted certificates of the authorities that the client knows
 * @param now Unix milliseconds
 */
export function distrustOf(
  certificate: Certificate,
  host: string,
  { trusted, now }: { readonly trusted: readonly Certificate[]; readonly now: number },
): Distrust | undefined {
  const { subject, issuer, base64, notBefore, notAfter, hosts } = certificate;
  if (!trusted.some((known) => known.base64 === base64 || (known.subject === issuer && subject !== issuer)))
    return subject === issuer ? "self-signed" : "unknown issuer";
  if (now > notAfter) return "expired";
  if (now < notBefore) return "not yet valid";
  return hosts.some((name) => isFor(name.toLowerCase(), host.toLowerCase())) ? undefined : "other host";
}

function isFor(name: string, host: string): boolean {
  if (!name.startsWith("*.")) return name === host;
  return parseIPv4(host) === undefined && host.slice(host.indexOf(".")) === name.slice(1);
}

/** A value in DER: its tag, its bytes, and where it ends in the bytes around it. */
interface Value {
  readonly tag: number;
  readonly bytes: Uint8Array;
}

const SEQUENCE = 0x30;
const VERSION = 0xa0;
const EXTENSIONS = 0xa3;
const BOOLEAN = 0x01;
const GENERALIZED_TIME = 0x18;
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;
const ALTERNATIVE_NAME = "\x55\x1d\x11";
const ATTRIBUTES: Readonly<Record<string, string>> = {
  "\x55\x04\x03": "CN",
  "\x55\x04\x06": "C",
  "\x55\x04\x07": "L",
  "\x55\x04\x08": "ST",
  "\x55\x04\x0a": "O",
  "\x55\x04\x0b": "OU",
};

function parseCertificate(base64: string): Certificate | undefined {
  const [whole] = valuesIn(bytesOfBase64(base64));
  const [signed] = whole?.tag === SEQUENCE ? valuesIn(whole.bytes) : [];
  if (signed?.tag !== SEQUENCE) return undefined;
  const fields = valuesIn(signed.bytes);
  if (fields[0]?.tag === VERSION) fields.shift();
  const [, , issuer, validity, subject, , ...rest] = fields;
  if (issuer === undefined || validity === undefined || subject === undefined) return undefined;
  const [notBefore, notAfter] = valuesIn(validity.bytes).map(timeOf);
  if (notBefore === undefined || notAfter === undefined) return undefined;
  const names = alternativeNames(rest.find(({ tag }) => tag === EXTENSIONS));
  const subjectParts = attributesOf(subject);
  const commonNames = subjectParts.flatMap(([name, value]) => (name === "CN" ? [value] : []));
  return {
    subject: textOf(subjectParts),
    issuer: textOf(attributesOf(issuer)),
    hosts: names.length > 0 ? names : commonNames,
    hasAlternativeNames: names.length > 0,
    notBefore,
    notAfter,
    base64,
  };
}

/** The values that stand behind each other; bytes that are cut off end the list. */
function valuesIn(bytes: Uint8Array): Value[] {
  const values: Value[] = [];
  let at = 0;
  while (at + 2 <= bytes.length) {
    const tag = bytes[at] as number;
    let length = bytes[at + 1] as number;
    at += 2;
    if (length > 0x80) {
      const digits = bytes.subarray(at, at + length - 0x80);
      at += digits.length;
      length = digits.reduce((sum, digit) => sum * 256 + digit, 0);
    }
    if (at + length > bytes.length) break;
    values.push({ tag, bytes: bytes.subarray(at, at + length) });
    at += length;
  }
  return values;
}

/** @param name a list of sets of pairs: what the attribute is, and its text */
function attributesOf(name: Value): readonly (readonly [name: string, value: string])[] {
  return valuesIn(name.bytes)
    .flatMap(({ bytes }) => valuesIn(bytes))
    .map(({ bytes }) => {
      const [kind, value] = valuesIn(bytes);
      const written = kind === undefined ? "" : latin1(kind.bytes);
      return [ATTRIBUTES[written] ?? "UID", value === undefined ? "" : textOfUtf8(value.bytes)];
    });
}

function textOf(attributes: readonly (readonly [string, string])[]): string {
  return attributes.map(([name, value]) => `${name} = ${value}`).join(", ");
}

/** `YYMMDDhhmmssZ`, whose years reach from 1950 to 2049, or the same with four digits. */
function timeOf({ tag, bytes }: Value): number | undefined {
  const text = latin1(bytes);
  const full = tag === GENERALIZED_TIME ? text : `${Number(text.slice(0, 2)) < 50 ? "20" : "19"}${text}`;
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function alternativeNames(extensions: Value | undefined): readonly string[] {
  const [list] = extensions === undefined ? [] : valuesIn(extensions.bytes);
  for (const extension of list === undefined ? [] : valuesIn(list.bytes)) {
    const [kind, ...rest] = valuesIn(extension.bytes);
    const value = rest[0]?.tag === BOOLEAN ? rest[1] : rest[0];
    if (kind === undefined || value === undefined || latin1(kind.bytes) !== ALTERNATIVE_NAME) continue;
    const [names] = valuesIn(value.bytes);
    return names === undefined ? [] : valuesIn(names.bytes).flatMap(hostOf);
  }
  return [];
}

function hostOf({ tag, bytes }: Value): string[] {
  if (tag === DNS_NAME) return [latin1(bytes)];
  return tag === IP_ADDRESS && bytes.length === 4 ? [bytes.join(".")] : [];
}
