/** The schemas of core/v1 PodSecurityContext and SecurityContext. Both are stored and shown, and change nothing here. */
import { any, boolean, field, int64, list, object, pointer, present, string } from "../schema.ts";

const seLinuxOptions = object("core/v1.SELinuxOptions", {
  user: field(1, string),
  role: field(2, string),
  type: field(3, string),
  level: field(4, string),
});
const seccompProfile = object("core/v1.SeccompProfile", {
  type: present(1, string),
  localhostProfile: pointer(2, string),
});
const appArmorProfile = object("core/v1.AppArmorProfile", {
  type: present(1, string),
  localhostProfile: pointer(2, string),
});

export const podSecurityContext = object("core/v1.PodSecurityContext", {
  seLinuxOptions: field(1, seLinuxOptions),
  windowsOptions: field(8, any),
  runAsUser: pointer(2, int64),
  runAsGroup: pointer(6, int64),
  runAsNonRoot: pointer(3, boolean),
  seccompProfile: field(10, seccompProfile),
  appArmorProfile: field(11, appArmorProfile),
  supplementalGroups: field(4, list(int64)),
  supplementalGroupsPolicy: pointer(12, string),
  fsGroup: pointer(5, int64),
  fsGroupChangePolicy: pointer(9, string),
  seLinuxChangePolicy: pointer(13, string),
  sysctls: field(7, list(object("core/v1.Sysctl", { name: present(1, string), value: present(2, string) }))),
});

const capabilities = object("core/v1.Capabilities", {
  add: field(1, list(string)),
  drop: field(2, list(string)),
});
export const securityContext = object("core/v1.SecurityContext", {
  seLinuxOptions: field(3, seLinuxOptions),
  windowsOptions: field(10, any),
  runAsUser: pointer(4, int64),
  runAsGroup: pointer(8, int64),
  runAsNonRoot: pointer(5, boolean),
  seccompProfile: field(11, seccompProfile),
  appArmorProfile: field(12, appArmorProfile),
  capabilities: field(1, capabilities),
  privileged: pointer(2, boolean),
  readOnlyRootFilesystem: pointer(6, boolean),
  allowPrivilegeEscalation: pointer(7, boolean),
  procMount: pointer(9, string),
});
