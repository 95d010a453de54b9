/** The schemas of core/v1 PodSecurityContext and SecurityContext. Both are stored and shown, and change nothing here. */
import { any, boolean, int64, list, object, pointer, present, string } from "../schema.ts";

const seLinuxOptions = object("core/v1.SELinuxOptions", {
  user: string,
  role: string,
  type: string,
  level: string,
});
const seccompProfile = object("core/v1.SeccompProfile", {
  type: present(string),
  localhostProfile: pointer(string),
});
const appArmorProfile = object("core/v1.AppArmorProfile", {
  type: present(string),
  localhostProfile: pointer(string),
});

/** What Pods and containers have alike. */
const shared = {
  seLinuxOptions,
  windowsOptions: any,
  runAsUser: pointer(int64),
  runAsGroup: pointer(int64),
  runAsNonRoot: pointer(boolean),
  seccompProfile,
  appArmorProfile,
} as const;

export const podSecurityContext = object("core/v1.PodSecurityContext", {
  ...shared,
  supplementalGroups: list(int64),
  supplementalGroupsPolicy: pointer(string),
  fsGroup: pointer(int64),
  fsGroupChangePolicy: pointer(string),
  seLinuxChangePolicy: pointer(string),
  sysctls: list(object("core/v1.Sysctl", { name: present(string), value: present(string) })),
});

export const securityContext = object("core/v1.SecurityContext", {
  ...shared,
  capabilities: object("core/v1.Capabilities", { add: list(string), drop: list(string) }),
  privileged: pointer(boolean),
  readOnlyRootFilesystem: pointer(boolean),
  allowPrivilegeEscalation: pointer(boolean),
  procMount: pointer(string),
});
