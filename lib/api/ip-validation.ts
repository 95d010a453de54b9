/** Field errors about IP addresses. Models apimachinery/pkg/util/validation/ip.go and ValidateEndpointIP. */
import { type FieldErrors, invalidValue } from "./field-error.ts";
import { classifyIP, isCIDR, parseIP } from "./ip-address.ts";

export function validateIP(field: string, text: string): FieldErrors {
  return parseIP(text) === undefined
    ? [invalidValue(field, text, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)")]
    : [];
}

export function validateCIDR(field: string, text: string): FieldErrors {
  return isCIDR(text)
    ? []
    : [invalidValue(field, text, "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)")];
}

/** An endpoint or external IP may not be an address that means something else on every machine. */
export function validateEndpointIP(field: string, text: string): FieldErrors {
  const bytes = parseIP(text);
  if (bytes === undefined) return [invalidValue(field, text, "must be a valid IP address")];
  const special = classifyIP(bytes);
  const faults: [boolean, string][] = [
    [special.unspecified, `may not be unspecified (${text})`],
    [special.loopback, "may not be in the loopback range (127.0.0.0/8, ::1/128)"],
    [special.linkLocal, "may not be in the link-local range (169.254.0.0/16, fe80::/10)"],
    [special.linkLocalMulticast, "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)"],
  ];
  return faults.filter(([found]) => found).map(([, why]) => invalidValue(field, text, why));
}
