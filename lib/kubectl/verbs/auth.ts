/**
 * `kubectl auth`. Models kubectl/pkg/cmd/auth for the one user of this cluster, who may do everything. Leaves out
 * `reconcile`, since there are no roles.
 */
import type { Verb } from "../verb.ts";
import { authCanI } from "./auth-can-i.ts";
import { authWhoami } from "./auth-whoami.ts";

export const auth: Verb = {
  name: "auth",
  short: "Inspect authorization",
  long: "Ask who you are to the server, and what you may do. In this simulated cluster you may do everything.",
  usage: "kubectl auth",
  flags: [],
  subverbs: [authCanI, authWhoami],
  unmodelledSubverbs: ["reconcile"],
};
