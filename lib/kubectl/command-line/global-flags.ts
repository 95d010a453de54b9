/**
 * The flags of every verb. Those about transport and credentials are read and have no effect: the simulated cluster is
 * in this process and lets everyone in.
 */
import type { Flag } from "../verb.ts";

const text = (name: string, usage: string, more: Partial<Flag> = {}): Flag => ({
  name,
  type: "string",
  default: "",
  usage,
  ...more,
});
const toggle = (name: string, usage: string): Flag => ({ name, type: "bool", default: "false", usage });

export const globalFlags: readonly Flag[] = [
  text("as", "User to act as. No effect here."),
  {
    name: "as-group",
    type: "stringArray",
    default: "",
    usage: "Group to act as, may be repeated. No effect here.",
  },
  text("as-uid", "UID to act as. No effect here."),
  text("cache-dir", "Folder for cached discovery. No effect here.", { default: "/home/learner/.kube/cache" }),
  text("certificate-authority", "File with the authority's certificate. No effect here."),
  text("client-certificate", "File with the client's certificate. No effect here."),
  text("client-key", "File with the client's key. No effect here."),
  text("cluster", "Cluster of the kubeconfig to talk to."),
  text("context", "Context of the kubeconfig to use."),
  toggle("disable-compression", "Ask for uncompressed answers. No effect here."),
  toggle("insecure-skip-tls-verify", "Trust any certificate. No effect here."),
  text("kubeconfig", "The kubeconfig file. No effect here."),
  toggle("match-server-version", "Refuse a server of another version. No effect here."),
  text("namespace", "Namespace to work in.", { short: "n" }),
  text("password", "Password for basic authentication. No effect here."),
  text("request-timeout", "How long to wait for one answer of the server. No effect here.", { default: "0" }),
  text("server", "Address of the API server. No effect here.", { short: "s" }),
  text("tls-server-name", "Host name that the server's certificate must have. No effect here."),
  text("token", "Bearer token. No effect here."),
  text("user", "User of the kubeconfig to be."),
  text("username", "User name for basic authentication. No effect here."),
  { name: "v", short: "v", type: "int32", default: "0", usage: "How much to log. No effect here." },
  toggle("warnings-as-errors", "Exit with code 1 when the server warned."),
];
