/** Warnings about addresses that are valid and written in an odd way. Models GetWarningsForIP and GetWarningsForCIDR of apimachinery/pkg/util/validation. */
import { quoted } from "../go/strconv.ts";
import { formatIP, parseIP } from "./ip-address.ts";

export function ipWarnings(field: string, text: string): string[] {
  const bytes = parseIP(text);
  if (bytes === undefined) return [];
  if (isNonStandard(text, bytes))
    return [
      `${field}: non-standard IP address ${quoted(text)} will be considered invalid in a future Kubernetes release: use ${quoted(formatIP(unmapped(bytes)))}`,
    ];
  const canonical = formatIP(bytes);
  return canonical === text
    ? []
    : [
        `${field}: IPv6 address ${quoted(text)} should be in RFC 5952 canonical format (${quoted(canonical)})`,
      ];
}

export function cidrWarnings(field: string, text: string): string[] {
  const [address = "", length = ""] = text.split("/");
  const given = parseIP(address);
  const bits = Number(length);
  if (given === undefined || length === "") return [];
  const bytes = unmapped(given);
  const prefix = bits - (given.length - bytes.length) * 8;
  const network = bytes.map((byte, at) => byte & maskByte(prefix - at * 8));
  const canonical = `${formatIP(network)}/${prefix}`;
  const warnings: string[] = [];
  if (network.some((byte, at) => byte !== bytes[at])) {
    const single = `${formatIP(bytes)}/${bytes.length * 8}`;
    warnings.push(
      `${field}: CIDR value ${quoted(text)} is ambiguous in this context (should be ${quoted(canonical)} or ${quoted(single)}?)`,
    );
  }
  if (isNonStandard(address, given) || length !== String(bits))
    warnings.push(
      `${field}: non-standard CIDR value ${quoted(text)} will be considered invalid in a future Kubernetes release: use ${quoted(canonical)}`,
    );
  if (warnings.length === 0 && canonical !== text)
    warnings.push(
      `${field}: IPv6 CIDR value ${quoted(text)} should be in RFC 5952 canonical format (${quoted(canonical)})`,
    );
  return warnings;
}

/** Leading zeros, which others read as octal, or an IPv4 address in the form of IPv6. */
function isNonStandard(text: string, bytes: readonly number[]): boolean {
  return bytes.length === 4 ? formatIP(bytes) !== text : unmapped(bytes).length === 4;
}

/** The IPv4 address that an address of IPv6 stands for. */
function unmapped(bytes: readonly number[]): readonly number[] {
  const isMapped =
    bytes.length === 16 &&
    bytes.slice(0, 10).every((byte) => byte === 0) &&
    bytes[10] === 255 &&
    bytes[11] === 255;
  return isMapped ? bytes.slice(12) : bytes;
}

/** The mask of a byte of which the first `bits` belong to the network. */
const maskByte = (bits: number): number => (bits >= 8 ? 255 : bits <= 0 ? 0 : (0xff << (8 - bits)) & 0xff);
