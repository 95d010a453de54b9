/** `kubectl config set-cluster`. */
import { quoted } from "../../go/strconv.ts";
import { requireArgs } from "../command-line/config-arguments.ts";
import { boolFlag, stringFlag } from "../command-line/flag-sets.ts";
import type { Stanza } from "../config/kubeconfig.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";

export const configSetCluster: Verb = {
  name: "set-cluster",
  isLocal: true,
  short: "Set a cluster entry in kubeconfig",
  long: "Make a cluster of the kubeconfig or change it. Only the one that is there at the start leads to this simulated cluster.",
  usage:
    "kubectl config set-cluster NAME [--server=server] [--certificate-authority=path/to/certificate/authority] [--insecure-skip-tls-verify=true] [--tls-server-name=example.com]",
  examples: "# Another address\nkubectl config set-cluster other --server=https://10.1.2.3:6443",
  flags: [
    boolFlag("embed-certs", "Put the authority's certificate itself into the kubeconfig."),
    stringFlag("proxy-url", "Proxy on the way to the cluster."),
  ],
  run: runSetCluster,
};

async function runSetCluster(invocation: Invocation): Promise<void> {
  const { client, flags, out } = invocation;
  const [name = ""] = requireArgs(invocation, 1);
  const insecure = flags.bool("insecure-skip-tls-verify");
  const authority = flags.string("certificate-authority");
  if (insecure && authority !== "")
    throw new KubectlError("you cannot specify a certificate authority and insecure mode at the same time");
  if (flags.bool("embed-certs") && authority === "")
    throw new KubectlError("you must specify a --certificate-authority to embed");
  const { config } = client;
  const stanza: Record<string, unknown> = { ...config.find("clusters", name) };
  // Not kept unless given again: --insecure-skip-tls-verify, and the TLS name of an address that changes.
  stanza["insecure-skip-tls-verify"] = insecure || undefined;
  if (flags.changed("server")) delete stanza["tls-server-name"];
  for (const field of ["server", "tls-server-name", "proxy-url"])
    if (flags.changed(field)) stanza[field] = flags.string(field) || undefined;
  if (insecure)
    Object.assign(stanza, { "certificate-authority": undefined, "certificate-authority-data": undefined });
  if (authority !== "") Object.assign(stanza, await certificate(invocation, authority));
  config.put("clusters", name, withoutUndefined(stanza));
  out.stdout(`Cluster ${quoted(name)} set.\n`);
}

async function certificate({ client, flags }: Invocation, path: string): Promise<Stanza> {
  const { shell } = client;
  if (!flags.bool("embed-certs")) {
    return {
      "certificate-authority": path.startsWith("/") ? path : `${shell.cwd}/${path}`,
      "certificate-authority-data": undefined,
    };
  }
  const text = await shell.readFile(path).catch(() => {
    throw new KubectlError(
      `could not stat certificate-authority file ${path}: stat ${path}: no such file or directory`,
    );
  });
  return { "certificate-authority": undefined, "certificate-authority-data": btoa(text) };
}

function withoutUndefined(stanza: Stanza): Stanza {
  return Object.fromEntries(Object.entries(stanza).filter(([, value]) => value !== undefined));
}
