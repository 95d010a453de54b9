/**
 * The flags of every verb. Those about transport and credentials are read and have no effect: the simulated cluster is
 * in this process and lets everyone in.
 */
import type { Flag } from "../verb.ts";
import { arrayFlag, boolFlag, intFlag, stringFlag } from "./flag-sets.ts";

export const globalFlags: readonly Flag[] = [
  stringFlag("as", "User to act as. No effect here."),
  arrayFlag("as-group", "Group to act as, may be repeated. No effect here."),
  stringFlag("as-uid", "UID to act as. No effect here."),
  stringFlag("cache-dir", "Folder for cached discovery. No effect here.", {
    default: "/home/learner/.kube/cache",
  }),
  stringFlag("certificate-authority", "File with the authority's certificate. No effect here."),
  stringFlag("client-certificate", "File with the client's certificate. No effect here."),
  stringFlag("client-key", "File with the client's key. No effect here."),
  stringFlag("cluster", "Cluster of the kubeconfig to talk to."),
  stringFlag("context", "Context of the kubeconfig to use."),
  boolFlag("disable-compression", "Ask for uncompressed answers. No effect here."),
  boolFlag("insecure-skip-tls-verify", "Trust any certificate. No effect here."),
  stringFlag("kubeconfig", "The kubeconfig file. No effect here."),
  boolFlag("match-server-version", "Refuse a server of another version. No effect here."),
  stringFlag("namespace", "Namespace to work in.", { short: "n" }),
  stringFlag("password", "Password for basic authentication. No effect here."),
  stringFlag("request-timeout", "How long to wait for one answer of the server. No effect here.", {
    default: "0",
  }),
  stringFlag("server", "Address of the API server. No effect here.", { short: "s" }),
  stringFlag("tls-server-name", "Host name that the server's certificate must have. No effect here."),
  stringFlag("token", "Bearer token. No effect here."),
  stringFlag("user", "User of the kubeconfig to be."),
  stringFlag("username", "User name for basic authentication. No effect here."),
  intFlag("v", "0", "How much to log. No effect here.", { short: "v", type: "int32" }),
  boolFlag("warnings-as-errors", "Exit with code 1 when the server warned."),
];
