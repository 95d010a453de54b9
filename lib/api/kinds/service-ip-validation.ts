/** The addresses and IP families of a Service. Models ValidateServiceClusterIPsRelatedFields and what an update may change of them. */
import { quoted } from "../../go/strconv.ts";
import { GoText } from "../../go/syntax.ts";
import { duplicate, type FieldErrors, invalidValue, notSupported, required } from "../field-error.ts";
import { ipFamily } from "../ip-address.ts";
import { validateEndpointIP, validateIP } from "../ip-validation.ts";
import type { Service } from "./service.ts";
import { isHeadless } from "./service-types.ts";

type ServiceLike = Pick<Service, "spec">;

const FIXED = "may not change once set";

/** Whether clusterIP, clusterIPs, ipFamilies and ipFamilyPolicy make sense together. */
export function validateClusterIPs(service: ServiceLike): FieldErrors {
  const { spec } = service;
  if (spec.type === "ExternalName") return [];
  const ips = spec.clusterIPs ?? [];
  const errors = [...validatePrimaryIP(spec), ...validateFamilies(spec)];
  const faults = ips.flatMap((ip, at) => {
    if (at > 0 || ip !== "None") return validateIP(`spec.clusterIPs[${at}]`, ip);
    return ips.length > 1
      ? [invalidValue("spec.clusterIPs", ips, "'None' must be the first and only value")]
      : [];
  });
  errors.push(...faults);
  if (ips.length > 2) errors.push(invalidValue("spec.clusterIPs", ips, "may only hold up to 2 values"));
  if (faults.length > 0) return errors;
  if (ips.length > 1 && (ips.length > 2 || ipFamily(ips[0] as string) === ipFamily(ips[1] as string))) {
    errors.push(invalidValue("spec.clusterIPs", ips, "may specify no more than one IP for each IP family"));
  }
  if (isHeadless(service)) return errors;
  for (const [at, ip] of ips.entries()) {
    const family = spec.ipFamilies?.[at];
    if ((family === "IPv4" || family === "IPv6") && ipFamily(ip) !== family) {
      errors.push(
        invalidValue(
          `spec.clusterIPs[${at}]`,
          ip,
          `expected an ${family} value as indicated by \`ipFamilies[${at}]\``,
        ),
      );
    }
  }
  return errors;
}

function validatePrimaryIP({ clusterIP = "", clusterIPs = [] }: Service["spec"]): FieldErrors {
  if (clusterIP === "")
    return clusterIPs.length === 0
      ? []
      : [invalidValue("spec.clusterIPs", clusterIPs, "must be empty when `clusterIP` is not specified")];
  if (clusterIPs.length === 0) return [required("spec.clusterIPs")];
  return clusterIPs[0] === clusterIP
    ? []
    : [invalidValue("spec.clusterIPs", clusterIPs, "first value must match `clusterIP`")];
}

function validateFamilies({ ipFamilies = [], ipFamilyPolicy }: Service["spec"]): FieldErrors {
  const errors = ipFamilies.flatMap((family, at) => {
    const field = `spec.ipFamilies[${at}]`;
    const faults = ["IPv4", "IPv6"].includes(family) ? [] : [notSupported(field, family, ["IPv4", "IPv6"])];
    return ipFamilies.indexOf(family) < at ? [...faults, duplicate(field, family)] : faults;
  });
  const policies = ["PreferDualStack", "RequireDualStack", "SingleStack"];
  if (ipFamilyPolicy !== undefined && !policies.includes(ipFamilyPolicy))
    errors.push(notSupported("spec.ipFamilyPolicy", ipFamilyPolicy, policies));
  return errors;
}

export function validateExternalIPs({ spec }: ServiceLike): FieldErrors {
  return (spec.externalIPs ?? []).flatMap((ip, at) => {
    const field = `spec.externalIPs[${at}]`;
    const faults = validateIP(field, ip);
    return faults.length > 0 ? faults : validateEndpointIP(field, ip);
  });
}

export function validateClusterIPsUnchanged(service: Service, old: Service): FieldErrors {
  if (isHeadless(service) && isHeadless(old)) return [];
  const now = service.spec.clusterIPs ?? [];
  const before = old.spec.clusterIPs ?? [];
  const changed = (at: number) => invalidValue(`spec.clusterIPs[${at}]`, now, FIXED);
  if (now.length === before.length) return before.flatMap((ip, at) => (ip === now[at] ? [] : [changed(at)]));
  if (now.length === 0)
    return [
      invalidValue(
        "spec.clusterIPs[0]",
        service.spec.clusterIPs ?? new GoText("[]string(nil)"),
        "primary clusterIP can not be unset",
      ),
    ];
  return before.length > 0 && now[0] !== before[0] ? [changed(0)] : [];
}

export function validateFamiliesUnchanged(service: Service, old: Service): FieldErrors {
  if (isHeadless(service) || isHeadless(old)) return [];
  const now = service.spec.ipFamilies ?? [];
  const before = old.spec.ipFamilies ?? [];
  const changed = before.length > 0 && now.length > 0 && now[0] !== before[0];
  return changed
    ? [
        invalidValue(
          "spec.ipFamilies[0]",
          new GoText(`[]core.IPFamily{${now.map(quoted).join(", ")}}`),
          FIXED,
        ),
      ]
    : [];
}
