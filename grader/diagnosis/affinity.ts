/** Why a client may meet another server. */
import type { ServiceSubject } from "../check/context.ts";
import type { Finding } from "./diagnosis.ts";
import { diagnose } from "./index.ts";

export function diagnoseAffinity(service: ServiceSubject): Finding | undefined {
  return diagnose(service, undefined, { remembers: 0 });
}
